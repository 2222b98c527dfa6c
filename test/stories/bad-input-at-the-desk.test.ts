/** Whatever somebody sends to the desk or its door: a refusal in words, nothing half stored, never a server's error. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { codeOf, demonstrationPassword, elsewhere, idOf } from '../cast.ts'
import { naughtyStrings } from '../naughty-strings.ts'
import { type Asked, ask, inTurns, json, leavesNothing, refusedInBoth, reportWith } from '../refusing.ts'
import { type World, world } from '../world.ts'

let w: World
let bearer: Record<string, string>
let caseId: string

beforeAll(async () => {
  w = await world()
  const signedIn = await ask(w, json('/api/v1/sessions', { login: 'dongjie', password: demonstrationPassword }))
  bearer = { authorization: `Bearer ${signedIn.body.token}` }
  await ask(w, json('/api/v1/reports', reportWith({ to: { station: codeOf('station dongjie') } })))
  caseId = (await atDesk({ url: '/api/v1/cases' })).body.cases[0].id
})
afterAll(() => w[Symbol.asyncDispose]())
beforeEach(() => {
  w.problems.length = 0
})

const atDesk = (asked: Asked) => ask(w, { ...asked, headers: { ...bearer, ...asked.headers } })
const refusedAtDesk = (asked: Asked, refusal?: string) =>
  refusedInBoth(w, { ...asked, headers: { ...bearer, ...asked.headers } }, refusal)
const move = (verb: string, body: unknown, id = caseId): Asked => json(`/api/v1/cases/${id}/${verb}`, body)

test('asks for cases that have no such id', () =>
  leavesNothing(w, async () => {
    for (const id of [
      '7',
      'x',
      'null',
      '%27',
      '%00',
      '..%2f..',
      encodeURIComponent('路灯'),
      `${caseId}0`,
      `%20${caseId}`,
    ]) {
      await refusedAtDesk({ url: `/api/v1/cases/${id}` }, 'not-understood')
      await refusedAtDesk(move('accept', {}, id), 'not-understood')
      await refusedAtDesk(move('look-at-identity', { reason: '要打电话' }, id), 'not-understood')
    }
    await refusedAtDesk({ url: `/api/v1/cases/${randomUUID()}` }, 'no-such-case')
    await refusedAtDesk(move('accept', {}, randomUUID()), 'no-such-case')
    await refusedAtDesk(move('look-at-identity', { reason: '要打电话' }, randomUUID()), 'no-such-case')
    await refusedAtDesk(move('accept', {}, 'x'.repeat(300)))
    await refusedAtDesk(move('no-such-move', {}), 'no-such-page')
  }))

test('sends moves with versions, words, agencies and dates that cannot be', () =>
  leavesNothing(w, async () => {
    for (const version of [-1, 0, 1.5, '1', null, 2 ** 53, [1]])
      await refusedAtDesk(move('accept', { version }), 'not-understood')
    await refusedAtDesk(move('accept', '{"version":1e400}'), 'not-understood')
    for (const version of [2, 2 ** 31, Number.MAX_SAFE_INTEGER])
      await refusedAtDesk(move('accept', { version }), 'changed-meanwhile')
    await refusedAtDesk(move('pass', {}), 'not-understood')
    await refusedAtDesk(move('pass', { words: ' \u0000 ' }), 'nothing-said')
    await refusedAtDesk(move('pass', { words: '字'.repeat(6001) }), 'too-long')
    await refusedAtDesk(move('pass', { words: '字'.repeat(40_001) }), 'not-understood')
    for (const agencyId of ['', 'x', null, 7, "' or 1=1 --", caseId.slice(1)])
      await refusedAtDesk(move('hand-over', { agencyId }), 'not-understood')
    for (const plannedFor of ['', 'x', '2026-02-30', '2026-13-01', '20260301', '12026-03-01', 7])
      await refusedAtDesk(move('answer-directly', { words: '好', outcome: 'planned', plannedFor }), 'not-understood')
    await refusedAtDesk(move('answer-directly', { words: '好', outcome: 'settled' }), 'not-understood')
    await refusedAtDesk(move('look-at-identity', { reason: '\u200b' }), 'nothing-said')
    await refusedAtDesk(move('look-at-identity', { reason: '要打电话' }), 'identity-is-not-for-you')
    for (const body of ['', '[]', 'null', '7', '{', '"x"']) await refusedAtDesk(move('pass', body), 'not-understood')
  }))

test('hands an accepted case to agencies and days that are not there', async () => {
  expect((await atDesk(move('accept', {}))).status).toBe(200)
  await leavesNothing(w, async () => {
    await refusedAtDesk(move('hand-over', { agencyId: randomUUID() }), 'no-such-agency')
    await refusedAtDesk(move('hand-over', { agencyId: idOf('agency works', elsewhere) }), 'no-such-agency')
    await refusedAtDesk(move('hand-over', { agencyId: idOf('station dongjie') }), 'no-such-agency')
    const planned = { words: '好', outcome: 'planned' }
    await refusedAtDesk(move('answer-directly', planned), 'planned-date-missing')
    for (const plannedFor of ['0001-01-01', '1970-01-01', '2026-03-08'])
      await refusedAtDesk(move('answer-directly', { ...planned, plannedFor }), 'planned-date-past')
  })
})

test('asks for lists from a place, of a length, or of a kind that is none', () =>
  leavesNothing(w, async () => {
    for (const query of [
      'limit=0',
      'limit=-1',
      'limit=201',
      'limit=1.5',
      'limit=x',
      'limit=1e999',
      'view=mine',
      'view=to-do&view=all',
      'status=open',
      `search=${'x'.repeat(101)}`,
      'search=a&search=b',
    ])
      await refusedAtDesk({ url: `/api/v1/cases?${query}` }, 'not-understood')
    for (const after of ['x', '_', `_${caseId}x`, `-1_${caseId}`, `1e9_${caseId}`, 'null', '%00', '路灯'])
      await refusedAtDesk({ url: `/api/v1/cases?after=${encodeURIComponent(after)}` }, 'not-understood')
    for (const after of [`_${caseId}`, `0_${caseId}`, `999999999999999_${caseId}`, `_${randomUUID()}`])
      expect((await atDesk({ url: `/api/v1/cases?after=${after}` })).status).toBe(200)
  }))

test('searches for words that a database could take for its own', () =>
  leavesNothing(w, () =>
    inTurns(naughtyStrings, async (naughty) => {
      const search = naughty.toWellFormed().slice(0, 100).toWellFormed()
      const found = await atDesk({ url: `/api/v1/cases?view=all&search=${encodeURIComponent(search)}` })
      expect(found.status, `${JSON.stringify(search)}: ${found.text}`).toBe(200)
    }),
  ))

test('signs in with names and passwords of every kind', () =>
  leavesNothing(w, async () => {
    const signIn = (body: unknown) => json('/api/v1/sessions', body)
    for (const body of [
      {},
      [],
      { login: 'limin' },
      { login: 'limin', password: '' },
      { login: '', password: 'x' },
      { login: 'limin', password: 'x'.repeat(201) },
      { login: 'limin', password: 'x'.repeat(900_000) },
      { login: 'x'.repeat(101), password: 'x' },
      { login: ['limin'], password: 'x' },
      { login: { $ne: null }, password: { $ne: null } },
      { login: 'limin', password: 'x', district: 2 },
    ])
      await refusedInBoth(w, signIn(body), 'not-understood')
    await refusedInBoth(w, signIn({ login: 'limin', password: 'x'.repeat(1024 * 1024) }), 'body-too-large')
    for (const login of ['limin\u0000', '\u0000', '\ud83d', "' or 1=1 --", '李敏', ' '])
      await refusedInBoth(w, signIn({ login, password: demonstrationPassword }), 'sign-in-wrong')
    const wrong = { chenya: '\u0000', qinhu: `${demonstrationPassword}\u0000`, dixi: '\ud83d', liuan: '路'.repeat(200) }
    for (const [login, password] of Object.entries(wrong))
      await refusedInBoth(w, signIn({ login, password }), 'sign-in-wrong')
  }))

test('shows a session that is none', () =>
  leavesNothing(w, async () => {
    for (const token of [
      'x',
      'QH.',
      `QH.${'x'.repeat(43)}`,
      `ZZ.${'x'.repeat(43)}`,
      'x'.repeat(5000),
      'QH.路灯',
      "QH.' or 1=1 --",
    ]) {
      await refusedInBoth(
        w,
        { url: '/api/v1/cases', headers: { authorization: `Bearer ${encodeURI(token)}` } },
        'not-signed-in',
      )
      await refusedInBoth(
        w,
        { url: '/api/v1/cases', headers: { cookie: `jieyou_session=${encodeURI(token)}` } },
        'not-signed-in',
      )
    }
    for (const cookie of [
      'jieyou_session',
      'jieyou_session=%ff',
      ';;;=;=',
      `a=${'b'.repeat(4000)}`,
      '__proto__=1; jieyou_session=%00',
    ])
      await refusedInBoth(w, { url: '/api/v1/cases', headers: { cookie } }, 'not-signed-in')
    for (const authorization of ['', 'Bearer', 'Basic bGltaW46eA==', 'bearer x', 'Bearer a b'])
      await refusedInBoth(w, { url: '/api/v1/cases', headers: { authorization } }, 'not-signed-in')
  }))
