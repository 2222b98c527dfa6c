/** Delivers a stream of messages, several at once, and counts what became of each. */
import type { SubmitReportBody } from '../../contract/reports.ts'
import { type Counts, sentences } from '../words.ts'
import type { Message } from './messages.ts'
import { askPatiently, type Pace } from './patience.ts'
import type { SentFile } from './sent-file.ts'
import type { Server } from './server.ts'

/** Why it ended before the last line. */
export type Stopped = { readonly by: 'unreachable' | 'wrong' | 'input' | 'state'; readonly problem: string }

/**
 * Delivers what has not been delivered before. A line that is refused, or that the server fails at while it takes
 * others, is told and passed over; when the server takes nothing any more, or is the wrong one, everything stops.
 */
export async function deliverAll(
  messages: AsyncGenerator<Message>,
  given: {
    readonly to: SubmitReportBody['to']
    readonly districtPrefix: string
    readonly server: Server
    readonly sent: SentFile
    readonly parallel: number
    readonly pace: Pace
    readonly tell: {
      readonly refused: (line: number, why: string) => void
      readonly undelivered: (line: number, problem: string) => void
      readonly progress: (counts: Counts) => void
    }
  },
): Promise<{ readonly counts: Counts; readonly stopped: Stopped | undefined }> {
  const { to, districtPrefix, server, sent, parallel, pace, tell } = given
  const counts = { sent: 0, there: 0, refused: 0, undelivered: 0 }
  const stopping = new AbortController()
  let stopped: Stopped | undefined
  let lastTaken = Number.NEGATIVE_INFINITY
  let lastShown = Number.NEGATIVE_INFINITY
  const stop = (by: Stopped['by'], problem: string) => {
    stopped ??= { by, problem }
    stopping.abort()
  }

  async function deliverOne(message: Message & { ok: true }) {
    const submissionId = sent.submissionId(message)
    const body = { submissionId, to, text: message.text, place: message.place }
    const began = performance.now()
    const answer = await askPatiently(() => server.submit(body, districtPrefix), {
      pace,
      patience: pace.patience,
      stop: stopping.signal,
    })
    switch (answer.kind) {
      case 'done':
        lastTaken = performance.now()
        counts.sent += 1
        await sent.record(message.line, submissionId, answer.value).catch((error) => {
          stop('state', nameOf(error))
        })
        break
      case 'refused':
        lastTaken = performance.now()
        counts.refused += 1
        tell.refused(message.line, answer.message)
        break
      case 'later':
        if (stopping.signal.aborted) break
        if (lastTaken < began) stop('unreachable', answer.problem)
        else {
          counts.undelivered += 1
          tell.undelivered(message.line, answer.problem)
        }
        break
      case 'wrong':
        stop('wrong', answer.problem)
    }
  }

  async function work() {
    while (!stopping.signal.aborted) {
      const next = await messages.next().catch((error) => stop('input', nameOf(error)))
      if (!next || next.done) return
      const message = next.value
      if (!message.ok) {
        counts.refused += 1
        tell.refused(message.line, sentences.send.lineRefusals[message.why])
      } else if (sent.has(message.line)) counts.there += 1
      else await deliverOne(message)
      if (performance.now() - lastShown > 200) {
        lastShown = performance.now()
        tell.progress(counts)
      }
    }
  }

  await Promise.all(Array.from({ length: parallel }, work))
  await messages.return(undefined)
  await sent.close().catch((error) => stop('state', nameOf(error)))
  return { counts, stopped }
}

const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) throw error
  return 'code' in error ? String(error.code) : error.message
}
