/**
 * Holds what the clients were told against what is there: every acknowledged submission exactly once, whole and
 * readable by its receipt; every row was attempted by someone; nothing stands twice.
 */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { here } from '../cast.ts'
import type { Attempted } from './clients.ts'

export type Look = <Row extends pg.QueryResultRow>(statement: string, values?: unknown[]) => Promise<Row[]>

export type Verdict = {
  readonly attempted: number
  readonly acknowledged: number
  /** Rows that clients' submissions have made. */
  readonly rows: number
  /** Receipt codes of acknowledged submissions that are not there. */
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  /** There, but not as it was sent, or not whole: contents, case, first event, files. */
  readonly incomplete: readonly string[]
  /** Receipts that say another code than the id gives. */
  readonly misnamed: readonly string[]
  /** Rows that nobody attempted. */
  readonly strangers: number
  /** Receipts (a sample, and those with files) that could not be looked up over HTTP with their words and files. */
  readonly unreadable: readonly string[]
}

/** Whether nothing at all is wrong. */
export const isClean = (verdict: Verdict): boolean =>
  verdict.strangers === 0 &&
  [verdict.lost, verdict.doubled, verdict.incomplete, verdict.misnamed, verdict.unreadable].every(
    (list) => list.length === 0,
  )

export const inWords = (verdict: Verdict): string =>
  `${verdict.attempted} attempted, ${verdict.acknowledged} acknowledged, ${verdict.rows} rows, ${verdict.lost.length} lost, ` +
  `${verdict.doubled.length} doubled, ${verdict.incomplete.length} incomplete, ${verdict.misnamed.length} misnamed, ` +
  `${verdict.strangers} strangers, ${verdict.unreadable.length} unreadable`

const hashOf = (printed: string): string =>
  createHash('sha256').update(printed.replaceAll(' ', ''), 'ascii').digest('hex')

/** The hashes of what was there before the clients came. */
export async function codesThere(look: Look): Promise<ReadonlySet<string>> {
  const rows = await look<{ hash: string }>(`select encode(code_hash, 'hex') as hash from reports`)
  return new Set(rows.map(({ hash }) => hash))
}

type Row = { hash: string; text: string | null; cases: number; receives: number; files: number; events: number }

/** Looks at everything. `url` is of a program that is well again; without it nothing is asked over HTTP. */
export async function check(
  attempted: readonly Attempted[],
  given: { look: Look; before: ReadonlySet<string>; url?: string },
): Promise<Verdict> {
  const rows = await given.look<Row>(`
    with opened as (select district_id, report_id, count(*)::int as cases, min(id::text)::uuid as id from cases group by 1, 2),
    told as (
      select e.district_id, e.subject_id, count(*)::int as events, count(*) filter (where e.kind = 'receive')::int as receives,
             sum((select count(*) from attachments a where a.district_id = e.district_id and a.event_id = e.id))::int as files
      from events e join event_contents d on d.district_id = e.district_id and d.event_id = e.id group by 1, 2)
    select encode(r.code_hash, 'hex') as hash, t.text, coalesce(o.cases, 0) as cases, coalesce(told.receives, 0) as receives,
           coalesce(told.files, 0) as files, coalesce(told.events, 0) as events
    from reports r
    left join report_contents t on t.district_id = r.district_id and t.report_id = r.id
    left join opened o on o.district_id = r.district_id and o.report_id = r.id
    left join told on told.district_id = r.district_id and told.subject_id = o.id
    where r.district_id = ${here.id}`)
  const found = new Map<string, Row[]>()
  const byText = new Map<string, number>()
  const ours = rows.filter(({ hash }) => !given.before.has(hash))
  for (const row of ours) {
    found.set(row.hash, [...(found.get(row.hash) ?? []), row])
    byText.set(row.text ?? '', (byText.get(row.text ?? '') ?? 0) + 1)
  }
  const known = new Map(attempted.map((submission) => [hashOf(submission.receiptCode), submission]))
  const acknowledged = attempted.filter(({ receipts }) => receipts.length > 0)
  const isWhole = ({ text, files }: Attempted, row: Row) =>
    row.text === text && row.cases === 1 && row.receives === 1 && row.files === files
  const names = (list: readonly Attempted[]) => list.map(({ receiptCode }) => receiptCode)
  return {
    attempted: attempted.length,
    acknowledged: acknowledged.length,
    rows: ours.length,
    lost: names(acknowledged.filter(({ receiptCode }) => !found.has(hashOf(receiptCode)))),
    doubled: names(
      attempted.filter(
        ({ receiptCode, text }) => (found.get(hashOf(receiptCode))?.length ?? 0) > 1 || (byText.get(text) ?? 0) > 1,
      ),
    ),
    // What was not acknowledged may be there or not; if it is there, it is there as a whole.
    incomplete: names(
      attempted.filter((submission) => {
        const [row] = found.get(hashOf(submission.receiptCode)) ?? []
        return row !== undefined && !isWhole(submission, row)
      }),
    ),
    misnamed: names(acknowledged.filter(({ receipts, receiptCode }) => receipts.some((code) => code !== receiptCode))),
    strangers: ours.filter(({ hash }) => !known.has(hash)).length,
    unreadable: given.url ? await unreadable(acknowledged, given.url) : [],
  }
}

const sample = 100

async function unreadable(acknowledged: readonly Attempted[], url: string): Promise<string[]> {
  const step = Math.max(1, Math.floor(acknowledged.length / sample))
  const chosen = new Set([
    ...acknowledged.filter((_, i) => i % step === 0),
    ...acknowledged.filter(({ files }) => files > 0).slice(-sample),
  ])
  const post = (path: string, body: unknown) =>
    fetch(`${url}/api/v1/receipts/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const wrong: string[] = []
  for (const { receiptCode, text, files } of chosen) {
    const answer = await post('lookup', { receiptCode })
    // biome-ignore lint/suspicious/noExplicitAny: the fields that are looked at
    const body = (await answer.json()) as any
    let isRight = answer.status === 200 && body.text === text && body.receiptCode === receiptCode
    const kept = (body.steps?.[0]?.files ?? []) as { id: string }[]
    if (kept.length !== files) isRight = false
    for (const { id } of kept) {
      const one = await post('file', { receiptCode, file: id })
      if (one.status !== 200 || (await one.arrayBuffer()).byteLength < 100) isRight = false
    }
    if (!isRight) wrong.push(receiptCode)
  }
  return wrong
}
