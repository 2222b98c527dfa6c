/** What was said elsewhere, in another system or on another site, and is brought here with what was answered to it. */
import { allow, refuse } from '../shared/decision.ts'
import { cleanWords, tidyWords } from '../shared/words.ts'
import { receiveReport, type Said } from './report.ts'

/** As it stands in somebody's file. */
export type ForeignMessage = {
  /** What the other system calls it; empty where it gives no names. */
  readonly id: string
  /** The title, if there is one, is the first line. */
  readonly text: string
  readonly place: string
  readonly saidAt: Date | null
  /** Empty when it was not answered. */
  readonly reply: string
  readonly repliedAt: Date | null
  /** Who answered, by name; empty when that is not told. */
  readonly agency: string
}

/** Checked and tidied. */
export type ImportedMessage = {
  readonly id: string
  readonly said: Said
  readonly saidAt: Date | null
  readonly reply: { readonly words: string; readonly at: Date | null; readonly agency: string } | null
}

/** An office's answer is kept as it was given, also where it is longer than what can be written here. */
const maxReply = 20_000
const maxAgency = 200
const dayMs = 86_400_000

/**
 * Checks a message of a file. Refused: what `receiveReport` refuses; `reply-too-long`, `agency-too-long`; and
 * `not-yet-said` when it, or its answer, is dated later than tomorrow.
 */
export function receiveMessage(message: ForeignMessage, now: Date) {
  const said = receiveReport({ text: message.text, place: message.place, identity: { kind: 'anonymous' } })
  if (!said.ok) return said
  const tomorrow = new Date(now.getTime() + dayMs)
  const repliedAt = message.reply.trim() === '' ? null : message.repliedAt
  if ((message.saidAt ?? now) > tomorrow || (repliedAt ?? now) > tomorrow) return refuse('not-yet-said')
  // Signs that cannot be seen are no answer.
  const isAnswered = cleanWords(message.reply)
  const words = isAnswered.ok || isAnswered.refusal === 'too-long' ? tidyWords(message.reply) : ''
  if ([...words].length > maxReply) return refuse('reply-too-long')
  const agency = tidyWords(message.agency)
  if ([...agency].length > maxAgency) return refuse('agency-too-long')
  return allow<ImportedMessage>({
    id: tidyWords(message.id),
    said: said.value,
    saidAt: message.saidAt,
    reply: words === '' ? null : { words, at: repliedAt, agency },
  })
}
