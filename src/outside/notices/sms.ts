/**
 * Notices by SMS, through a gateway of the office's own choice that takes one plain request (docs/formats/sms.md). Each
 * provider in China has its own signature scheme; a few lines in front of it speak this one.
 */
import { codeOf } from '../../domain/shared/error-code.ts'
import { NoticeFailed, NoticeRefused, type NoticeSender, patience } from './notices.ts'

/** `url` takes the request, `token` shows who asks. */
export const openSms = ({ url, token }: { readonly url: string; readonly token: string }): NoticeSender => ({
  send: async (to, { id, text, link }) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        authorization: `Bearer ${token}`,
        'idempotency-key': id,
      },
      body: JSON.stringify({ to, text: `${text}${link}` }),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    }).catch((error) => {
      throw new NoticeFailed(codeOf(error))
    })
    await answer.body?.cancel()
    // 422: the gateway understood, and this number cannot be sent to. Everything else may be mended.
    if (answer.status === 422) throw new NoticeRefused('sms')
    if (!answer.ok) throw new NoticeFailed(`SMS-${answer.status}`)
  },
})
