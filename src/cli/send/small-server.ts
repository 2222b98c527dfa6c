/** A small server that keeps the contract of the public API, for the tests of `send`: its days can be good or bad. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CodeReply } from '../../contract/codes.ts'
import { type SubmitReportReply, submitReportBody } from '../../contract/reports.ts'
import { printedReceiptCode, receiptCodeFrom, receiptCodePreimage } from '../../domain/reports/receipt-code.ts'
import { cleanWords } from '../../domain/shared/words.ts'

/** What befalls a report that is sent: before or after it is kept, or instead. */
export type Fate =
  | 'served'
  | 'dropped-before'
  | 'dropped-after'
  | 'broken'
  | 'busy'
  | 'redirected'
  | 'a-stranger'
  | 'unlike'

type Content = { readonly to: unknown; readonly text: string; readonly place: string }

export type SmallServer = {
  readonly url: string
  /** What it holds, by submission id. */
  readonly kept: Map<string, Content>
  /** How often each text was sent. */
  readonly tries: Map<string, number>
  /** Decides what befalls a text that is sent for the n-th time. */
  fateOf: (text: string, time: number) => Fate
  readonly mostAtOnce: () => number
  readonly hangUp: () => Promise<void>
}

const places: Readonly<Record<string, CodeReply>> = {
  QH0123Y0: { kind: 'point', name: '东门菜场', townName: '清河镇' },
  QH000005: { kind: 'deputy', name: '沈代表', townName: '清河镇' },
  QH: { kind: 'district', name: '某区', townName: null },
}

/** The receipt code of a submission in district QH. */
export const codeFor = (submissionId: string) =>
  receiptCodeFrom('QH', createHash('sha256').update(receiptCodePreimage('QH', submissionId)).digest())

/** Starts one on a free port, or on a given one with what an earlier one held. */
export async function smallServer(earlier?: { port: number; kept: Map<string, Content> }): Promise<SmallServer> {
  let now = 0
  let most = 0
  const http = createServer((request, response) => {
    now += 1
    most = Math.max(most, now)
    response.on('close', () => {
      now -= 1
    })
    answer(self, request, response).catch(() => request.socket.destroy())
  })
  http.listen(earlier?.port ?? 0, '127.0.0.1')
  await once(http, 'listening')
  const self: SmallServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    kept: earlier?.kept ?? new Map(),
    tries: new Map(),
    fateOf: () => 'served',
    mostAtOnce: () => most,
    hangUp: async () => {
      http.closeAllConnections()
      await new Promise((done) => http.close(done))
    },
  }
  return self
}

async function answer({ kept, tries, fateOf }: SmallServer, request: IncomingMessage, response: ServerResponse) {
  const reply = (status: number, body: unknown, headers = {}) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  if (request.method === 'GET') {
    const place = places[(request.url ?? '').replace('/api/v1/codes/', '')]
    return place ? reply(200, place) : reply(404, { refusal: 'no-such-code', message: 'There is no such code.' })
  }
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  const body = submitReportBody.parse(JSON.parse(Buffer.concat(parts).toString()))
  const time = (tries.get(body.text) ?? 0) + 1
  tries.set(body.text, time)
  await new Promise((done) => setTimeout(done, 2))
  const fate = fateOf(body.text, time)
  if (fate === 'dropped-before') return request.socket.destroy()
  if (fate === 'broken') return reply(500, { refusal: 'something-broke', message: 'Something broke.' })
  if (fate === 'busy') return reply(429, { refusal: 'too-many', message: 'Too many.' }, { 'retry-after': '0' })
  if (fate === 'redirected') return reply(308, {}, { location: 'https://jieyou.example/' })
  if (fate === 'a-stranger') return response.writeHead(200).end('<h1>It works!</h1>')

  const words = cleanWords(body.text)
  if (!words.ok) return reply(400, { refusal: words.refusal, message: `Refused: ${words.refusal}.` })
  const content: Content = { to: body.to, text: words.value, place: body.place ?? '' }
  const before = kept.get(body.submissionId)
  if (before && JSON.stringify(before) !== JSON.stringify(content))
    return reply(409, { refusal: 'already-delivered', message: 'Other content under the same id.' })
  kept.set(body.submissionId, content)
  if (fate === 'dropped-after') return request.socket.destroy()
  const code = codeFor(fate === 'unlike' ? '00000000-0000-4000-8000-000000000000' : body.submissionId)
  return reply(201, {
    receiptCode: printedReceiptCode(code),
    status: 'received',
    receivedAt: '2026-11-23T09:00:00.000Z',
  } satisfies SubmitReportReply)
}
