/**
 * The load generator, a process of its own: so many clients, each on one kept-alive connection, each sending its next
 * request when the answer to the last one is there. Its job comes as JSON on stdin; what it saw goes as JSON to stdout.
 */
import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

export type Job = {
  readonly port: number
  readonly clients: number
  readonly seconds: number
  /** Not measured: connections are opened and code is compiled. */
  readonly warmUpSeconds: number
  /** Whole HTTP requests, sent in turn; `<uuid>` in one becomes a fresh UUID of the same length. */
  readonly requests: readonly string[]
  readonly wantedStatus: number
}

export type Seen = {
  /** How many were answered as wanted while it was measured. */
  readonly answered: number
  /** How many were answered as wanted at all, warm-up and last ones included. */
  readonly answeredInAll: number
  readonly seconds: number
  /** Microseconds from the first byte sent to the whole answer, of what was measured. */
  readonly latencies: readonly number[]
  /** Other answers by their status, and broken connections, in all. */
  readonly others: Readonly<Record<string, number>>
}

const job = JSON.parse(await text(process.stdin)) as Job
const latencies: number[] = []
const others: Record<string, number> = {}
let answeredInAll = 0
const from = performance.now() + job.warmUpSeconds * 1000
const until = from + job.seconds * 1000
let turn = 0

const nextRequest = (): string =>
  (job.requests[turn++ % job.requests.length] as string).replaceAll('<uuid>', () => randomUUID())

await Promise.all(Array.from({ length: job.clients }, client))
process.stdout.write(
  JSON.stringify({ answered: latencies.length, answeredInAll, seconds: job.seconds, latencies, others } satisfies Seen),
)

/** One client, until the time is over; a broken connection is counted and opened again. */
async function client(): Promise<void> {
  while (performance.now() < until) {
    await onOneConnection().catch((error: { code?: string }) => {
      const name = error.code ?? 'broken'
      others[name] = (others[name] ?? 0) + 1
    })
  }
}

function onOneConnection(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: job.port, host: '127.0.0.1', noDelay: true })
    let sentAt = 0
    let received = ''
    const send = () => {
      if (performance.now() >= until) {
        socket.end()
        return resolve()
      }
      received = ''
      sentAt = performance.now()
      socket.write(nextRequest())
    }
    // One byte a character: lengths are counted in bytes.
    socket.setEncoding('latin1')
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('close', () => reject({ code: 'closed' }))
    socket.on('data', (chunk: string) => {
      received += chunk
      const head = received.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = /\r\ncontent-length: (\d+)/i.exec(received)?.[1]
      if (length === undefined) return void socket.destroy({ code: 'no-length' } as unknown as Error)
      if (received.length < head + 4 + Number(length)) return
      const now = performance.now()
      const status = Number(received.slice(9, 12))
      if (status === job.wantedStatus) {
        answeredInAll += 1
        if (sentAt >= from && now <= until) latencies.push(Math.round((now - sentAt) * 1000))
      } else others[status] = (others[status] ?? 0) + 1
      send()
    })
  })
}
