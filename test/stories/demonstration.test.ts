/** The demonstration as whoever starts the product for the first time finds it: large, believable, the same each time. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventFields } from '../../src/actions/seal-event.ts'
import { openDatabase } from '../../src/data/db.ts'
import { disclosedFigures } from '../../src/data/places/read.ts'
import { rulesAt, workingCalendar } from '../../src/data/rules/read.ts'
import { localDate } from '../../src/domain/calendar/calendar.ts'
import { caseMoves, caseStatuses } from '../../src/domain/cases/moves.ts'
import { commit } from '../../src/ledger/commitment.ts'
import { eventIdOf, fillDemonstration } from '../../src/start/demonstration/fill.ts'
import { storiesUpTo } from '../../src/start/demonstration/stories.ts'
import { here } from '../cast.ts'
import { monday, type World, world } from '../world.ts'

let filled: World
let again: World
const silently = () => {}

/** Everything a filling makes, in an order of its own: ids, words and times, and no salted password. */
const contents = async (w: World): Promise<Record<string, unknown[]>> => {
  const tables = {
    units: `select id, name from towns union all select id, name from stations union all select id, name from deputies
            union all select id, name from points union all select id, name from agencies`,
    codes: 'select code, kind, unit_id from codes',
    users: 'select id, login, name from users',
    reports: 'select id, channel, received_at, commitment, code_hash from reports',
    words: 'select report_id, text, place, identity_kind from report_contents',
    cases: `select id, report_id, status, holder_kind, holder_id, agency_id, due_at, version, supervised, urgent, closed_as, closed_at from cases`,
    events: 'select id, subject_id, kind, at, actor_kind, actor_id, to_status, commitment from events',
    details: 'select event_id, detail, salt from event_contents',
    judgements: 'select case_id, process, result, solved from judgements',
  }
  const read = Object.entries(tables).map(async ([name, sql]) => {
    const rows = await w.look<{ row: unknown }>(
      `select to_jsonb(t) as row from (${sql}) t where true order by to_jsonb(t)::text`,
    )
    return [name, rows.map(({ row }) => JSON.stringify(row))] as const
  })
  return Object.fromEntries(await Promise.all(read))
}

const one = async (sql: string): Promise<Record<string, number>> =>
  (await filled.look(sql))[0] as Record<string, number>

beforeAll(async () => {
  ;[filled, again] = await Promise.all([world(), world()])
  expect(await fillDemonstration(filled.context, silently)).toBe(true)
}, 300_000)
afterAll(async () => {
  await filled?.[Symbol.asyncDispose]()
  await again?.[Symbol.asyncDispose]()
})

describe('on the day of the first start', () => {
  test('the district is as large as a real one', async () => {
    const units = await one(`select
      (select count(*)::int from towns where district_id = 1) towns, (select count(*)::int from stations where district_id = 1) stations,
      (select count(*)::int from deputies where district_id = 1) deputies, (select count(*)::int from points where district_id = 1) points,
      (select count(*)::int from agencies where district_id = 1) agencies, (select count(*)::int from users where district_id = 1) users`)
    expect(units.towns).toBe(9)
    expect(units.stations).toBe(34)
    expect(units.deputies).toBeGreaterThanOrEqual(79)
    expect(units.points).toBeGreaterThanOrEqual(120)
    expect(units.agencies).toBeGreaterThanOrEqual(20)
    expect(units.users).toBeLessThanOrEqual(41)
  })

  test('there are cases in every status, and every move has been made', async () => {
    const rows = await filled.look<{ status: string; count: number }>(
      'select status, count(*)::int as count from cases group by 1',
    )
    const counts = Object.fromEntries(rows.map(({ status, count }) => [status, count]))
    for (const status of caseStatuses) expect([status, (counts[status] ?? 0) > 0]).toEqual([status, true])
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(400)
    const kinds = await filled.look<{ kind: string }>('select distinct kind from events')
    // The calendar was not corrected, nothing was taken over from elsewhere, nobody left, no agency was kept away, no
    // meeting fell through, and what was agreed at one is not done yet; all else happened.
    const never = ['recount', 'import', 'entrust', 'recuse-agency', 'drop-recusal', 'call-off-meeting', 'finish-item']
    for (const move of caseMoves) if (!never.includes(move)) expect(kinds.map(({ kind }) => kind)).toContain(move)
    const closed = await filled.look<{ as: string }>(
      'select distinct closed_as as "as" from cases where closed_as is not null',
    )
    expect(closed.map((row) => row.as).sort()).toEqual(['judged', 'transferred', 'unjudged'])
  })

  test('more than two thousand things have happened, none of them later than now', async () => {
    const { events, late, reports } = await one(`select count(*)::int as events,
      count(*) filter (where at > '${monday.toISOString()}')::int as late,
      (select count(*)::int from reports where received_at > '${monday.toISOString()}') as reports from events`)
    expect(events).toBeGreaterThanOrEqual(2000)
    expect([late, reports]).toEqual([0, 0])
  })

  test('every deed of every story is in the history: no story broke off', async () => {
    const db = filled.context.database.of(here.id)
    const [rules, calendar] = [await rulesAt(db, monday), await workingCalendar(db)]
    const stories = storiesUpTo(localDate(monday, calendar), calendar, rules)
    const known = new Set((await filled.look<{ id: string }>('select id from events')).map(({ id }) => id))
    const missing = stories.flatMap((story) =>
      story.deeds.flatMap((deed, index) =>
        deed.by === 'clock' || known.has(eventIdOf(here, story, index)) ? [] : [`${story.name} ${index} ${deed.move}`],
      ),
    )
    expect(missing).toEqual([])
    expect(new Set(stories.map(({ name }) => name)).size).toBe(stories.length)
  })

  test('the office works in office hours, and no two residents say the same', async () => {
    const { odd } =
      await one(`select count(*)::int as odd from events where actor_kind in ('station', 'town', 'district', 'agency')
      and extract(hour from at at time zone 'Asia/Shanghai') not between 8 and 18`)
    expect(odd).toBe(0)
    const { said, different } = await one(
      `select count(*)::int as said, count(distinct text)::int as different from report_contents where place <> ''`,
    )
    expect(different).toBe(said)
  })

  test('every event opens its commitment', async () => {
    const rows = await filled.look(
      `select e.*, c.salt, c.detail from events e left join event_contents c on c.event_id = e.id`,
    )
    for (const row of rows) {
      const fields = eventFields(row.district_id, {
        id: row.id,
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        kind: row.kind,
        at: row.at,
        actorKind: row.actor_kind,
        actorId: row.actor_id,
        fromStatus: row.from_status,
        toStatus: row.to_status,
        detail: row.detail,
      })
      expect(row.commitment.equals(commit(row.salt, fields))).toBe(true)
    }
  })

  test('case numbers follow the order in which people spoke', async () => {
    const { behind } = await one(`select count(*)::int as behind from (
      select r.received_at, max(r.received_at) over (order by c.number rows unbounded preceding) as latest
      from cases c join reports r on r.id = c.report_id where c.continues is null) n where received_at < latest`)
    expect(behind).toBe(0)
  })
})

test('the figures that everybody sees are those of an honest district', async () => {
  const site = openDatabase({ url: filled.urlFor('jieyou_site'), size: 1, onError: silently })
  const { received, answered, judged, solved } = await disclosedFigures(site.of(here.id))
  await site.close()
  const { pleased = 0 } = await one(`select count(*)::int as pleased from (
    select distinct on (j.case_id) j.result from judgements j join events e on e.id = j.event_id
    order by j.case_id, e.seq desc) last where result <> 'not'`)
  const shares = { answered: answered / received, judged: judged / answered }
  expect(shares.answered).toBeGreaterThan(0.75)
  expect(shares.judged).toBeGreaterThan(0.58)
  expect(shares.judged).toBeLessThan(0.72)
  expect(solved / judged).toBeGreaterThan(0.68)
  expect(solved / judged).toBeLessThan(0.82)
  expect(pleased / judged).toBeGreaterThan(0.78)
  expect(pleased / judged).toBeLessThan(0.92)
})

test('two programs that fill at once, and one that comes later, make the very same', async () => {
  const context = again.context
  await Promise.all([fillDemonstration(context, silently), fillDemonstration(context, silently)])
  await again.look(
    `delete from demonstration_steps where step > 'day 2026-02-01' and step like 'day %' or step = 'finished'`,
  )
  await fillDemonstration(context, silently)
  const [mine, theirs] = [await contents(filled), await contents(again)]
  for (const [table, rows] of Object.entries(mine)) expect([table, theirs[table]]).toEqual([table, rows])
}, 600_000)
