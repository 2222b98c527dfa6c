/** The addresses of robots, as people copy them. */
import { expect, test } from 'vitest'
import { readRobotAddress } from './robot-address.ts'

const token = '0123456789abcdef0123456789abcdef'

test('an address as DingTalk gives it, with its secret', () => {
  const webhook = ` https://oapi.dingtalk.com/robot/send?access_token=${token}\n`
  expect(readRobotAddress('dingtalk', { webhook, secret: 'SECabcdef0123456789' })).toEqual({
    ok: true,
    value: { token, secret: 'SECabcdef0123456789' },
  })
})

test('an address as WeCom gives it', () => {
  const webhook = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa'
  expect(readRobotAddress('wecom', { webhook, secret: '' })).toMatchObject({ ok: true })
})

test.each([
  ['', ''],
  [`http://oapi.dingtalk.com/robot/send?access_token=${token}`, ''],
  [`https://oapi.dingtalk.com.evil.example/robot/send?access_token=${token}`, ''],
  [`https://oapi.dingtalk.com@evil.example/robot/send?access_token=${token}`, ''],
  [`https://oapi.dingtalk.com/robot/send?access_token=${token}&url=http://127.0.0.1`, ''],
  [`https://oapi.dingtalk.com/robot/send?access_token=${token}`, 'not a secret'],
  [`https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${token}`, ''],
])('anything else is refused: %s', (webhook, secret) => {
  expect(readRobotAddress('dingtalk', { webhook, secret })).toEqual({ ok: false, refusal: 'robot-address-misread' })
})
