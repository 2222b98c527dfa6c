/**
 * Residents' devices that do not give up: each makes a submission with an id of its own and sends it again, and again,
 * until it holds a receipt. What was sent and what was answered is kept for the checker.
 */
import { randomInt, randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { printedReceiptCode } from '../../src/domain/reports/receipt-code.ts'
import { receiptCodeOf } from '../../src/ledger/receipt-secret.ts'
import { codeOf, here } from '../cast.ts'
import { file, formOf, type SentFile } from '../forms.ts'

export type Attempted = {
  readonly submissionId: string
  readonly text: string
  readonly files: number
  /** What any receipt for it must say. */
  readonly receiptCode: string
  /** The receipts that came back, one for each answer 201. */
  readonly receipts: string[]
  sends: number
}

export type Clients = {
  readonly attempted: readonly Attempted[]
  /** Answers and broken connections by what they were. */
  readonly answers: Readonly<Record<string, number>>
  /** Refusals in words, by name. */
  readonly refusals: Readonly<Record<string, number>>
  acknowledged(): number
  /** Lets everyone come to an end: with a receipt, or giving up after `patience`. Fails on nothing. */
  stop(patience?: number): Promise<void>
}

const timeout = 15_000

/** Starts `count` clients. `url` is asked before every sending, so that a client can turn to another program. */
export function startClients(given: {
  count: number
  url: () => string
  /** Photos some of the submissions carry. */
  photos?: readonly Uint8Array[]
  /** The share of submissions that are sent several times at once, up to twenty. */
  crowded?: number
}): Clients {
  const attempted: Attempted[] = []
  const answers: Record<string, number> = {}
  const refusals: Record<string, number> = {}
  const agent = new Agent({ keepAlive: true, maxSockets: 512 })
  let stopping = false
  let deadline = Number.POSITIVE_INFINITY
  const count = (list: Record<string, number>, name: string) => {
    list[name] = (list[name] ?? 0) + 1
  }

  const deliver = async (submission: Attempted, photos: readonly Uint8Array[]) => {
    while (Date.now() < deadline) {
      submission.sends += 1
      const answer = await send(agent, given.url(), submission, photos).catch((error: NodeJS.ErrnoException) => ({
        status: 0,
        body: '',
        code: error.code ?? error.message,
      }))
      count(answers, answer.status === 0 ? (answer as { code: string }).code : String(answer.status))
      if (answer.status === 201) {
        submission.receipts.push(JSON.parse(answer.body).receiptCode)
        return
      }
      if (answer.status > 0) count(refusals, refusalIn(answer.body))
      // Nothing that is said of the submission itself will change by saying it again.
      if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return
      await wait(randomInt(10, 120))
    }
  }

  const client = async () => {
    while (!stopping) {
      const { photos: known = [] } = given
      const photos = known.length > 0 && randomInt(12) === 0 ? [known[randomInt(known.length)] as Uint8Array] : []
      const submissionId = randomUUID()
      const submission: Attempted = {
        submissionId,
        text: `第${attempted.length}件：楼道的灯坏了，晚上看不见路。${submissionId.slice(0, 8)}`,
        files: photos.length,
        receiptCode: printedReceiptCode(receiptCodeOf(here.prefix, submissionId)),
        receipts: [],
        sends: 0,
      }
      attempted.push(submission)
      const copies = Math.random() < (given.crowded ?? 0) ? randomInt(2, 21) : 1
      await Promise.all(Array.from({ length: copies }, () => deliver(submission, photos)))
    }
  }
  const clients = Array.from({ length: given.count }, client)

  return {
    attempted,
    answers,
    refusals,
    acknowledged: () => attempted.filter(({ receipts }) => receipts.length > 0).length,
    stop: async (patience = 30_000) => {
      stopping = true
      deadline = Date.now() + patience
      await Promise.all(clients)
      agent.destroy()
    },
  }
}

const refusalIn = (body: string): string => {
  try {
    return String(JSON.parse(body).refusal)
  } catch {
    return 'not JSON'
  }
}

function send(
  agent: Agent,
  url: string,
  { submissionId, text }: Attempted,
  photos: readonly Uint8Array[],
): Promise<{ status: number; body: string }> {
  const to = { point: codeOf('point xingfuli') }
  const { payload, headers } =
    photos.length > 0
      ? formOf(
          { submissionId, text, to: JSON.stringify(to) },
          photos.map((bytes): SentFile => file(bytes)),
        )
      : {
          payload: Buffer.from(JSON.stringify({ submissionId, text, to })),
          headers: { 'content-type': 'application/json' },
        }
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/api/v1/reports`,
      { method: 'POST', agent, timeout, headers: { ...headers, 'content-length': payload.length } },
      (answer) => {
        let body = ''
        answer.setEncoding('utf8').on('data', (part: string) => {
          body += part
        })
        answer.on('error', reject)
        // A body that was cut off is no receipt.
        answer.on('end', () =>
          answer.complete ? resolve({ status: answer.statusCode ?? 0, body }) : reject(new Error('cut off')),
        )
        answer.on('aborted', () => reject(new Error('cut off')))
      },
    )
    sent.on('timeout', () => sent.destroy(new Error('no answer in time')))
    sent.on('error', reject)
    sent.end(payload)
  })
}
