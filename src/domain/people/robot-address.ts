/** The address of a unit's robot in a group, as DingTalk and WeCom give it to whoever makes one. */
import { allow, refuse } from '../shared/decision.ts'

export const robotKinds = ['dingtalk', 'wecom'] as const
export type RobotKind = (typeof robotKinds)[number]

/** What names a robot to its service. `secret` signs, where the service signs (DingTalk's 加签). */
export type RobotAddress = { readonly token: string; readonly secret: string }

/**
 * What stands in the address that was copied from the group's settings. Only what names the robot is kept, so that
 * nothing can ever be sent to another host. Refused: `robot-address-misread`.
 * DingTalk: https://oapi.dingtalk.com/robot/send?access_token=…, its secret begins with SEC.
 * WeCom: https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=….
 */
export function readRobotAddress(kind: RobotKind, typed: { readonly webhook: string; readonly secret: string }) {
  const [host, path, name, form] = whereOf[kind]
  const [webhook, secret] = [typed.webhook.trim(), typed.secret.trim()]
  const found = new RegExp(`^https://${host.replaceAll('.', '\\.')}${path}\\?${name}=(${form})$`).exec(webhook)
  if (!found?.[1] || (secret !== '' && !/^SEC[0-9A-Za-z]{10,128}$/.test(secret))) return refuse('robot-address-misread')
  return allow<RobotAddress>({ token: found[1], secret: kind === 'dingtalk' ? secret : '' })
}

const whereOf: Readonly<Record<RobotKind, readonly [host: string, path: string, name: string, form: string]>> = {
  dingtalk: ['oapi.dingtalk.com', '/robot/send', 'access_token', '[0-9A-Za-z]{16,128}'],
  wecom: ['qyapi.weixin.qq.com', '/cgi-bin/webhook/send', 'key', '[0-9A-Za-z-]{16,128}'],
}
