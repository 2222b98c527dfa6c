/** Someone gets an account. */
import { expect, test } from 'vitest'
import { checkPassword, readLogin, readName } from './account.ts'

test.each(['冯春燕', '东街代表联络站', 'Mary O’Neil', '幸福里 3 幢楼道'])('the name %j is taken', (name) => {
  expect(readName(` ${name} `)).toEqual({ ok: true, value: name })
})

test.each(['', ' ', '两\n行', '\u2028', '长'.repeat(101), '\u0007铃'])('the name %j is refused', (name) => {
  expect(readName(name)).toEqual({ ok: false, refusal: 'name-misread' })
})

test.each(['admin', '冯春燕', 'feng.chunyan', 'a_b-c@d', '13800000000'])('the login %j is taken', (login) => {
  expect(readLogin(login)).toEqual({ ok: true, value: login })
})

test.each(['', 'a', '.a', 'a b', 'a/b', 'a\0b', 'a'.repeat(65)])('the login %j is refused', (login) => {
  expect(readLogin(login)).toEqual({ ok: false, refusal: 'login-misread' })
})

test('a password is long, not the login, and not one key held down', () => {
  expect(checkPassword('correct horse', 'admin')).toEqual({ ok: true, value: 'correct horse' })
  expect(checkPassword('一二三四五六七八九十', 'admin').ok).toBe(true)
  expect(checkPassword('short', 'admin')).toEqual({ ok: false, refusal: 'password-too-short' })
  expect(checkPassword('长'.repeat(201), 'admin')).toEqual({ ok: false, refusal: 'password-too-long' })
  expect(checkPassword('1111111111', 'admin')).toEqual({ ok: false, refusal: 'password-too-easy' })
  expect(checkPassword('Administrator', 'administrator')).toEqual({ ok: false, refusal: 'password-too-easy' })
})
