/**
 * Nobody sees or does what is not theirs: every route, by every role, for the own unit, another unit and another tenant,
 * and without an account. The rows stand in `rows.ts`; the cases come from the routes as they were declared.
 */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseMoves, moves } from '../../src/domain/cases/moves.ts'
import { type StaffRole, staffRoles } from '../../src/domain/people/actor.ts'
import { deeds } from '../../src/domain/people/deeds.ts'
import type { DeclaredRoute } from '../../src/http/server.ts'
import { demonstrationPassword, elsewhere, here, idOf } from '../cast.ts'
import { type Person, type World, world } from '../world.ts'
import { logins, type Prepared, type Row, rows, saidTo } from './rows.ts'

const relations = ['own', 'other unit', 'other tenant'] as const
type Relation = (typeof relations)[number]
type Subject = {
  readonly caseId: string
  readonly receiptCode: string
  readonly leadId: string
  readonly itemId: string
}

let w: World
let people: Map<string, Person>
let routes: readonly DeclaredRoute[]
/** A second person of the district's office, who begins what another must confirm. */
let colleague: Person
/** A person whose session has been ended. */
let signedOut: Person

beforeAll(async () => {
  w = await world()
  people = new Map()
  routes = w.app.declaredRoutes
  for (const role of staffRoles) {
    const { own, other } = logins[role]
    people.set(`${role} own`, await w.signIn(own))
    if (other) people.set(`${role} other unit`, await w.signIn(other))
    people.set(`${role} other tenant`, await w.signIn(own, elsewhere))
  }
  await w.look(
    `insert into memberships (district_id, id, user_id, role)
     select district_id, gen_random_uuid(), id, 'district' from users where district_id = $1 and login = 'zhujian'`,
    [here.id],
  )
  colleague = await w.signIn('zhujian')
  signedOut = await w.signIn('qinhu')
  await signedOut.delete('/api/v1/sessions/current')
  // Every log has begun.
  await w.settle()
}, 300_000)

afterAll(async () => {
  await w[Symbol.asyncDispose]()
})

const person = (role: StaffRole, relation: Relation): Person => people.get(`${role} ${relation}`) as Person
const nameOf = ({ method, url }: DeclaredRoute) => `${method} ${url}`
const asked = () => routes.filter(({ method }) => method !== 'HEAD')
const needsSession = () => asked().filter(({ access }) => access !== 'anyone')

/** Says something to the role's own unit and brings the case as far as the row wants it. */
async function prepare(role: StaffRole, about: Prepared): Promise<Subject> {
  const lead = about === 'two' || about === 'merged' ? await said(role) : { caseId: randomUUID() }
  const { caseId, receiptCode } = await said(role)
  let itemId: string = randomUUID()
  const make = async (who: Person, verb: string, body: object = {}) => {
    const made = await who.post(`/api/v1/cases/${caseId}/${verb}`, body)
    if (made.status !== 200) throw new Error(`${verb}: ${made.text}`)
  }
  const move = (by: StaffRole, verb: string, body: object = {}) => make(person(by, 'own'), verb, body)
  const works = idOf('agency works')
  const holder = role === 'agency' || role === 'auditor' ? 'station' : role
  const needsAgency = about === 'with-agency' || about === 'co-handled' || about === 'extension-asked'
  // An agency sees nothing before it is handed over, and no deputy hands anything over.
  if (role === 'agency' || needsAgency) {
    const giver = holder === 'deputy' ? 'station' : holder
    if (holder === 'deputy') await move('deputy', 'pass', { words: '请站里处理。' })
    await move(giver, 'accept')
    const lead = about === 'co-handled' ? idOf('agency water') : works
    const coHandlers = about === 'co-handled' ? [{ agencyId: works }] : []
    await move(giver, 'hand-over', { agencyId: lead, coHandlers })
  }
  const ends = about === 'answered' || about === 'closed' || about === 'planned'
  switch (about) {
    case 'at-station':
      if (role === 'deputy') await move('deputy', 'pass', { words: '请站里处理。' })
      break
    case 'accepted':
      if (role !== 'agency') await move(holder, 'accept')
      break
    case 'decline-proposed':
      if (role !== 'agency') await make(colleague, 'propose-decline', { reason: 'no-content', words: '请补充。' })
      break
    case 'erase-asked':
      await make(colleague, 'ask-erase', { wish: 'resident', words: '本人要求。' })
      break
    case 'quarantined':
      // How it comes there by itself is told in test/stories/quarantine.test.ts.
      await w.look(`update cases set status = 'quarantined' where id = $1`, [caseId])
      break
    case 'merged':
      await make(colleague, 'merge', { into: lead.caseId })
      break
    case 'extension-asked':
      await move('agency', 'ask-extension', { until: '2026-03-25', words: '等配件。' })
      break
  }
  if (about === 'meeting-called' || about === 'item-agreed') {
    if (role !== 'agency') await move(holder, 'accept')
    const caller = role === 'agency' ? 'station' : holder
    await move(caller, 'call-meeting', { at: '2026-03-09T12:00:00Z', place: '幸福里北门', agencyIds: [works] })
    if (about === 'item-agreed') {
      const items = [{ agencyId: works, what: '换螺栓', dueOn: '2026-03-20' }]
      await move(caller, 'conclude-meeting', { words: '说定了。', items })
      const [row] = await w.look<{ id: string }>('select id from agreed_items where case_id = $1', [caseId])
      itemId = row?.id ?? itemId
    }
  }
  const subject = { caseId, receiptCode, leadId: lead.caseId, itemId }
  if (!ends) return subject
  if (role !== 'agency') await move(holder, 'accept')
  const outcome = about === 'planned' ? { outcome: 'planned', plannedFor: '2026-12-01' } : { outcome: 'solved' }
  await move(role === 'agency' ? 'agency' : holder, role === 'agency' ? 'answer' : 'answer-directly', {
    words: '已处理。',
    ...outcome,
  })
  if (about === 'answered') return subject
  const judgement = { process: 'satisfied', result: 'satisfied', solved: true }
  const judged = await w.resident.post('/api/v1/receipts/judge', { receiptCode, ...judgement })
  if (judged.status !== 200) throw new Error(`judge: ${judged.text}`)
  return subject
}

/** Something new is said to the role's own unit. */
async function said(role: StaffRole) {
  const sent = await w.resident.post('/api/v1/reports', {
    submissionId: randomUUID(),
    to: saidTo[role],
    text: '路灯坏了。',
    identity: { kind: 'agency', name: '林先生', phone: '13800000000' },
  })
  const [row] = await w.look<{ id: string }>('select id from cases order by number desc limit 1')
  return { caseId: row?.id as string, receiptCode: sent.body.receiptCode as string }
}

const ask = (
  who: Person,
  route: DeclaredRoute,
  row: Row,
  subject: Subject,
  district: typeof here | typeof elsewhere,
) => {
  const url = row.url(subject)
  if (route.method === 'GET') return who.get(url)
  if (route.method === 'DELETE') return who.delete(url)
  if (row.form) return who.post(url, undefined, { form: row.form(subject) })
  return who.post(url, row.body?.({ ...subject, district }) ?? {})
}

describe('the table is whole', () => {
  test('every route has a row and every row has a route', () => {
    expect(Object.keys(rows).sort()).toEqual(asked().map(nameOf).sort())
  })

  test('HEAD is open to exactly those to whom GET is', () => {
    for (const head of routes.filter(({ method }) => method === 'HEAD'))
      expect(routes.find(({ method, url }) => method === 'GET' && url === head.url)?.access).toEqual(head.access)
  })
})

describe('who may do what stands in two tables', () => {
  test('a route lets in the roles of a row of deeds, or of the move it makes', () => {
    const rowsOfDeeds: readonly unknown[] = Object.values(deeds)
    for (const { method, url, access } of asked().filter(({ access }) => typeof access !== 'string')) {
      if (rowsOfDeeds.includes(access)) continue
      const move = caseMoves.find((known) => `${method} ${url}` === `POST /api/v1/cases/:id/${known}`)
      const roles = move ? moves[move].flatMap((way) => way.by as readonly string[]) : []
      expect(
        [...new Set(roles)].filter((role) => role !== 'resident' && role !== 'system'),
        url,
      ).toEqual(access)
    }
  })
})

describe('what each person gets', () => {
  for (const [name, row] of Object.entries(rows))
    test(name, { timeout: 60_000 }, async () => {
      const route = asked().find((known) => nameOf(known) === name)
      if (!route) return expect.fail('there is no such route')
      const got: Record<string, unknown> = {}
      const wanted: Record<string, unknown> = { 'signed out': row.signedOut, resident: row.resident }
      for (const role of staffRoles) {
        const subject = row.about
          ? await prepare(role, row.about)
          : { caseId: randomUUID(), receiptCode: '', leadId: randomUUID(), itemId: randomUUID() }
        wanted[role] = row[role]
        const cells: (number | null)[] = []
        // One's own unit comes last: it may use the case up.
        for (const relation of ['other tenant', 'other unit', 'own'] as const) {
          const district = relation === 'other tenant' ? elsewhere : here
          const known = people.get(`${role} ${relation}`)
          const { own, other } = logins[role]
          const who =
            known && name === 'DELETE /api/v1/sessions/current'
              ? await w.signIn((relation === 'other unit' && other) || own, district)
              : known
          const answer = who && (await ask(who, route, row, subject, district))
          cells.unshift(answer?.status ?? null)
          if (name === 'GET /api/v1/quarantine' && answer?.status === 200)
            expect(answer.text.includes(subject.caseId), `${role}, ${relation}, finds it in quarantine`).toBe(
              relation === 'own',
            )
          if (name.startsWith('POST /api/v1/quarantine/release') && answer?.status === 200)
            expect([role, relation, answer.body.made]).toEqual([role, relation, relation === 'own' ? 1 : 0])
          if (name === 'GET /api/v1/cases' && answer)
            expect(
              answer.body.cases.some(({ id }: { id: string }) => id === subject.caseId),
              `${role}, ${relation}, finds the case in the list`,
            ).toBe(relation === 'own')
        }
        got[role] = cells
        // Without an account: nothing at all, a session that was ended, and a receipt in place of a session.
        if (role !== 'auditor') continue
        const holder = { authorization: `Bearer ${subject.receiptCode.replaceAll(' ', '') || 'QH0123456789ABCDEFG'}` }
        const withReceipt: Person = {
          get: (url) => w.resident.get(url, { headers: holder }),
          post: (url, body, asking) => w.resident.post(url, body, { ...asking, headers: holder }),
          delete: (url) => w.resident.delete(url, { headers: holder }),
        }
        got.resident = (await ask(withReceipt, route, row, subject, here)).status
        const nobody = [
          await ask(w.resident, route, row, subject, here),
          await ask(signedOut, route, row, subject, here),
        ]
        got['signed out'] = nobody[0]?.status
        expect(nobody[1]?.status, 'an ended session is no session').toBe(nobody[0]?.status)
      }
      expect(got).toEqual(wanted)
    })

  test('and nothing went wrong on the way', () => {
    expect(w.problems).toEqual([])
  })
})

describe('at the door', () => {
  const filled = (url: string) => url.replace(':id', randomUUID())
  const roleFor = ({ access }: DeclaredRoute): StaffRole =>
    typeof access === 'string' ? 'station' : (access[0] as StaffRole)
  const changing = () => needsSession().filter(({ method }) => method !== 'GET')

  test('who is not signed in hears so before anything they sent is read', async () => {
    expect(changing().length).toBeGreaterThan(5)
    for (const route of changing())
      for (const payload of ['{"words": ', 'x'.repeat(2 * 1024 * 1024)]) {
        const answer = await w.app.inject({
          method: route.method as 'POST',
          url: route.url.replace(':id', 'no-uuid'),
          headers: { host: 'localhost', 'content-type': 'application/json' },
          payload,
        })
        expect([nameOf(route), answer.statusCode, answer.json().refusal]).toEqual([nameOf(route), 401, 'not-signed-in'])
      }
  })

  test('a session in a cookie changes nothing without its token against forgery', async () => {
    for (const route of changing()) {
      const login = logins[roleFor(route)].own
      const signedIn = await w.resident.post('/api/v1/sessions', { login, password: demonstrationPassword })
      const cookie = `jieyou_session=${signedIn.body.token}`
      const call = (headers: Record<string, string>) =>
        w.app.inject({
          method: route.method as 'POST',
          url: filled(route.url),
          headers: { host: 'localhost', 'content-type': 'application/json', cookie, ...headers },
          ...(route.method === 'DELETE' ? {} : { payload: '{}' }),
        })
      for (const headers of [{}, { 'x-csrf-token': '' }, { 'x-csrf-token': 'A'.repeat(43) }]) {
        const refused = await call(headers)
        expect([nameOf(route), refused.statusCode, refused.json().refusal]).toEqual([
          nameOf(route),
          403,
          'csrf-token-wrong',
        ])
      }
      const admitted = await call({ 'x-csrf-token': signedIn.body.me.csrfToken })
      expect(admitted.statusCode, `${nameOf(route)} with the token`).not.toBe(403)
    }
  })

  test('openapi.json tells of every route of the API who may call it', async () => {
    const { body } = await w.resident.get('/openapi.json')
    const told = Object.entries(body.paths as Record<string, Record<string, { security?: unknown }>>).flatMap(
      ([url, operations]) =>
        Object.entries(operations).map(([method, { security }]) => ({
          route: `${method.toUpperCase()} ${url}`,
          security: security ?? 'none',
        })),
    )
    const braced = (url: string) => url.replace(/:(\w+)/g, '{$1}')
    const secured = [{ bearer: [] }, { cookie: [], csrf: [] }]
    const wanted = asked()
      .filter(({ url }) => url.startsWith('/api/') || told.some(({ route }) => route.endsWith(` ${braced(url)}`)))
      .map(({ method, url, access }) => ({
        route: `${method} ${braced(url)}`,
        security: access === 'anyone' ? 'none' : secured,
      }))
    const inOrder = (list: { route: string }[]) => list.toSorted((a, b) => a.route.localeCompare(b.route))
    expect(inOrder(told)).toEqual(inOrder(wanted))
    expect(body.security, 'nothing is said for all routes at once').toBeUndefined()
  })
})
