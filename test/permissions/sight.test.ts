/**
 * Who may see a case is said twice: by the domain of one case, and in SQL of many. For random cases and random people
 * both say the same, in the list, in the counts and for the single case.
 */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseFor } from '../../src/data/cases/read.ts'
import type { ListFilter } from '../../src/data/cases/read-filter.ts'
import { countNarrowed, listNarrowed } from '../../src/data/cases/read-filtered.ts'
import { countCases, listCases } from '../../src/data/cases/read-list.ts'
import { quarantinedCases } from '../../src/data/cases/read-quarantine.ts'
import { actingRoles } from '../../src/domain/cases/acting.ts'
import { type Case, type Holder, openCase } from '../../src/domain/cases/case.ts'
import { caseStatuses, isOpen } from '../../src/domain/cases/moves.ts'
import { canSee, roleForIdentity } from '../../src/domain/cases/sight.ts'
import { isToDo } from '../../src/domain/cases/to-do.ts'
import type { Membership, Staff } from '../../src/domain/people/actor.ts'
import { identityKinds } from '../../src/domain/reports/report.ts'
import { defaultRules } from '../../src/domain/rules/rule-set.ts'
import { agencies, deputies, stations, towns } from '../../src/start/demonstration/cast.ts'
import { here, idOf } from '../cast.ts'
import { monday, type World, world } from '../world.ts'

const seed = 20261123
const ids = (kind: string, units: object) => Object.keys(units).map((unit) => idOf(`${kind} ${unit}`))
const one = {
  deputy: fc.constantFrom(...ids('deputy', deputies)),
  station: fc.constantFrom(...ids('station', stations)),
  town: fc.constantFrom(...ids('town', towns)),
  agency: fc.constantFrom(...ids('agency', agencies)),
}
const orNone = (unit: fc.Arbitrary<string>) => fc.option(unit, { nil: null })
const stationOf = new Map(
  Object.entries(deputies).map(([key, { station }]) => [idOf(`deputy ${key}`), idOf(`station ${station}`)]),
)

const holders: fc.Arbitrary<Holder> = fc.oneof(
  one.deputy.map((id) => ({ kind: 'deputy' as const, id })),
  one.station.map((id) => ({ kind: 'station' as const, id })),
  one.town.map((id) => ({ kind: 'town' as const, id })),
  fc.constant({ kind: 'district' as const, id: null }),
)

const address = { deputyId: null, stationId: null, townId: null, pointId: null }
const opening = { id: '', reportId: '', address, aboutAddressee: false, now: monday }
const untouched = openCase(opening, defaultRules, { special: new Map(), offsetMinutes: 480 })

// Freer than the product would ever make them: a holder need not belong to the station or town of the case.
const varied = fc.record({
  id: fc.uuid({ version: 4 }),
  reportId: fc.uuid({ version: 4 }),
  status: fc.constantFrom(...caseStatuses),
  holder: holders,
  deputyId: orNone(one.deputy),
  stationId: orNone(one.station),
  townId: orNone(one.town),
  agencyId: orNone(one.agency),
  coHandlers: fc.uniqueArray(fc.record({ agencyId: one.agency, dueAt: fc.constant(monday), given: fc.boolean() }), {
    maxLength: 2,
    selector: ({ agencyId }) => agencyId,
  }),
  meeting: fc.option(
    fc
      .uniqueArray(
        fc.record({ agencyId: one.agency, answer: fc.constantFrom('coming' as const, 'another-time' as const, null) }),
        { maxLength: 2, selector: ({ agencyId }) => agencyId },
      )
      .map((calls) => ({ at: monday, calls })),
    { freq: 2 },
  ),
  agreed: fc.array(
    fc.record({
      id: fc.uuid({ version: 4 }),
      agencyId: one.agency,
      dueOn: fc.constant('2026-03-20'),
      done: fc.boolean(),
    }),
    { maxLength: 1 },
  ),
  recused: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: one.deputy.map((id) => ({ kind: 'deputy' as const, id })) },
    { weight: 1, arbitrary: one.station.map((id) => ({ kind: 'station' as const, id })) },
    { weight: 1, arbitrary: one.agency.map((id) => ({ kind: 'agency' as const, id })) },
  ),
  extensionAsked: fc.option(fc.constant({ until: '2026-03-20', userId: randomUUID() }), { freq: 2 }),
  disputes: fc.integer({ min: 0, max: 3 }),
  supervised: fc.boolean(),
})
const cases: fc.Arbitrary<Case> = varied.map((drawn) => ({ ...untouched, ...drawn, clock: null }))

/** As the product makes them: a station or town that holds a case is the case's own. */
const lawful = cases.map((item) => ({
  ...item,
  stationId: item.holder.kind === 'station' ? item.holder.id : item.stationId,
  townId: item.holder.kind === 'town' ? item.holder.id : item.townId,
}))

const memberships: fc.Arbitrary<Membership> = fc.oneof(
  one.deputy.map((unitId) => ({ role: 'deputy' as const, unitId })),
  one.station.map((unitId) => ({ role: 'station' as const, unitId })),
  one.town.map((unitId) => ({ role: 'town' as const, unitId })),
  one.agency.map((unitId) => ({ role: 'agency' as const, unitId })),
  fc.constantFrom('district' as const, 'auditor' as const).map((role) => ({ role, unitId: null })),
)

/** Up to three roles, a deputy's stations among them; or none at all. */
const people: fc.Arbitrary<Staff> = fc
  .uniqueArray(memberships, { maxLength: 3, selector: ({ role, unitId }) => `${role} ${unitId}` })
  .map((held) => ({
    kind: 'staff',
    userId: randomUUID(),
    name: '某人',
    memberships: held,
    stationIds: held.flatMap(({ role, unitId }) => (role === 'deputy' ? [stationOf.get(unitId ?? '') ?? ''] : [])),
  }))

const items = fc.sample(cases, { numRuns: 400, seed })
let w: World

beforeAll(async () => {
  w = await world()
  const rows = items.map((item) => ({ ...item, holderKind: item.holder.kind, holderId: item.holder.id }))
  const from = `from jsonb_to_recordset($1::jsonb) as c(id uuid, "reportId" uuid, status text, "holderKind" text,
    "holderId" uuid, "deputyId" uuid, "stationId" uuid, "townId" uuid, "agencyId" uuid, disputes integer,
    recused jsonb, "extensionAsked" jsonb, meeting jsonb)`
  await w.look(
    `with reported as (
       insert into reports (district_id, id, code_hash, content_mac, channel, received_at, commitment)
       select ${here.id}, "reportId", uuid_send("reportId"), '', 'web', '2026-03-09T01:00:00Z', '' ${from}
     )
     insert into cases (district_id, id, report_id, status, holder_kind, holder_id, deputy_id, station_id, town_id, agency_id,
       disputes, recused_kind, recused_id, extension_until, extension_by, meeting_at)
     select ${here.id}, id, "reportId", status, "holderKind", "holderId", "deputyId", "stationId", "townId", "agencyId",
       disputes, recused->>'kind', (recused->>'id')::uuid, ("extensionAsked"->>'until')::date,
       ("extensionAsked"->>'userId')::uuid, (meeting->>'at')::timestamptz ${from}`,
    [JSON.stringify(rows)],
  )
  await w.look(
    `insert into co_handlers (district_id, case_id, agency_id, due_at, given)
     select ${here.id}, "caseId", "agencyId", "dueAt", given
     from jsonb_to_recordset($1::jsonb) as c("caseId" uuid, "agencyId" uuid, "dueAt" timestamptz, given boolean)`,
    [JSON.stringify(items.flatMap(({ id, coHandlers }) => coHandlers.map((co) => ({ ...co, caseId: id }))))],
  )
  await w.look(
    `insert into meeting_calls (district_id, case_id, agency_id, answer)
     select ${here.id}, "caseId", "agencyId", answer
     from jsonb_to_recordset($1::jsonb) as c("caseId" uuid, "agencyId" uuid, answer text)`,
    [JSON.stringify(items.flatMap(({ id, meeting }) => (meeting?.calls ?? []).map((one) => ({ ...one, caseId: id }))))],
  )
  await w.look(
    `insert into agreed_items (district_id, case_id, id, agency_id, due_on, done)
     select ${here.id}, "caseId", id, "agencyId", "dueOn", done
     from jsonb_to_recordset($1::jsonb) as c("caseId" uuid, id uuid, "agencyId" uuid, "dueOn" date, done boolean)`,
    [JSON.stringify(items.flatMap(({ id, agreed }) => agreed.map((one) => ({ ...one, caseId: id }))))],
  )
})
afterAll(() => w[Symbol.asyncDispose]())

const narrowings: readonly ListFilter[] = [
  { agencyId: idOf('agency works') },
  { stationId: idOf('station dongjie'), status: 'with-agency' },
  { townId: idOf('town shanqiao'), disputed: true },
  { deputyId: idOf('deputy limin') },
  { channel: 'kiosk' },
  { channel: 'web' },
]
const fitsItem = (item: Case, filter: ListFilter): boolean =>
  (!filter.agencyId || item.agencyId === filter.agencyId) &&
  (!filter.stationId || item.stationId === filter.stationId) &&
  (!filter.townId || item.townId === filter.townId) &&
  (!filter.deputyId || item.deputyId === filter.deputyId) &&
  (!filter.status || item.status === filter.status) &&
  (!filter.disputed || item.disputes > 0) &&
  (!filter.channel || filter.channel === 'web')

const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id).sort()

test('the lists show what the domain says that a person may see, must do and waits for', async () => {
  const db = w.context.database.of(here.id)
  await fc.assert(
    fc.asyncProperty(people, async (staff) => {
      const listed = async (view: 'all' | 'to-do' | 'waiting' | 'handed-out') =>
        idsOf(await listCases(db, staff, { view, limit: 1000 }))
      const seen = items.filter((item) => canSee(item, staff))
      const inQuarantine = seen.filter(({ status }) => status === 'quarantined')
      const visible = seen.filter(({ status }) => status !== 'quarantined')
      const toDo = items.filter((item) => isToDo(item, staff))
      const waiting = visible.filter((item) => isOpen(item.status) && !isToDo(item, staff))
      const own = (item: Case) =>
        staff.memberships.some(
          ({ role, unitId }) =>
            ['station', 'town', 'district'].includes(role) && item.holder.kind === role && item.holder.id === unitId,
        )
      const handedOut = visible.filter(
        (item) => ['with-agency', 'waiting-for-resident'].includes(item.status) && item.agencyId !== null && own(item),
      )
      expect(await listed('handed-out')).toEqual(idsOf(handedOut))
      // Narrowed, the lists are gone along otherwise, and show no more and no less.
      for (const filter of narrowings)
        for (const [view, shown] of [
          ['all', visible],
          ['to-do', toDo],
          ['waiting', waiting],
          ['handed-out', handedOut],
        ] as const) {
          const page = await listNarrowed(db, staff, { view, filter, limit: 1000 })
          expect(page.next).toBeNull()
          const wanted = shown.filter((item) => fitsItem(item, filter))
          expect(idsOf(page.cases)).toEqual(idsOf(wanted))
          expect(await countNarrowed(db, staff, { view, filter })).toEqual({ count: wanted.length, more: false })
        }
      expect(await listed('all')).toEqual(idsOf(visible))
      expect(await listed('to-do')).toEqual(idsOf(toDo))
      expect(await listed('waiting')).toEqual(idsOf(waiting))
      expect(await countCases(db, staff, { now: monday, soon: monday, remind: monday })).toEqual({
        toDo: toDo.filter((item) => canSee(item, staff)).length,
        dueSoon: 0,
        late: 0,
        waiting: waiting.length,
        handedOut: handedOut.length,
        soon: 0,
        all: visible.length,
        quarantined: inQuarantine.length,
      })
      expect(idsOf(await quarantinedCases(db, staff, 1000))).toEqual(idsOf(inQuarantine))
    }),
    { numRuns: 80, seed },
  )
})

test('a single case opens for exactly those who may see it', async () => {
  const db = w.context.database.of(here.id)
  await fc.assert(
    fc.asyncProperty(people, fc.constantFrom(...items), async (staff, item) => {
      const opened = await caseFor(db, staff, item.id)
      expect(opened?.id).toBe(canSee(item, staff) ? item.id : undefined)
    }),
    { numRuns: 200, seed },
  )
})

test('who is offered to open an identity handles the case, and may see it', () => {
  fc.assert(
    fc.property(people, lawful, fc.constantFrom(...identityKinds), (staff, item, identity) => {
      const role = roleForIdentity(item, identity, staff)
      if (!role) return
      expect(identity).not.toBe('anonymous')
      expect(actingRoles(item, staff)).toContain(role)
      expect(canSee(item, staff)).toBe(true)
    }),
    { numRuns: 5000, seed },
  )
})

test('whom a report is about finds it nowhere, whatever else they are; and what is to be done is seen', () => {
  const stations = new Set<string>()
  fc.assert(
    fc.property(people, fc.constantFrom(...items), (staff, item) => {
      if (isToDo(item, staff) && lawfulHolder(item)) expect(canSee(item, staff)).toBe(true)
      const { recused } = item
      const isAbout = staff.memberships.some(({ role, unitId }) => role === recused?.kind && unitId === recused?.id)
      if (!recused || !(isAbout || staff.stationIds.includes(recused.id))) return
      stations.add(recused.id)
      expect([canSee(item, staff), isToDo(item, staff), actingRoles(item, staff)]).toEqual([false, false, []])
    }),
    { numRuns: 5000, seed },
  )
  expect(stations.size).toBeGreaterThan(5)
})

const lawfulHolder = ({ holder, stationId, townId }: Case): boolean =>
  (holder.kind !== 'station' || holder.id === stationId) && (holder.kind !== 'town' || holder.id === townId)
