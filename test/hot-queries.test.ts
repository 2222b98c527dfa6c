/**
 * How PostgreSQL goes about the questions that are asked all day, on a database with sixty thousand cases in two
 * districts: no large table is read from end to end, and the district stands in every condition.
 */
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { fillCases } from '../bench/fill.ts'
import { rareWord } from '../bench/texts.ts'
import { caseByReceipt, caseFor, dueCases, mergedUnder } from '../src/data/cases/read.ts'
import { changesSince } from '../src/data/cases/read-changes.ts'
import type { ListFilter } from '../src/data/cases/read-filter.ts'
import { countNarrowed, listNarrowed } from '../src/data/cases/read-filtered.ts'
import { findByNumber, findCases } from '../src/data/cases/read-found.ts'
import { countCases, listCases } from '../src/data/cases/read-list.ts'
import { quarantinedCases } from '../src/data/cases/read-quarantine.ts'
import { casesToTell, unreadFigures } from '../src/data/cases/read-staff-notices.ts'
import type { Db } from '../src/data/db.ts'
import { historyOf } from '../src/data/events/read.ts'
import { submissionByCode } from '../src/data/reports/read.ts'
import { caseStatuses } from '../src/domain/cases/moves.ts'
import type { Staff } from '../src/domain/people/actor.ts'
import { type Login, users } from '../src/start/demonstration/cast.ts'
import { tokensToFind } from '../src/text/tokens.ts'
import { elsewhere, here, idOf } from './cast.ts'
import { type World, world } from './world.ts'

const large = [
  ...['reports', 'report_contents', 'cases', 'events', 'event_contents', 'outbox', 'attachments'],
  ...['case_words', 'word_blocks'],
]

type PlanNode = Readonly<Record<string, unknown>> & { readonly Plans?: readonly PlanNode[] }

const compiler = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

let w: World
let client: pg.Client
let someCase: { id: string; hash: Buffer }

beforeAll(async () => {
  w = await world()
  const [row] = await w.look<{ name: string }>('select current_database() as name')
  const url = new URL(inject('ownerUrl'))
  url.pathname = `/${row?.name}`
  for (const district of [here, elsewhere]) await fillCases(url.toString(), { from: 0, to: 30_000, district })
  const [one] = await w.look<{ id: string; hash: Buffer }>(
    `select c.id, r.code_hash as hash from cases c join reports r on r.district_id = c.district_id and r.id = c.report_id
     where c.district_id = ${here.id} and c.status = 'answered' limit 1`,
  )
  if (!one) throw new Error('nothing was filled')
  someCase = one
  client = new pg.Client({ connectionString: w.urlFor('jieyou_app') })
  await client.connect()
  await client.query(`set app.district = '${here.id}'`)
}, 240_000)

afterAll(async () => {
  await client?.end()
  await w?.[Symbol.asyncDispose]()
})

/** What is wrong with the plans of the statements that `work` sends, as the product's own role gets them. */
async function faultsOf(work: (db: Db) => Promise<unknown>): Promise<string[]> {
  const faults: string[] = []
  await work({
    district: here.id,
    rows: async <Row>(statement: RawBuilder<Row>): Promise<Row[]> => {
      const { sql, parameters } = statement.compile(compiler)
      const explained = await client.query(`explain (format json) ${sql}`, [...parameters])
      faults.push(...faultsIn(explained.rows[0]['QUERY PLAN'][0].Plan))
      return (await client.query(sql, [...parameters])).rows as Row[]
    },
  })
  return faults
}

function faultsIn(node: PlanNode): string[] {
  const below = (node.Plans ?? []).flatMap(faultsIn)
  const table = String(node['Relation Name'] ?? '')
  if (!large.includes(table)) return below
  if (node['Node Type'] === 'Seq Scan') return [`reads all of ${table}`, ...below]
  const conditions = [node['Index Cond'], node['Recheck Cond'], node.Filter].join(' ')
  return conditions.includes('district_id') ? below : [`asks ${table} without the district`, ...below]
}

const people: readonly Login[] = ['limin', 'dongjie', 'shanqiao', 'qinhu', 'shizheng', 'shenji']

function staff(login: Login): Staff {
  const { name, role, unit } = users[login]
  const unitId = unit && idOf(`${role} ${unit}`)
  const stationIds = role === 'deputy' ? [idOf('station dongjie')] : []
  return { kind: 'staff', userId: idOf(`user ${login}`), name, memberships: [{ role, unitId }], stationIds }
}

function filters(): [string, ListFilter][] {
  const [from, before] = [new Date('2026-01-05T16:00:00Z'), new Date('2026-01-06T16:00:00Z')]
  return [
    ['one agency', { agencyId: idOf('agency works') }],
    ['one station', { stationId: idOf('station dongjie') }],
    ['one town', { townId: idOf('town shanqiao') }],
    ['one deputy', { deputyId: idOf('deputy limin') }],
    ['one point', { pointId: idOf('point xingfuli') }],
    ['urgent', { urgent: true }],
    ['supervised', { supervised: true }],
    ['sent back', { disputed: true }],
    ['late', { dueBy: new Date() }],
    ['one day', { receivedFrom: from, receivedBefore: before }],
    ['one channel', { channel: 'walk-in' }],
    ['much at once', { agencyId: idOf('agency works'), urgent: true, channel: 'web', status: 'with-agency' }],
  ]
}

describe.each(people)('%s', (login) => {
  test.each(['to-do', 'waiting', 'handed-out', 'all'] as const)('the list «%s»', async (view) => {
    expect(await faultsOf((db) => listCases(db, staff(login), { view, limit: 51 }))).toEqual([])
  })

  test('what is in quarantine', async () => {
    expect(await faultsOf((db) => quarantinedCases(db, staff(login), 1001))).toEqual([])
  })

  test('a later page', async () => {
    const among = { part: 'open', dueAt: new Date(), id: someCase.id } as const
    const ended = { part: 'ended', closedAt: new Date(), number: 20_000 } as const
    for (const after of [among, ended])
      for (const view of ['to-do', 'waiting', 'all'] as const)
        expect(await faultsOf((db) => listCases(db, staff(login), { view, after, limit: 51 }))).toEqual([])
  })

  test.each(caseStatuses)('the list of all that are «%s»', async (status) => {
    expect(await faultsOf((db) => listCases(db, staff(login), { view: 'all', status, limit: 51 }))).toEqual([])
  })

  test.each(filters())('the list narrowed to %s, and how many it has', async (_, filter) => {
    for (const view of ['all', 'to-do', 'waiting', 'handed-out'] as const) {
      const after = { part: 'open', dueAt: new Date(), id: someCase.id } as const
      for (const from of [undefined, after])
        expect(
          await faultsOf((db) => listNarrowed(db, staff(login), { view, filter, after: from, limit: 50 })),
        ).toEqual([])
      expect(await faultsOf((db) => countNarrowed(db, staff(login), { view, filter }))).toEqual([])
    }
  })

  test.each(['路灯', rareWord, '坏了半个多月'])('the search for «%s»', async (words) => {
    const tokens = tokensToFind(words)
    for (const view of ['to-do', 'waiting', 'all'] as const)
      expect(await faultsOf((db) => findCases(db, staff(login), { view, tokens, limit: 50 }))).toEqual([])
  })

  test('the search for a number', async () => {
    expect(await faultsOf((db) => findByNumber(db, staff(login), { view: 'all', number: 4321 }))).toEqual([])
  })

  test('the counts above a list', async () => {
    const now = new Date()
    expect(await faultsOf((db) => countCases(db, staff(login), { now, soon: now, remind: now }))).toEqual([])
  })

  test('a case with its history', async () => {
    const ask = async (db: Db) => {
      await caseFor(db, staff(login), someCase.id)
      await historyOf(db, someCase.id)
    }
    expect(await faultsOf(ask)).toEqual([])
  })
})

test('the case behind a receipt, and the submission before it is written', async () => {
  const ask = async (db: Db) => {
    await caseByReceipt(db, someCase.hash)
    await submissionByCode(db, someCase.hash)
    await mergedUnder(db, someCase.id)
  }
  expect(await faultsOf(ask)).toEqual([])
})

test('what the desks that listen are told of', async () => {
  const [last] = await w.look<{ seq: number }>('select max(seq)::int - 200 as seq from events')
  const ask = async (db: Db) => {
    await changesSince(db, last?.seq ?? 0, 2000)
    await unreadFigures(db, [someCase.id])
    await casesToTell(db, [someCase.id])
  }
  expect(await faultsOf(ask)).toEqual([])
})

test('what the clock looks for', async () => {
  const now = new Date()
  const ask = (db: Db) => dueCases(db, { now, remindBefore: now, after: undefined, limit: 200 })
  expect(await faultsOf(ask)).toEqual([])
})
