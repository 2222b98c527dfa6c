/** In which encoding a file is: told by its beginning, as offices mix UTF-8 and GBK. */
import { allow, refuse } from '../../domain/shared/decision.ts'

export const encodings = ['utf-8', 'gb18030'] as const
/** GB 18030 contains GBK and GB 2312. */
export type Encoding = (typeof encodings)[number]

const strict = (encoding: Encoding) => new TextDecoder(encoding, { fatal: true, ignoreBOM: true })

/**
 * The encoding of a file from its beginning: UTF-8 with a mark, or when more of its lines can be UTF-8 than cannot.
 * Refused: `utf-16`.
 */
export function encodingOf(beginning: Uint8Array) {
  const [first, second, third] = beginning
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return refuse('utf-16')
  if (first === 0xef && second === 0xbb && third === 0xbf) return allow<Encoding>('utf-8')
  const utf8 = strict('utf-8')
  let [can, cannot] = [0, 0]
  let from = 0
  for (let end = beginning.indexOf(10); ; end = beginning.indexOf(10, from)) {
    const line = beginning.subarray(from, end === -1 ? undefined : end)
    // The last line may be cut through a letter; it counts only when there is no other.
    if (line.some((byte) => byte > 0x7f) && (end !== -1 || can + cannot === 0)) {
      try {
        // A cut letter is forgiven, so that a file of one long line is read.
        utf8.decode(line, { stream: end === -1 })
        can += 1
      } catch {
        cannot += 1
      }
    }
    if (end === -1) break
    from = end + 1
  }
  return allow<Encoding>(cannot > can ? 'gb18030' : 'utf-8')
}

export type Decode = (bytes: Uint8Array) => { readonly text: string; readonly isWhole: boolean }

/** Decodes a line; one that holds what the encoding does not have is decoded as far as it goes, and told. */
export function decoder(encoding: Encoding): Decode {
  const whole = strict(encoding)
  const lenient = new TextDecoder(encoding, { ignoreBOM: true })
  return (bytes) => {
    try {
      return { text: whole.decode(bytes), isWhole: true }
    } catch {
      return { text: lenient.decode(bytes), isWhole: false }
    }
  }
}
