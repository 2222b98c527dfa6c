/**
 * The database itself keeps tenants apart and evidence unchanged: asked as each of the product's own roles, for every
 * table the catalogue knows, with no help from the application.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loginRoles, owner } from '../../src/data/roles.ts'
import { staffNoticeKinds } from '../../src/domain/cases/staff-notice.ts'
import { codeOf, elsewhere, here, idOf } from '../cast.ts'
import { file, photoWithTraces, reportFields, sendForm, wav } from '../forms.ts'
import { type World, witness, world } from '../world.ts'
import { fewRows } from './few-rows.ts'

type Role = (typeof loginRoles)[number] | typeof owner
const districts = [here, elsewhere]
const noRight = '42501'

let w: World
let tables: string[]
let clients: Record<Role, pg.Client>

beforeAll(async () => {
  w = await world({ notices: { senders: { sms: { send: async () => {} } }, link: '' } })
  for (const district of districts) await tellStory(district)
  await w.settle()
  for (const district of districts) await cosign(district)
  // And one each that still lies in the outbox, and one that waits for the ledger.
  for (const district of districts) await report(district, '王女士')
  await w.look('insert into ledger_queue select district_id, event_id from outbox')
  await w.look(fewRows)
  tables = (
    await w.look<{ name: string }>(`
      select 'public.' || c.relname as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'district_id'
      where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`)
  ).map(({ name }) => name)
  const roles: Role[] = [owner, ...loginRoles]
  const opened = roles.map(async (role) => {
    const client = new pg.Client({ connectionString: w.urlFor(role) })
    await client.connect()
    return [role, client] as const
  })
  clients = Object.fromEntries(await Promise.all(opened)) as Record<Role, pg.Client>
})

afterAll(async () => {
  for (const client of Object.values(clients)) await client.end()
  await w[Symbol.asyncDispose]()
})

const report = async (district: typeof here | typeof elsewhere, name: string): Promise<string> => {
  const fields = {
    submissionId: randomUUID(),
    to: JSON.stringify({ station: codeOf('station dongjie', district) }),
    text: '路灯坏了。',
    identity: JSON.stringify({ kind: 'station', name, phone: '' }),
  }
  const sent = await sendForm(w, fields, [file(await photoWithTraces(60, 40))])
  return sent.body.receiptCode
}

/** A story that leaves something in every table of a district. */
async function tellStory(district: typeof here | typeof elsewhere) {
  const receiptCode = await report(district, '林先生')
  for (const [verb, body] of Object.entries({ identity: { identity: 'agency' }, notice: { address: '13800000000' } }))
    expect((await w.resident.post(`/api/v1/receipts/${verb}`, { receiptCode, ...body })).status).toBe(200)
  const station = await w.signIn('dongjie', district)
  const { cases } = (await station.get('/api/v1/cases')).body
  const quiet = { quietFrom: 0, quietUntil: 0 }
  const pace = Object.fromEntries(staffNoticeKinds.map((kind) => [kind, 'at-once']))
  const webhook = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789abcdef'
  const robot = { role: 'station', unitId: idOf('station dongjie', district), kind: 'wecom', webhook, ...quiet }
  for (const [verb, body] of Object.entries({
    settings: { ...quiet, digestHour: 9, pace },
    address: { address: '13800000000' },
    robot,
  }))
    expect((await station.post(`/api/v1/notices/${verb}`, body)).status).toBe(204)
  expect((await station.post(`/api/v1/cases/${cases[0].id}/presence`, { here: true })).status).toBe(200)
  await station.post(`/api/v1/cases/${cases[0].id}/accept`)
  await station.post(`/api/v1/cases/${cases[0].id}/hand-over`, {
    agencyId: idOf('agency works', district),
    coHandlers: [{ agencyId: idOf('agency urban', district) }],
  })
  const meeting = (verb: string, body: object) => station.post(`/api/v1/cases/${cases[0].id}/${verb}`, body)
  const [agencyId, place, at] = [idOf('agency works', district), '北门', '2026-03-09T09:00:00Z']
  await meeting('call-meeting', { at, place, agencyIds: [agencyId] })
  await meeting('conclude-meeting', { words: '说定了。', items: [{ agencyId, what: '换灯', dueOn: '2026-03-20' }] })
  const works = await w.signIn('shizheng', district)
  await works.post(`/api/v1/cases/${cases[0].id}/answer`, { words: '好了。', outcome: 'solved' })
  const good = { process: 'satisfied', result: 'satisfied', solved: true }
  await w.resident.post('/api/v1/receipts/judge', { receiptCode, ...good })
  const { steps } = (await station.get(`/api/v1/cases/${cases[0].id}`)).body
  const reading = `/api/v1/cases/${cases[0].id}/files/${steps[0].files[0].id}/reading`
  expect((await station.post(reading, { words: '此致', confirmed: true })).status).toBe(200)
  const to = JSON.stringify({ station: codeOf('station dongjie', district) })
  const voice = { to, transcriptOnly: 'true' }
  expect((await sendForm(w, reportFields(voice), [file(wav(1))])).status).toBe(201)
  // A meeting that is still called; the one before was held.
  const [open] = (await station.get('/api/v1/cases')).body.cases
  await station.post(`/api/v1/cases/${open.id}/accept`)
  const later = { at: '2026-03-11T09:00:00Z', place, agencyIds: [agencyId] }
  expect((await station.post(`/api/v1/cases/${open.id}/call-meeting`, later)).status).toBe(200)
}

/** A witness signs the district's checkpoint. */
async function cosign({ prefix }: typeof here | typeof elsewhere) {
  const { text } = await w.resident.get(`/ledger/${prefix}/checkpoint`)
  const [body = ''] = text.split('\n\n')
  const payload = `${text}${witness.line(`${body}\n`)}`
  const headers = { 'content-type': 'text/plain' }
  const taken = await w.app.inject({ method: 'POST', url: `/ledger/${prefix}/cosignatures`, payload, headers })
  expect(taken.statusCode, taken.body).toBe(204)
}

/** What a statement gives as a role within one district (or none), rolled back; or the code it is refused with. */
async function as(role: Role, district: number | null, statement: string, values: unknown[] = []) {
  const client = clients[role]
  await client.query('begin')
  try {
    if (district !== null) await client.query(`set local app.district = '${district}'`)
    return { rows: (await client.query(statement, values)).rows, refused: null, because: '' }
  } catch (error) {
    const { code, message } = error as { code: string; message: string }
    return { rows: [], refused: code, because: message }
  } finally {
    await client.query('rollback')
  }
}

const may = async (role: Role, table: string, privilege: string): Promise<boolean> => {
  const [row] = await w.look<{ may: boolean }>('select has_table_privilege($1, $2, $3) as may', [
    role,
    table,
    privilege,
  ])
  return row?.may === true
}

const countsOf = (table: string) =>
  w.look<{ district: number; count: number }>(
    `select district_id as district, count(*)::int as count from ${table} group by 1 order by 1`,
  )

describe('tenants', () => {
  test('there is something to see in every table of both districts', async () => {
    expect(tables.length).toBeGreaterThan(15)
    for (const table of tables)
      expect([table, (await countsOf(table)).map(({ district }) => district)]).toEqual([table, [1, 2]])
  })

  const bound = [owner, 'jieyou_app', 'jieyou_worker', 'jieyou_eraser'] as const
  for (const role of bound)
    test(`${role} sees its own district, and without one nothing`, async () => {
      let readable = 0
      for (const table of tables) {
        const all = await as(role, null, `select * from ${table}`)
        if (!(await may(role, table, 'select'))) {
          expect([table, all.refused]).toEqual([table, noRight])
          continue
        }
        readable += 1
        expect([table, all.refused, all.rows]).toEqual([table, null, []])
        for (const { district, count } of await countsOf(table)) {
          const own = await as(role, district, `select district_id from ${table}`)
          expect([table, own.rows.length]).toEqual([table, count])
          expect(
            own.rows.every((row) => row.district_id === district),
            `${table}: only district ${district}`,
          ).toBe(true)
          // Asking for the others by name does not help.
          const others = await as(role, district, `select * from ${table} where district_id <> ${district}`)
          expect([table, others.rows]).toEqual([table, []])
        }
      }
      expect(readable).toBeGreaterThan(2)
    })

  test('the setting ends with its transaction', async () => {
    const client = clients.jieyou_app
    await client.query('begin')
    await client.query(`set local app.district = '1'`)
    expect((await client.query('select 1 from cases')).rowCount).toBeGreaterThan(0)
    await client.query('commit')
    expect((await client.query('select 1 from cases')).rows).toEqual([])
  })

  test('a row of another district cannot be put in, into any table', async () => {
    let tried = 0
    for (const role of bound)
      for (const table of tables) {
        if (!(await may(role, table, 'insert'))) continue
        tried += 1
        const [theirs] = await w.look<{ row: string }>(
          `select to_jsonb(t)::text as row from ${table} t where district_id = ${elsewhere.id} limit 1`,
        )
        const insert = `insert into ${table} overriding system value select * from jsonb_populate_record(null::${table}, $1::jsonb)`
        for (const district of [here.id, null]) {
          const put = await as(role, district, insert, [theirs?.row])
          expect([role, table, put.refused, put.because]).toEqual([
            role,
            table,
            noRight,
            `new row violates row-level security policy for table "${table.replace('public.', '')}"`,
          ])
        }
      }
    expect(tried).toBeGreaterThan(40)
  })

  test('a row cannot be moved to another district, and theirs are neither changed nor removed', async () => {
    let tried = 0
    for (const role of bound)
      for (const table of tables) {
        if (await may(role, table, 'update')) {
          tried += 1
          const moved = await as(role, here.id, `update ${table} set district_id = ${elsewhere.id}`)
          expect([role, table, moved.refused]).toEqual([role, table, noRight])
          const changed = await as(
            role,
            here.id,
            `update ${table} set district_id = district_id where district_id = ${elsewhere.id} returning 1`,
          )
          expect([role, table, changed.refused, changed.rows]).toEqual([role, table, null, []])
        }
        if (await may(role, table, 'delete')) {
          const removed = await as(
            role,
            here.id,
            `delete from ${table} where district_id = ${elsewhere.id} returning 1`,
          )
          expect([role, table, removed.refused, removed.rows]).toEqual([role, table, null, []])
        }
      }
    expect(tried).toBeGreaterThan(20)
  })

  test('the backup reads everything, and nothing else', async () => {
    for (const table of tables) {
      expect((await as('jieyou_backup', null, `select distinct district_id from ${table}`)).rows.length).toBe(2)
      expect((await as('jieyou_backup', here.id, `delete from ${table}`)).refused).toBe(noRight)
    }
  })
})

describe('the public site', () => {
  test('reads the schema of what is disclosed, and is refused everywhere else', async () => {
    const relations = await w.look<{ schema: string; name: string }>(`
      select n.nspname::text as schema, c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname !~ '^(pg_|information_schema)'`)
    expect(relations.filter(({ schema }) => schema === 'graphile_worker').length).toBeGreaterThan(3)
    for (const { schema, name } of relations) {
      const read = await as('jieyou_site', here.id, `select * from ${schema}.${name}`)
      expect([schema, name, read.refused]).toEqual([schema, name, schema === 'disclosed' ? null : noRight])
    }
  })

  test('sees what its own district discloses, and without one nothing', async () => {
    const views = await w.look<{ name: string; tenant: boolean }>(`
      select c.relname::text as name, exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'district_id') as tenant
      from pg_class c where c.relnamespace = 'disclosed'::regnamespace order by 1`)
    // Which district a host name stands for must be known before there is a district.
    expect(views.filter(({ tenant }) => !tenant).map(({ name }) => name)).toEqual(['districts'])
    for (const { name } of views.filter(({ tenant }) => tenant)) {
      expect([name, (await as('jieyou_site', null, `select * from disclosed.${name}`)).rows]).toEqual([name, []])
      for (const { id } of districts) {
        const { rows } = await as('jieyou_site', id, `select district_id from disclosed.${name}`)
        expect(rows.length, name).toBeGreaterThan(0)
        expect([...new Set(rows.map((row) => row.district_id))]).toEqual([id])
      }
    }
  })

  test('can change nothing', async () => {
    for (const view of ['places', 'stations', 'figures', 'districts'])
      for (const change of [`delete from disclosed.${view}`, `insert into disclosed.${view} default values`])
        expect((await as('jieyou_site', here.id, change)).refused).not.toBe(null)
  })
})

describe('evidence', () => {
  test('reports and events are never changed, removed or emptied by a role that serves', async () => {
    for (const role of loginRoles)
      for (const table of ['public.reports', 'public.events'])
        for (const statement of [
          `update ${table} set commitment = commitment`,
          `update ${table} set district_id = district_id`,
          `delete from ${table}`,
          `truncate ${table} cascade`,
          `drop table ${table} cascade`,
          `alter table ${table} disable row level security`,
        ])
          expect([role, statement, (await as(role, here.id, statement)).refused]).toEqual([role, statement, noRight])
  })

  test('their contents go by the eraser alone', async () => {
    for (const table of ['public.report_contents', 'public.event_contents', 'public.identities'])
      for (const role of loginRoles) {
        const removed = await as(role, here.id, `delete from ${table} returning 1`)
        expect([table, role, removed.refused, removed.rows.length > 0]).toEqual(
          role === 'jieyou_eraser' ? [table, role, null, true] : [table, role, noRight, false],
        )
      }
  })

  test('nobody of ours is a superuser, may make roles or databases, or become somebody else', async () => {
    const found = await w.look(
      `
      select rolname::text as role, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
        array(select r.rolname::text from pg_auth_members m join pg_roles r on r.oid = m.roleid where m.member = p.oid) as "memberOf"
      from pg_roles p where rolname = any($1) order by 1`,
      [[owner, ...loginRoles]],
    )
    const none = { rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false, memberOf: [] }
    expect(found).toEqual(
      [owner, ...loginRoles].toSorted().map((role) => ({ role, ...none, rolbypassrls: role === 'jieyou_backup' })),
    )
  })
})
