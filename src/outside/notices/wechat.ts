/**
 * Notices as template messages of a WeChat official account (服务号): the account's token, one message, and who somebody
 * is to this account when WeChat sends them back to us.
 */
import { z } from 'zod'
import { codeOf } from '../../domain/shared/error-code.ts'
import { NoticeFailed, NoticeRefused, type NoticeSender, patience, type WechatDoor } from './notices.ts'

export type WechatAccount = {
  readonly appId: string
  readonly secret: string
  /** The template, and the name of its one field that takes a sentence (such as `thing1`). */
  readonly template: string
  readonly field: string
  /** https://api.weixin.qq.com, or what speaks like it. */
  readonly api: string
}

export type Wechat = NoticeSender & WechatDoor

const answered = z.object({
  errcode: z.number().int().default(0),
  access_token: z.string().optional(),
  expires_in: z.number().optional(),
  openid: z.string().optional(),
})

/** The token is of no use any more: wrong, or run out. */
const tokenWorn = [40001, 40014, 42001]
/** This person cannot be sent to: not known to the account, not following it, or refusing it. */
const unreachable = [40003, 43004, 43101, 50005]
/** A field of kind «thing» takes twenty signs. */
const longest = 20

export function openWechat({ appId, secret, template, field, api }: WechatAccount): Wechat {
  let token: { value: string; until: number } | undefined

  const ask = async (path: string, body?: unknown) => {
    const answer = await fetch(`${api}${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json; charset=utf-8' },
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    }).catch((error) => {
      throw new NoticeFailed(codeOf(error))
    })
    const read = answered.safeParse(await answer.json().catch(() => undefined))
    if (!answer.ok || !read.success) throw new NoticeFailed(`WECHAT-HTTP-${answer.status}`)
    return read.data
  }

  const freshToken = async (isWorn: boolean): Promise<string> => {
    if (token && !isWorn && Date.now() < token.until) return token.value
    const given = await ask('/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid: appId,
      secret,
      force_refresh: isWorn,
    })
    if (given.access_token === undefined) throw new NoticeFailed(`WECHAT-${given.errcode}`)
    // A minute early, so that it does not run out on the way.
    token = { value: given.access_token, until: Date.now() + ((given.expires_in ?? 0) - 60) * 1000 }
    return token.value
  }

  const post = async (to: string, { id, subject, link }: Parameters<NoticeSender['send']>[1], isWorn: boolean) =>
    ask(`/cgi-bin/message/template/send?access_token=${encodeURIComponent(await freshToken(isWorn))}`, {
      touser: to,
      template_id: template,
      url: link,
      client_msg_id: id,
      data: { [field]: { value: [...subject].slice(0, longest).join('') } },
    })

  return {
    appId,
    send: async (to, notice) => {
      let { errcode } = await post(to, notice, false)
      if (tokenWorn.includes(errcode)) errcode = (await post(to, notice, true)).errcode
      if (unreachable.includes(errcode)) throw new NoticeRefused('wechat')
      if (errcode !== 0) throw new NoticeFailed(`WECHAT-${errcode}`)
    },
    openIdOf: async (code) => {
      const query = new URLSearchParams({ appid: appId, secret, code, grant_type: 'authorization_code' })
      const { openid } = await ask(`/sns/oauth2/access_token?${query}`)
      if (openid === undefined) throw new NoticeRefused('wechat')
      return openid
    },
  }
}
