import { createHmac } from 'node:crypto'
import { eventToTell } from '../data/reports/read-notices.ts'
import { dropNotice, takeNotice } from '../data/reports/write-notices.ts'
import { isNews } from '../domain/cases/notice.ts'
import { NoticeRefused } from '../outside/notices/notices.ts'
import type { Context } from './context.ts'
import { type NoticeLanguage, openNoticeAddress } from './notice-address.ts'

/** What a notice says, in each language: nothing of the matter. */
export type NoticeWords = Readonly<Record<NoticeLanguage, { readonly subject: string; readonly text: string }>>

/**
 * Sends word of an event to whoever asked for it. May be done twice, and sends once: the event is marked before anything
 * leaves, and let go again when sending failed, so that a later run tries anew. Should the program end in between,
 * nothing is sent: the receipt page tells all the same, and nobody is told twice.
 */
export async function sendNotice(
  context: Context,
  { district, eventId }: { readonly district: number; readonly eventId: string },
  words: NoticeWords,
): Promise<void> {
  const told = await eventToTell(context.database.of(district), eventId)
  const sender = told && context.notices.senders[told.kind]
  if (!sender || !isNews({ kind: told.eventKind, actorKind: told.actorKind })) return
  const { reportId } = told
  if (!(await context.database.inTransaction(district, (tx) => takeNotice(tx, reportId, eventId)))) return
  const { to, language } = openNoticeAddress(context.identityKey, reportId, told.sealed)
  const { subject, text } = words[language]
  try {
    await sender.send(to, { id: noticeId(context, eventId), subject, text, link: context.notices.link })
  } catch (error) {
    if (error instanceof NoticeRefused) return
    await context.database.inTransaction(district, (tx) => dropNotice(tx, reportId, eventId))
    throw error
  }
}

/** Tells a carrier that two are the same, and not of which event they are. */
const noticeId = ({ identityKey }: Context, eventId: string): string =>
  createHmac('sha256', identityKey).update(`notice ${eventId}`).digest('hex').slice(0, 32)
