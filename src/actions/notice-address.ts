/** Where the holder of a receipt gets word of news: kept sealed, and forgotten when they say so. */
import { lockCase } from '../data/cases/write.ts'
import type { Tx } from '../data/db.ts'
import { caseIdByCode } from '../data/reports/read.ts'
import { deleteNoticeAddress, putNoticeAddress } from '../data/reports/write-notices.ts'
import {
  type NoticeAddress,
  type NoticeKind,
  noticeKinds,
  readNoticeAddress,
} from '../domain/reports/notice-address.ts'
import type { ReceiptCode } from '../domain/reports/receipt-code.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { hashOfReceiptCode } from '../ledger/receipt-secret.ts'
import { NoticeRefused } from '../outside/notices/notices.ts'
import type { Context } from './context.ts'
import type { ReceiptMove } from './resident-moves.ts'
import { openSealed, seal } from './seal.ts'

/** The languages a notice can be in. */
export type NoticeLanguage = 'zh' | 'en'

/** The kinds that can be sent from here. */
export const openNoticeKinds = ({ notices }: Pick<Context, 'notices'>): NoticeKind[] =>
  noticeKinds.filter((kind) => notices.senders[kind] !== undefined)

/**
 * Keeps a mobile number or an address for e-mail, in place of the one before. It is no part of the history.
 * Refused: `notice-address-misread`, also of a kind that cannot be sent to from here; `no-such-receipt`, `report-erased`.
 */
export async function keepNoticeAddress(
  context: Context,
  move: ReceiptMove,
  given: { typed: string; language: NoticeLanguage },
) {
  const address = readNoticeAddress(given.typed, openNoticeKinds(context))
  if (!address.ok) return address
  return putAddress(context, move, address.value, given.language)
}

/** How long somebody may take at WeChat's, in seconds. */
const lifetime = 600
const stateName = 'wechat state'

/**
 * The receipt as it goes to WeChat and comes back: sealed, in at most 128 letters and figures, good for ten minutes.
 * https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/Wechat_webpage_authorization.html
 */
export function sealWechatState(context: Context, code: ReceiptCode, language: NoticeLanguage): string {
  const until = Math.floor(context.now().getTime() / 1000) + lifetime
  return seal(context.identityKey, context.randomBytes(12), stateName, `${language}${until} ${code}`).toString('hex')
}

/** What was sealed, or undefined: not ours, altered, or too late. */
export function openWechatState(
  context: Context,
  state: string,
): { typed: string; language: NoticeLanguage } | undefined {
  try {
    const plain = openSealed(context.identityKey, stateName, Buffer.from(state, 'hex'))
    const [, language, until, typed] = /^(zh|en)([0-9]+) (.*)$/.exec(plain) ?? []
    if (!typed || Number(until) < context.now().getTime() / 1000) return undefined
    return { typed, language: language === 'en' ? 'en' : 'zh' }
  } catch {
    return undefined
  }
}

/**
 * Keeps the WeChat account of whoever came back from WeChat with `wechatCode`.
 * Refused: `notice-address-misread` where WeChat knows nobody by it, or nothing is sent that way; `no-such-receipt`, `report-erased`.
 */
export async function keepWechatAddress(
  context: Context,
  move: ReceiptMove,
  given: { wechatCode: string; language: NoticeLanguage },
) {
  const { wechat } = context.notices
  if (!wechat) return refuse('notice-address-misread')
  try {
    const to = await wechat.openIdOf(given.wechatCode)
    return await putAddress(context, move, { kind: 'wechat', to }, given.language)
  } catch (error) {
    if (error instanceof NoticeRefused) return refuse('notice-address-misread')
    throw error
  }
}

/** Keeps an address that was not typed. Refused: `no-such-receipt`, `report-erased`. */
const putAddress = (context: Context, move: ReceiptMove, { kind, to }: NoticeAddress, language: NoticeLanguage) =>
  onReport(context, move, async (tx, reportId) => {
    const plain = JSON.stringify({ to, language })
    const sealed = seal(context.identityKey, context.randomBytes(12), boundTo(reportId), plain)
    await putNoticeAddress(tx, reportId, { kind, sealed })
  })

/** Forgets it. Refused: `no-such-receipt`, `report-erased`. */
export const forgetNoticeAddress = (context: Context, move: ReceiptMove) =>
  onReport(context, move, (tx, reportId) => deleteNoticeAddress(tx, reportId))

const onReport = (
  context: Context,
  { district, code }: ReceiptMove,
  work: (tx: Tx, reportId: string) => Promise<void>,
) =>
  context.database.inTransaction(district, async (tx) => {
    const caseId = await caseIdByCode(tx, hashOfReceiptCode(code))
    // Held, so that no address is written once erasing is consented to.
    const item = caseId ? await lockCase(tx, caseId) : undefined
    if (!item) return refuse('no-such-receipt')
    if (item.erased) return refuse('report-erased')
    await work(tx, item.reportId)
    return allow(undefined)
  })

/** Not the name an identity is bound to: one can never be opened as the other. */
const boundTo = (reportId: string): string => `notice ${reportId}`

/** The address again. */
export const openNoticeAddress = (
  key: Uint8Array,
  reportId: string,
  sealed: Buffer,
): { to: string; language: NoticeLanguage } => JSON.parse(openSealed(key, boundTo(reportId), sealed))
