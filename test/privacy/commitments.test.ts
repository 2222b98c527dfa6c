/**
 * After a story, every commitment in the database is computed again from what the database holds, by a second
 * implementation that shares no code with the product: written from docs/formats/commitment.md alone.
 */
import { createHash, createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf, idOf } from '../cast.ts'
import { type World, world } from '../world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w[Symbol.asyncDispose]())

type Row = Record<string, string | number | null | Date | Buffer | Json>
type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()

/** A commitment over fields that are given in the order of their names. */
function committed(salt: Buffer, fields: [name: string, value: string][]): string {
  const parts = [Buffer.from([1])]
  for (const [name, value] of fields) {
    const opening = createHmac('sha256', salt).update(name).digest()
    parts.push(Buffer.from([name.length]), Buffer.from(name), sha256(opening, Buffer.from(value)))
  }
  return sha256(...parts).toString('hex')
}

/** Canonical JSON, for whole numbers and strings without halves of pairs. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`)}}`
}

const iso = (at: unknown) => (at as Date).toISOString()

/** What the commitment of a report or event should be, from its rows. */
const ofReport = (row: Row) =>
  committed(row.salt as Buffer, [
    ...(row.about_addressee ? [['about', 'addressee'] as [string, string]] : []),
    ['at', iso(row.received_at)],
    ['channel', `${row.channel}`],
    ['district', `${row.district_id}`],
    ['id', `${row.id}`],
    ['identity', `{"kind":"${row.identity_kind}"}`],
    ['place', `${row.place}`],
    ...(row.point_id ? [['point', `${row.point_id}`] as [string, string]] : []),
    ['text', `${row.text}`],
  ])
const ofEvent = (row: Row) =>
  committed(row.salt as Buffer, [
    ['actor', row.actor_id ? `${row.actor_kind}:${row.actor_id}` : `${row.actor_kind}`],
    ['at', iso(row.at)],
    ['detail', canonical(row.detail as Json)],
    ['district', `${row.district_id}`],
    ['from', `${row.from_status ?? ''}`],
    ['id', `${row.id}`],
    ['kind', `${row.kind}`],
    ['subject', `${row.subject_kind}:${row.subject_id}`],
    ['to', `${row.to_status ?? ''}`],
  ])

test('every report and event of a long story can be opened, and none was made of anything else', async () => {
  const odd = '楼道“灯”坏了\r\n\t<b>第 2 次</b> 😀 \\ " \u2028 \u0007 \uFEFF完'
  const { receiptCode } = (
    await w.resident.post('/api/v1/reports', {
      submissionId: randomUUID(),
      to: { deputy: codeOf('deputy limin') },
      text: odd,
      place: ' 幸福里 3 幢 ',
      identity: { kind: 'agency', name: '林先生', phone: '13800000000' },
    })
  ).body
  const [deputy, station, town, police, works] = await Promise.all(
    (['limin', 'dongjie', 'shanqiao', 'paichusuo', 'shizheng'] as const).map((login) => w.signIn(login)),
  )
  const [{ id }] = (await deputy?.get('/api/v1/cases'))?.body.cases ?? []
  const move = async (who: typeof deputy, verb: string, body: object) =>
    expect([verb, (await who?.post(`/api/v1/cases/${id}/${verb}`, body))?.status]).toEqual([verb, 200])
  const judge = async (sendBack: boolean) => {
    const judgement = { receiptCode, process: 'not', result: 'not', solved: false, words: odd, sendBack }
    expect((await w.resident.post('/api/v1/receipts/judge', judgement)).status).toBe(200)
    await w.settle()
  }
  await move(deputy, 'look-at-identity', { reason: odd })
  await move(deputy, 'pass', { words: odd })
  await move(station, 'accept', {})
  await move(station, 'hand-over', { agencyId: idOf('agency police') })
  await move(police, 'return', { words: odd })
  await move(station, 'hand-over', { agencyId: idOf('agency works'), words: odd })
  await move(works, 'answer', { words: odd, outcome: 'planned', plannedFor: '2026-12-31' })
  await judge(true)
  await move(works, 'answer', { words: odd, outcome: 'explained' })
  await judge(true)
  await move(town, 'answer-directly', { words: odd, outcome: 'solved' })
  await judge(false)

  const events = await w.look<Row>(
    'select e.*, c.salt, c.detail from events e join event_contents c on (c.district_id, c.event_id) = (e.district_id, e.id) order by e.seq',
  )
  const reports = await w.look<Row>(
    'select r.*, c.* from reports r join report_contents c on (c.district_id, c.report_id) = (r.district_id, r.id)',
  )
  expect(events.map(({ kind }) => kind)).toEqual([
    ...['receive', 'look-at-identity', 'pass', 'accept', 'hand-over', 'return', 'hand-over', 'answer', 'send-back'],
    ...['redo', 'answer', 'send-back', 'answer-directly', 'judge'],
  ])
  for (const row of events)
    expect([row.kind, ofEvent(row)]).toEqual([row.kind, (row.commitment as Buffer).toString('hex')])
  expect(reports.map(ofReport)).toEqual(reports.map((row) => (row.commitment as Buffer).toString('hex')))
  // The history holds on to the words it began with.
  const [event, report] = [events[0], reports[0]] as [Row, Row]
  expect(event.detail).toEqual({ report: (report.commitment as Buffer).toString('hex') })

  const salts = [...events, ...reports].map(({ salt }) => (salt as Buffer).toString('hex'))
  expect(new Set(salts).size, 'every salt is used once').toBe(events.length + reports.length)
  expect(salts.every((salt) => salt.length === 64)).toBe(true)
  expect(
    await w.look(
      'select count(*)::int as alone from events e where not exists (select from event_contents c where c.event_id = e.id)',
    ),
  ).toEqual([{ alone: 0 }])

  // A change of any column is noticed.
  for (const [column, other] of Object.entries({
    at: new Date(0),
    kind: 'accept',
    to_status: 'closed',
    actor_kind: 'system',
    subject_id: randomUUID(),
    detail: {},
  }))
    expect(ofEvent({ ...event, [column]: other }), column).not.toBe((event.commitment as Buffer).toString('hex'))
})
