/** The two questions put to the server, and what an answer means: done, refused, try again later, or give up. */
import { createHash } from 'node:crypto'
import { type CodeReply, codeReply } from '../../contract/codes.ts'
import { type SubmitReportBody, submitReportReply } from '../../contract/reports.ts'
import { refusal } from '../../contract/shared.ts'
import { parseReceiptCode, receiptCodeFrom, receiptCodePreimage } from '../../domain/reports/receipt-code.ts'
import { sentences } from '../words.ts'

/** One answer of the server. `message` and `problem` are sentences or parts of them; neither holds a resident's words. */
export type Answer<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  /** No, for a reason of this request's own. */
  | { readonly kind: 'refused'; readonly message: string }
  /** Not now: no connection, an error of the server, or too much at once. */
  | { readonly kind: 'later'; readonly problem: string; readonly busy: boolean; readonly pause: number | null }
  /** Never: this is not the server, or not the address, that was meant. */
  | { readonly kind: 'wrong'; readonly problem: string }

export type Server = {
  readonly url: string
  /** What a public code stands for. */
  readonly lookUpCode: (code: string) => Promise<Answer<CodeReply>>
  /** Puts a report and gives its receipt code. Sent again with the same submission id it is still one report. */
  readonly submit: (body: SubmitReportBody, districtPrefix: string) => Promise<Answer<string>>
}

/** The public API at `url` (no slash at its end). An answer that takes longer than `timeout` counts as none. */
export function serverAt(url: string, timeout: number): Server {
  const ask = (path: string, init: RequestInit) =>
    answerTo(timeout, (signal) =>
      fetch(url + path, {
        ...init,
        headers: { accept: 'application/json', 'accept-language': 'en', ...init.headers },
        redirect: 'manual',
        signal,
      }),
    )
  return {
    url,
    async lookUpCode(code) {
      const answer = await ask(`/api/v1/codes/${encodeURIComponent(code)}`, {})
      if (answer.kind !== 'done') return answer
      const reply = codeReply.safeParse(answer.value)
      return reply.success ? { kind: 'done', value: reply.data } : wrong(sentences.send.notJieyou)
    },
    async submit(body, districtPrefix) {
      const answer = await ask('/api/v1/reports', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      if (answer.kind !== 'done') return answer
      const reply = submitReportReply.safeParse(answer.value)
      if (!reply.success) return wrong(sentences.send.notJieyou)
      const code = parseReceiptCode(reply.data.receiptCode)
      // The client can compute the code itself. If the two differ, nobody could find the report by its receipt.
      const hash = createHash('sha256').update(receiptCodePreimage(districtPrefix, body.submissionId)).digest()
      if (!code.ok || code.value !== receiptCodeFrom(districtPrefix, hash)) return wrong(sentences.send.otherReceipt)
      return { kind: 'done', value: reply.data.receiptCode }
    },
  }
}

const wrong = (problem: string) => ({ kind: 'wrong', problem }) as const

async function answerTo(
  timeout: number,
  request: (signal: AbortSignal) => Promise<Response>,
): Promise<Answer<unknown>> {
  const later = (problem: string, busy = false, pause: number | null = null) =>
    ({ kind: 'later', problem, busy, pause }) as const
  let response: Response
  let text: string
  // Not AbortSignal.timeout: it would hold on to every request until its time is over.
  const tooLong = new AbortController()
  const timer = setTimeout(() => tooLong.abort(), timeout)
  try {
    response = await request(tooLong.signal)
    text = await response.text()
  } catch (error) {
    return later(tooLong.signal.aborted ? sentences.send.noAnswer : problemIn(error))
  } finally {
    clearTimeout(timer)
  }
  const { status } = response
  const json = parsed(text)
  if (response.ok) return json === undefined ? wrong(sentences.send.notJieyou) : { kind: 'done', value: json }
  if (status === 429) return later(sentences.send.statusBriefly(status), true, retryAfter(response))
  if (status >= 500 || status === 408 || status === 425)
    return later(sentences.send.statusBriefly(status), false, retryAfter(response))
  if (status >= 300 && status < 400) return wrong(sentences.send.redirects(response.headers.get('location') ?? '?'))

  const refused = refusal.safeParse(json)
  const ofThisRequest = status === 400 || status === 409 || status === 413 || status === 422
  if (refused.success && ofThisRequest) return { kind: 'refused', message: refused.data.message }
  return wrong(sentences.send.status(status, refused.success ? refused.data.message : ''))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Milliseconds from a Retry-After in seconds, at most a minute; null when it says nothing usable. */
function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 60) * 1000 : null
}

/** The shortest true name of a network error: ECONNREFUSED and the like. */
function problemIn(error: unknown): string {
  if (!(error instanceof Error)) throw error
  const { cause } = error
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message
  return error.message
}
