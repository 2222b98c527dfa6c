/** Where a resident wants to hear that something happened on their receipt. */
import { allow, refuse } from '../shared/decision.ts'
import { tidyWords } from '../shared/words.ts'

export const noticeKinds = ['sms', 'email', 'wechat'] as const
/** How word is sent; `wechat` is a template message to someone who follows the district's account. */
export type NoticeKind = (typeof noticeKinds)[number]

export type NoticeAddress = { readonly kind: NoticeKind; readonly to: string }

/**
 * What was typed as a mobile number or an address for e-mail, of the kinds that can be sent to here (`open`).
 * Refused: `notice-address-misread`.
 */
export function readNoticeAddress(typed: string, open: readonly NoticeKind[]) {
  const address = tidyWords(typed).normalize('NFKC')
  if (open.includes('email') && isEmail(address)) return allow<NoticeAddress>({ kind: 'email', to: address })
  const figures = address.replace(/[\s-]/g, '').replace(/^\+?86(?=1)/, '')
  // Mobile numbers in China: 11 figures, 1 and then 3 to 9.
  if (open.includes('sms') && /^1[3-9][0-9]{9}$/.test(figures))
    return allow<NoticeAddress>({ kind: 'sms', to: figures })
  return refuse('notice-address-misread')
}

/** One @, a domain with a dot, nothing that could end a header or a command (RFC 5321 allows 254 signs in all). */
const isEmail = (address: string): boolean =>
  address.length <= 254 &&
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/.test(
    address,
  )
