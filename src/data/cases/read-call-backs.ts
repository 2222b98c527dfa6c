/** Draws of cases to call back, and what was heard. `townId` null is the whole district. */
import { sql } from 'kysely'
import type { LocalDate } from '../../domain/calendar/calendar.ts'
import type { CallOutcome } from '../../domain/cases/call-back.ts'
import type { Grade } from '../../domain/cases/case.ts'
import type { Db } from '../db.ts'

type Office = { readonly townId: string | null }

/**
 * The cases closed in a period after an answer, by others than this office, whose residents left a name and allowed to
 * be called; by number.
 */
export const closedToCallBack = (
  db: Db,
  { townId, from, before }: Office & { from: Date; before: Date },
): Promise<{ id: string; number: number }[]> =>
  db.rows(sql<{ id: string; number: number }>`
    select c.id, c.number::integer as number from cases c
    join call_back_consents k on k.district_id = c.district_id and k.report_id = c.report_id
    join identities i on i.district_id = c.district_id and i.report_id = c.report_id
    where c.district_id = ${db.district} and c.status = 'closed' and c.closed_at >= ${from} and c.closed_at < ${before}
      and c.closed_as in ('judged', 'unjudged') and not c.erased
      and (${townId}::uuid is null or c.town_id = ${townId})
      and not (c.answered_by = 'holder' and c.holder_kind = ${townId === null ? 'district' : 'town'})
    order by c.number`)

export type DrawRow = {
  readonly id: string
  readonly closedFrom: LocalDate
  readonly closedUntil: LocalDate
  readonly treeSize: number
  readonly seed: string
  readonly drawnFrom: number
  readonly drawnByName: string
  readonly drawnAt: Date
  readonly drawn: number
  readonly answered: number
  readonly notReached: number
  readonly refused: number
  readonly solved: number
  readonly satisfied: number
  /** Of the cases that were answered on the telephone: those their residents judged themselves, and judged solved. */
  readonly judged: number
  readonly judgedSolved: number
}

/** The draws of an office with what was heard so far, the latest first. */
export const drawsOf = (db: Db, { townId }: Office): Promise<DrawRow[]> =>
  db.rows(sql<DrawRow>`
    select d.id, d.closed_from::text as "closedFrom", d.closed_until::text as "closedUntil",
           d.tree_size::integer as "treeSize", d.seed, d.drawn_from as "drawnFrom", u.name as "drawnByName",
           d.drawn_at as "drawnAt", heard.*
    from call_back_draws d
    join users u on u.district_id = d.district_id and u.id = d.drawn_by
    cross join lateral (
      select count(*)::integer as drawn,
             count(*) filter (where b.came_of_it = 'answered')::integer as answered,
             count(*) filter (where b.came_of_it = 'not-reached')::integer as "notReached",
             count(*) filter (where b.came_of_it = 'refused')::integer as refused,
             count(*) filter (where b.solved)::integer as solved,
             count(*) filter (where b.result in ('satisfied', 'basically'))::integer as satisfied,
             count(own.solved) filter (where b.came_of_it = 'answered')::integer as judged,
             count(*) filter (where b.came_of_it = 'answered' and own.solved)::integer as "judgedSolved"
      from call_backs b
      left join lateral (
        select j.solved from judgements j
        join events e on e.district_id = j.district_id and e.id = j.event_id
        where j.district_id = b.district_id and j.case_id = b.case_id order by e.seq desc limit 1) own on true
      where b.district_id = d.district_id and b.draw_id = d.id) heard
    where d.district_id = ${db.district} and d.town_id is not distinct from ${townId}::uuid
    order by d.drawn_at desc, d.id`)

export type CallBackRow = {
  readonly drawId: string
  readonly caseId: string
  readonly number: number
  readonly receivedAt: Date
  readonly position: number
  readonly title: string
  readonly answeredByName: string
  readonly tries: number
  readonly cameOfIt: CallOutcome | null
  readonly process: Grade | null
  readonly result: Grade | null
  readonly solved: boolean | null
  readonly ownSolved: boolean | null
  readonly words: string
  readonly calledByName: string | null
  readonly calledAt: Date | null
  /** Somebody may still be called: consent and name are there. */
  readonly reachable: boolean
}

/** The cases of one draw of an office, in the order of the draw. */
export const callBacksOf = (
  db: Db,
  { townId, drawId, caseId }: Office & { drawId: string; caseId?: string },
): Promise<CallBackRow[]> =>
  db.rows(sql<CallBackRow>`
    select b.draw_id as "drawId", c.id as "caseId", c.number::integer as number, r.received_at as "receivedAt",
           b.position, left(coalesce(t.text, ''), 60) as title,
           coalesce(case when c.answered_by = 'agency' then a.name end, hd.name, s.name, tn.name, di.name) as "answeredByName",
           b.tries, b.came_of_it as "cameOfIt", b.process, b.result, b.solved, own.solved as "ownSolved",
           coalesce(ec.detail->>'words', '') as words, u.name as "calledByName", b.called_at as "calledAt",
           not c.erased and k.report_id is not null and i.report_id is not null as reachable
    from call_backs b
    join call_back_draws d on d.district_id = b.district_id and d.id = b.draw_id
    join cases c on c.district_id = b.district_id and c.id = b.case_id
    join reports r on r.district_id = c.district_id and r.id = c.report_id
    join districts di on di.id = c.district_id
    left join report_contents t on t.district_id = c.district_id and t.report_id = c.report_id and not c.erased
    left join call_back_consents k on k.district_id = c.district_id and k.report_id = c.report_id
    left join identities i on i.district_id = c.district_id and i.report_id = c.report_id
    left join agencies a on a.district_id = c.district_id and a.id = c.agency_id
    left join deputies hd on hd.district_id = c.district_id and hd.id = c.holder_id and c.holder_kind = 'deputy'
    left join stations s on s.district_id = c.district_id and s.id = c.holder_id and c.holder_kind = 'station'
    left join towns tn on tn.district_id = c.district_id and tn.id = c.holder_id and c.holder_kind = 'town'
    left join users u on u.district_id = b.district_id and u.id = b.called_by
    left join event_contents ec on ec.district_id = b.district_id and ec.event_id = b.event_id and not c.erased
    left join lateral (
      select j.solved from judgements j
      join events e on e.district_id = j.district_id and e.id = j.event_id
      where j.district_id = b.district_id and j.case_id = b.case_id order by e.seq desc limit 1) own on true
    where b.district_id = ${db.district} and b.draw_id = ${drawId} and d.town_id is not distinct from ${townId}::uuid
      and (${caseId ?? null}::uuid is null or b.case_id = ${caseId ?? null})
    order by b.position`)
