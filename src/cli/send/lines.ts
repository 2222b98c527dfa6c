/** Cuts a stream of bytes into lines without ever holding more than one of them. */

/** The longest line that is read; a longer one is skipped and told. */
export const longestLine = 1024 * 1024

export type Line = {
  /** Counted from 1. */
  readonly number: number
  /** Without the end of line; null when longer than `longestLine`. */
  readonly bytes: Buffer | null
  /** Whether an end of line stood behind it; only the last may lack one. */
  readonly ended: boolean
}

/** The lines of a stream. Only \n ends a line: U+2028 may stand inside a JSON string. */
export async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let parts: Buffer[] = []
  let length = 0
  let number = 1
  const take = (part: Buffer) => {
    length += part.length
    if (length > longestLine) parts = []
    else parts.push(part)
  }
  const line = (ended: boolean): Line => ({ number, bytes: length > longestLine ? null : Buffer.concat(parts), ended })

  for await (const chunk of stream) {
    let from = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      take(chunk.subarray(from, end))
      yield line(true)
      parts = []
      length = 0
      number += 1
      from = end + 1
    }
    take(chunk.subarray(from))
  }
  if (length > 0) yield line(false)
}
