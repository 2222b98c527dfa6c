/** Signing in: guessing is slow and locks nobody out, a second step, sessions one can end. */
import { expect, test } from 'vitest'
import { codeOfStep, stepAt, stepOfCode, toBase32 } from '../../src/outside/totp.ts'
import { demonstrationPassword, here } from '../cast.ts'
import { type Answer, type Person, type World, world } from '../world.ts'

const signIn = (w: World, login: string, typed: object = {}, headers: Record<string, string> = {}) =>
  w.resident.post('/api/v1/sessions', { login, password: demonstrationPassword, ...typed }, { headers })
/** The cookies of an answer, as a browser sends them back. */
const cookiesOf = ({ headers }: Answer): string =>
  [headers['set-cookie']]
    .flat()
    .map((cookie) => String(cookie).split(';')[0])
    .join('; ')
const as = (w: World, { body }: Answer): Pick<Person, 'get' | 'post'> => {
  const headers = { authorization: `Bearer ${body.token}` }
  return {
    get: (path) => w.resident.get(path, { headers }),
    post: (path, sent) => w.resident.post(path, sent, { headers }),
  }
}

test('whoever guesses waits longer and longer, also with a thousand guesses at once', async () => {
  await using w = await world()
  const guesses = await Promise.all(
    Array.from({ length: 40 }, () => signIn(w, 'limin', { password: 'not it' }).then(({ body }) => body.refusal)),
  )
  expect(guesses.filter((refusal) => refusal === 'sign-in-wrong')).toHaveLength(5)
  expect(guesses.filter((refusal) => refusal === 'too-many-attempts')).toHaveLength(35)
  // A second, two, four … at most half a minute; the right password in between is a guess like any other.
  let waited = 0
  for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
    w.at(new Date(Date.parse('2026-03-09T01:20:30.456Z') + (waited + seconds) * 1000 - 1).toISOString())
    expect((await signIn(w, 'limin')).body.refusal, `after ${seconds} s less a moment`).toBe('too-many-attempts')
    waited += seconds
    w.at(new Date(Date.parse('2026-03-09T01:20:30.456Z') + waited * 1000).toISOString())
    expect((await signIn(w, 'limin', { password: 'not it' })).body.refusal).toBe('sign-in-wrong')
  }
})

test('nobody who merely knows a login keeps its owner out of a browser they signed in with before', async () => {
  await using w = await world()
  const first = await signIn(w, 'limin')
  const mine = cookiesOf(first)
  expect(mine).toContain('jieyou_browser=')
  expect(mine).not.toContain('limin')
  for (let guess = 0; guess < 6; guess++) await signIn(w, 'limin', { password: 'not it' })
  expect((await signIn(w, 'limin')).body.refusal).toBe('too-many-attempts')
  expect((await signIn(w, 'limin', {}, { cookie: mine })).status).toBe(201)
  // The owner's own slips count by themselves, and the cookie opens nothing for another login.
  for (let slip = 0; slip < 5; slip++) await signIn(w, 'limin', { password: 'a slip' }, { cookie: mine })
  expect((await signIn(w, 'limin', {}, { cookie: mine })).body.refusal).toBe('too-many-attempts')
  for (let guess = 0; guess < 6; guess++) await signIn(w, 'chenya', { password: 'not it' })
  expect((await signIn(w, 'chenya', {}, { cookie: mine })).body.refusal).toBe('too-many-attempts')
  const [name, value = ''] = (mine.split('; ').find((one) => one.startsWith('jieyou_browser=')) ?? '').split('=')
  const forged = `${name}=${value.slice(0, -2)}AA`
  expect((await signIn(w, 'limin', {}, { cookie: forged })).body.refusal).toBe('too-many-attempts')
})

test('several people of one computer are known there, each by themselves', async () => {
  await using w = await world()
  const first = await signIn(w, 'dongjie')
  const second = await signIn(w, 'shanqiao', {}, { cookie: cookiesOf(first) })
  const both = cookiesOf(second)
  for (const login of ['dongjie', 'shanqiao']) {
    for (let guess = 0; guess < 6; guess++) await signIn(w, login, { password: 'not it' })
    expect((await signIn(w, login)).body.refusal).toBe('too-many-attempts')
    expect((await signIn(w, login, {}, { cookie: both })).status).toBe(201)
  }
})

/** Sets up an app for whoever is signed in, and gives its secret and the recovery codes. */
async function setsUp(w: World, person: Pick<Person, 'get' | 'post'>) {
  const begun = await person.post('/api/v1/me/second-factor', { password: demonstrationPassword })
  expect(begun.status, begun.text).toBe(200)
  const secret = fromBase32(begun.body.secret)
  const code = () => codeOfStep(secret, stepAt(w.context.now()))
  const confirmed = await person.post('/api/v1/me/second-factor/confirm', { code: code() })
  expect(confirmed.status, confirmed.text).toBe(200)
  return { code, codes: confirmed.body.codes as string[] }
}

test('with an app the password alone is not enough; a code and a recovery code work once each', async () => {
  await using w = await world()
  const person = as(w, await signIn(w, 'limin'))
  expect((await person.post('/api/v1/me/second-factor', { password: 'not it' })).body.refusal).toBe('password-wrong')
  const { code, codes } = await setsUp(w, person)
  expect(codes).toHaveLength(10)
  expect(new Set(codes).size).toBe(10)

  expect((await signIn(w, 'limin')).body.refusal).toBe('second-factor-needed')
  expect((await signIn(w, 'limin', { code: '000000' })).body.refusal).toBe('second-factor-wrong')
  // The code that confirmed the app is used up.
  expect((await signIn(w, 'limin', { code: code() })).body.refusal).toBe('second-factor-wrong')
  w.at('2026-03-09T01:21:05Z')
  const now = code()
  expect((await signIn(w, 'limin', { code: `${now.slice(0, 3)} ${now.slice(3)}` })).status).toBe(201)
  expect((await signIn(w, 'limin', { code: now })).body.refusal).toBe('second-factor-wrong')

  const [first = '', second = ''] = codes
  expect((await signIn(w, 'limin', { code: first.toLowerCase() })).status).toBe(201)
  expect((await signIn(w, 'limin', { code: first })).body.refusal).toBe('second-factor-wrong')
  expect((await person.get('/api/v1/me')).body.secondFactor.recoveryCodesLeft).toBe(9)
  const renewed = await person.post('/api/v1/me/recovery-codes', { password: demonstrationPassword })
  expect((await signIn(w, 'limin', { code: second })).body.refusal).toBe('second-factor-wrong')
  expect((await signIn(w, 'limin', { code: renewed.body.codes[0] })).status).toBe(201)
  expect((await person.post('/api/v1/me/second-factor/drop', { password: demonstrationPassword })).status).toBe(200)
  expect((await signIn(w, 'limin')).status).toBe(201)
  // Nothing of it lies in the database as it is typed.
  const kept = await w.look<{ text: string }>(`select convert_to(r::text, 'UTF8')::text as text from recovery_codes r`)
  for (const each of codes) expect(JSON.stringify(kept)).not.toContain(each)
})

test('codes are guessed no faster than passwords, also by somebody who has the password', async () => {
  await using w = await world()
  await setsUp(w, as(w, await signIn(w, 'limin')))
  const refusals: string[] = []
  for (let guess = 0; guess < 8; guess++) {
    refusals.push((await signIn(w, 'limin')).body.refusal)
    refusals.push((await signIn(w, 'limin', { code: `00000${guess}` })).body.refusal)
  }
  expect(refusals.filter((refusal) => refusal === 'second-factor-wrong').length).toBeLessThanOrEqual(5)
  expect(refusals.at(-1)).toBe('too-many-attempts')
})

test('where a role needs it, nothing but setting it up is open; then the session goes on', async () => {
  await using w = await world()
  const office = as(w, await signIn(w, 'qinhu'))
  const before = as(w, await signIn(w, 'dongjie'))
  expect((await office.post('/api/v1/people/sign-in-rules', { roles: ['station'] })).body).toEqual({
    roles: ['station'],
  })
  for (const person of [before, as(w, await signIn(w, 'dongjie'))]) {
    expect((await person.get('/api/v1/cases')).body.refusal).toBe('second-factor-required')
    expect((await person.get('/api/v1/sessions/current')).body.mustSecure).toBe(true)
  }
  expect((await as(w, await signIn(w, 'limin')).get('/api/v1/cases')).status).toBe(200)
  await setsUp(w, before)
  expect((await before.get('/api/v1/cases')).status).toBe(200)
  const refused = await before.post('/api/v1/me/second-factor/drop', { password: demonstrationPassword })
  expect(refused.body.refusal).toBe('second-factor-required')
  // The phone is lost: the office resets it, and the person starts over.
  const [found] = (await office.get('/api/v1/people?search=dongjie')).body.people
  expect((await office.post(`/api/v1/people/${found.id}/reset-second-factor`)).status).toBe(200)
  expect((await before.get('/api/v1/cases')).body.refusal).toBe('not-signed-in')
  expect((await signIn(w, 'dongjie')).body.me.mustSecure).toBe(true)
})

test('one ends one’s own sessions, and never anybody else’s', async () => {
  await using w = await world()
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36'
  const desk = as(w, await signIn(w, 'limin', {}, { 'user-agent': chrome }))
  const phone = as(w, await signIn(w, 'limin'))
  const stranger = as(w, await signIn(w, 'chenya'))
  const { sessions } = (await desk.get('/api/v1/me')).body
  expect(sessions.map(({ device }: { device: string }) => device).sort()).toEqual(['', 'Chrome · Windows'])
  const other = sessions.find(({ isThis }: { isThis: boolean }) => !isThis).id
  expect((await stranger.post('/api/v1/me/sessions/end', { id: other })).body.refusal).toBe('no-such-session')
  expect((await phone.get('/api/v1/cases')).status).toBe(200)
  expect((await desk.post('/api/v1/me/sessions/end', { id: other })).body).toEqual({ ended: 1 })
  expect((await phone.get('/api/v1/cases')).body.refusal).toBe('not-signed-in')

  const again = as(w, await signIn(w, 'limin'))
  const change = (typed: object) =>
    desk.post('/api/v1/me/password', { current: demonstrationPassword, password: '新的密码，十个字以上', ...typed })
  expect((await change({ current: 'not it' })).body.refusal).toBe('password-wrong')
  expect((await change({ password: 'aaaaaaaaaaaa' })).body.refusal).toBe('password-too-easy')
  expect((await change({})).status).toBe(200)
  expect((await again.get('/api/v1/cases')).body.refusal).toBe('not-signed-in')
  expect((await desk.get('/api/v1/cases')).status).toBe(200)
  expect((await signIn(w, 'limin')).body.refusal).toBe('sign-in-wrong')
  expect(w.problems).toEqual([])
})

test('an answer of no device signs nobody in', async () => {
  await using w = await world()
  const asked = await w.resident.post('/api/v1/sessions/passkey-challenge')
  expect(asked.body).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
  const clientDataJSON = Buffer.from(
    JSON.stringify({ type: 'webauthn.get', challenge: asked.body.challenge, origin: 'http://localhost' }),
  ).toString('base64url')
  const answer = { id: 'none', rawId: 'none', type: 'public-key', response: { clientDataJSON } }
  expect((await w.resident.post('/api/v1/sessions/passkey', { answer })).body.refusal).toBe('passkey-wrong')
  expect(here.prefix).toBe('QH')
})

test('codes by the clock are those of RFC 6238, a step to either side', () => {
  // The test values of appendix B for SHA-1, in six figures.
  const secret = Buffer.from('12345678901234567890')
  const at = (seconds: number) => new Date(seconds * 1000)
  expect([59, 1111111109, 1234567890, 20000000000].map((second) => codeOfStep(secret, stepAt(at(second))))).toEqual([
    '287082',
    '081804',
    '005924',
    '353130',
  ])
  expect(stepOfCode(secret, '287082', at(59))).toBe(1)
  expect(stepOfCode(secret, '287082', at(89))).toBe(1)
  expect(stepOfCode(secret, '287082', at(90))).toBe(undefined)
  expect(fromBase32(toBase32(secret))).toEqual(secret)
})

/** The secret as an app reads it from what is typed (RFC 4648). */
function fromBase32(letters: string): Buffer {
  const bits = [...letters].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  )
  const bytes = bits.join('').match(/.{8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)))
}
