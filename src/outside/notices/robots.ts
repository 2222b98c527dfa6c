/**
 * Messages to a unit's own group by a robot of DingTalk (自定义机器人) or WeCom (群机器人). Formats, limits and answers
 * stand in docs/formats/robots.md.
 */
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { RobotAddress, RobotKind } from '../../domain/people/robot-address.ts'
import { codeOf } from '../../domain/shared/error-code.ts'
import { NoticeFailed, NoticeRefused, patience } from './notices.ts'

export type RobotSender = {
  /**
   * Puts a text into the robot's group. Fails with `NoticeRefused` when this robot will never take it, with `RobotBusy`
   * when it had too much, with any other error when it may work later.
   */
  send(to: RobotAddress, text: string): Promise<void>
}
export type Robots = Readonly<Record<RobotKind, RobotSender>>

/** The robot takes nothing for a while. */
export class RobotBusy extends NoticeFailed {
  readonly seconds: number
  constructor(code: string, seconds: number) {
    super(code)
    this.seconds = seconds
  }
}

const answered = z.object({ errcode: z.number().int() })

async function post(url: string, body: object, name: string): Promise<number> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  }).catch((error) => {
    // The address holds the robot's token: only the code goes on.
    throw new NoticeFailed(`${name}-${codeOf(error)}`)
  })
  const read = answered.safeParse(await answer.json().catch(() => undefined))
  if (answer.status === 429) throw new RobotBusy(`${name}-HTTP-429`, 60)
  if (!answer.ok || !read.success) throw new NoticeFailed(`${name}-HTTP-${answer.status}`)
  return read.data.errcode
}

/** What an answer means: taken, never, too much, or later. */
function hear(
  errcode: number,
  name: string,
  given: { never: readonly number[]; busy: readonly number[]; wait: number },
) {
  if (errcode === 0) return
  const code = `${name}-${errcode}`
  if (given.never.includes(errcode)) throw new NoticeRefused(code)
  if (given.busy.includes(errcode)) throw new RobotBusy(code, given.wait)
  throw new NoticeFailed(code)
}

/**
 * A token that is unknown, a robot that was turned off or a group that is gone; and 310000, where a keyword, the
 * signature or the machine's address is not what the robot was told to want.
 */
const dingtalkNever = [300001, 310000, 400013, 400101, 400102, 400106]
/** More than twenty messages in a minute: nothing is taken for ten minutes. */
const dingtalkBusy = [130101, 410100]

/** DingTalk; `api` is https://oapi.dingtalk.com, or what speaks like it; `now` is what signatures are made with. */
export const openDingtalk = ({ api, now }: { readonly api: string; readonly now: () => Date }): RobotSender => ({
  send: async ({ token, secret }, content) => {
    const query = new URLSearchParams({ access_token: token })
    if (secret !== '') {
      const timestamp = String(now().getTime())
      query.set('timestamp', timestamp)
      query.set('sign', createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'))
    }
    const errcode = await post(`${api}/robot/send?${query}`, { msgtype: 'text', text: { content } }, 'DINGTALK')
    hear(errcode, 'DINGTALK', { never: dingtalkNever, busy: dingtalkBusy, wait: 600 })
  },
})

/** The key is unknown, or the robot was taken out of the group. */
const wecomNever = [93000, 93008]
const wecomBusy = [45009, 45033]

/** WeCom; `api` is https://qyapi.weixin.qq.com, or what speaks like it. */
export const openWecom = ({ api }: { readonly api: string }): RobotSender => ({
  send: async ({ token }, content) => {
    const query = new URLSearchParams({ key: token })
    const errcode = await post(`${api}/cgi-bin/webhook/send?${query}`, { msgtype: 'text', text: { content } }, 'WECOM')
    hear(errcode, 'WECOM', { never: wecomNever, busy: wecomBusy, wait: 60 })
  },
})
