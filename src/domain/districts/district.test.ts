/** Someone chooses the two letters and the host name of a district. */
import { expect, test } from 'vitest'
import { readHost, readPrefix } from './district.ts'

test.each([
  ['QH', 'QH'],
  [' qh ', 'QH'],
  ['ＮＢ', 'NB'],
  ['2Z', '2Z'],
])('the letters %j are taken as %s', (typed, prefix) => {
  expect(readPrefix(typed)).toEqual({ ok: true, value: prefix })
})

test.each(['', 'Q', 'QHX', 'SL', 'O1', 'U2', 'Q-', '沁湖'])('the letters %j are refused', (typed) => {
  expect(readPrefix(typed)).toEqual({ ok: false, refusal: 'prefix-misread' })
})

test.each([
  ['jieyou.example', 'jieyou.example'],
  ['Jieyou.Example.', 'jieyou.example'],
  ['localhost', 'localhost'],
  ['10.0.0.8', '10.0.0.8'],
  ['xn--fiq228c.example', 'xn--fiq228c.example'],
])('the host name %j is taken as %s', (typed, host) => {
  expect(readHost(typed)).toEqual({ ok: true, value: host })
})

test.each(['', 'https://jieyou.example', 'jieyou.example:8080', 'jieyou.example/desk', 'a b', '-a.b', '解忧.例'])(
  'the host name %j is refused',
  (typed) => {
    expect(readHost(typed)).toEqual({ ok: false, refusal: 'host-misread' })
  },
)
