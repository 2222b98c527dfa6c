/**
 * Everything that goes when a report is erased, in one list; a test holds it against the catalogue. It runs as the
 * eraser's role. What stays is evidence: that a report came, which steps were made when and by which role, their
 * commitments, grades of judgements, and what the erasing itself brought.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db.ts'

/** Removes the rows of one report from some tables, in this district. Nothing is left to remove the second time. */
type Erased = {
  readonly tables: readonly string[]
  readonly erase: (tx: Tx, reportId: string) => Promise<void>
}

const casesOf = ({ district }: Tx, reportId: string): RawBuilder<unknown> =>
  sql`(select id from cases where district_id = ${district} and report_id = ${reportId})`

/** The events of the report's cases, but for the one that says that it is erased. */
const eventsOf = (tx: Tx, reportId: string): RawBuilder<unknown> => sql`(
  select id from events
  where district_id = ${tx.district} and subject_kind = 'case' and subject_id in ${casesOf(tx, reportId)} and kind <> 'erase')`

const byReport = (table: string): Erased => ({
  tables: [table],
  erase: async (tx, reportId) => {
    await tx.rows(sql`delete from ${sql.table(table)} where district_id = ${tx.district} and report_id = ${reportId}`)
  },
})

const byCase = (tables: readonly [string, ...string[]]): Erased => ({
  tables,
  erase: async (tx, reportId) => {
    await tx.rows(sql`
      delete from ${sql.table(tables[0])} where district_id = ${tx.district} and case_id in ${casesOf(tx, reportId)}`)
  },
})

const byEvent = (table: string): Erased => ({
  tables: [table],
  erase: async (tx, reportId) => {
    await tx.rows(sql`
      delete from ${sql.table(table)} where district_id = ${tx.district} and event_id in ${eventsOf(tx, reportId)}`)
  },
})

/** What hangs on the events, and of the files those that hang on nothing else; the sweep removes their bytes. */
const files: Erased = {
  tables: ['attachments', 'files'],
  erase: async (tx, reportId) => {
    await tx.rows(sql`
      with gone as (
        delete from attachments where district_id = ${tx.district} and event_id in ${eventsOf(tx, reportId)}
        returning hash
      )
      delete from files f using gone
      where f.district_id = ${tx.district} and f.hash = gone.hash and not exists (
        select from attachments a
        where a.district_id = ${tx.district} and a.hash = f.hash and a.event_id not in ${eventsOf(tx, reportId)})`)
  },
}

/**
 * The words by which the cases are found, and their places in the blocks of these words. Two statements: whoever is just
 * putting the words into their blocks holds the row that the first waits for, and the second sees what came of it.
 */
const words: Erased = {
  tables: ['case_words', 'word_blocks'],
  erase: async (tx, reportId) => {
    const gone = await tx.rows(sql<{ number: number; words: string[] }>`
      delete from case_words w using cases c
      where w.district_id = ${tx.district} and w.case_id in ${casesOf(tx, reportId)}
        and c.district_id = ${tx.district} and c.id = w.case_id
      returning c.number, tsvector_to_array(w.words) as words`)
    for (const { number, words: tokens } of gone) {
      const [block, place] = [Math.floor(number / 4096), number % 4096]
      // In the order in which they are written elsewhere, so that nobody waits in a circle.
      await tx.rows(sql`
        with held as materialized (
          select word from word_blocks
          where district_id = ${tx.district} and word = any(${tokens}::text[]) and block = ${block}
          order by word for update
        )
        update word_blocks b set cases = array_remove(b.cases, ${place}::smallint) from held
        where b.district_id = ${tx.district} and b.block = ${block} and b.word = held.word`)
      // A word that only this report had would tell of it.
      await tx.rows(sql`
        delete from word_blocks
        where district_id = ${tx.district} and word = any(${tokens}::text[]) and block = ${block} and cases = '{}'`)
    }
  },
}

/** All of it, in the order in which it goes. A new table with contents of a report has its line here. */
export const contents: readonly Erased[] = [
  byReport('report_contents'),
  byReport('identities'),
  byReport('identity_choices'),
  byReport('call_back_consents'),
  // Whom a note names goes with it.
  byCase(['case_notes', 'note_mentions']),
  byReport('readings'),
  byReport('voice_choices'),
  byReport('notices'),
  byReport('notice_addresses'),
  byEvent('event_contents'),
  files,
  words,
]
