/**
 * Listens to what the program says to PostgreSQL: a TCP relay that reads the statements and their parameters on the way.
 * So the baseline runs the statement that the program really sends, whatever code writes it.
 */
import { connect, createServer } from 'node:net'

/** A statement as it was sent, its parameters as text; binary ones as Buffers. */
export type Heard = { readonly text: string; readonly parameters: readonly (string | Buffer | null)[] }

export type WireTap = { readonly port: number; readonly heard: readonly Heard[] } & AsyncDisposable

export async function openWireTap(databasePort: number): Promise<WireTap> {
  const heard: Heard[] = []
  const server = createServer((near) => {
    const far = connect({ port: databasePort, host: '127.0.0.1', noDelay: true })
    near.on('error', () => far.destroy()).on('data', reader(heard))
    far.on('error', () => near.destroy())
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    port,
    heard,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  }
}

/** Reads one connection's messages: the first has no type byte; of the others Parse and Bind are of interest. */
function reader(heard: Heard[]) {
  const statements = new Map<string, string>()
  let rest = Buffer.alloc(0)
  let begun = false
  return (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const at = begun ? 1 : 0
      if (rest.length < at + 4) return
      const length = rest.readInt32BE(at) + at
      if (rest.length < length) return
      const type = begun ? String.fromCharCode(rest[0] as number) : ''
      const body = rest.subarray(at + 4, length)
      rest = rest.subarray(length)
      begun = true
      if (type === 'P') {
        const [name, text] = strings(body, 2)
        statements.set(name ?? '', text ?? '')
      }
      if (type === 'B') heard.push(boundTo(statements, body))
    }
  }
}

function strings(body: Buffer, count: number): string[] {
  const found: string[] = []
  for (let at = 0; found.length < count; ) {
    const end = body.indexOf(0, at)
    found.push(body.toString('utf8', at, end))
    at = end + 1
  }
  return found
}

function boundTo(statements: ReadonlyMap<string, string>, body: Buffer): Heard {
  const [portal = '', name = ''] = strings(body, 2)
  let at = Buffer.byteLength(portal) + Buffer.byteLength(name) + 2
  const short = () => {
    at += 2
    return body.readInt16BE(at - 2)
  }
  const formats = Array.from({ length: short() }, short)
  const parameters = Array.from({ length: short() }, (_, i) => {
    const length = body.readInt32BE(at)
    at += 4
    if (length < 0) return null
    const value = Buffer.from(body.subarray(at, at + length))
    at += length
    const isBinary = (formats.length === 1 ? formats[0] : formats[i]) === 1
    return isBinary ? value : value.toString('utf8')
  })
  return { text: statements.get(name) ?? '', parameters }
}
