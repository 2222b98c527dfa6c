/** A list as a file, row by row as it is read; never with anything that tells who spoke. */
import { Readable } from 'node:stream'
import { exportCases, type LongTable } from '../actions/export-cases.ts'
import { exportCasesQuery } from '../contract/lists.ts'
import type { NamedCase } from '../data/cases/read.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import { localDate, type WorkingCalendar, weekdayOf } from '../domain/calendar/calendar.ts'
import { dueStatuses } from '../domain/cases/moves.ts'
import { weekdayWord } from '../words/dates.ts'
import { lists as en } from '../words/en/lists.ts'
import { terms as termsEn } from '../words/en/terms.ts'
import type { Language } from '../words/language.ts'
import { lists as zh } from '../words/zh/lists.ts'
import { terms as termsZh } from '../words/zh/terms.ts'
import { narrowedBy, pageFor } from './case-pages.ts'
import { sessionOn } from './guard.ts'
import { caseNumber, type Deciding, titleOf } from './present-case.ts'
import { addressedName } from './present-receipt.ts'
import type { Doors, Server } from './server.ts'

const words = { zh, en }
const terms = { zh: termsZh, en: termsEn }
/** As many as one export has; more by further filters. */
const mostRows = 100_000
const atOnce = 500

const typeOf = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** How wide each column is, in figures. */
const widths = {
  number: 18,
  title: 60,
  place: 28,
  status: 14,
  heldBy: 24,
  agency: 24,
  station: 24,
  town: 16,
  urgent: 8,
  supervised: 12,
  disputes: 12,
  receivedAt: 24,
  dueAt: 24,
  closedAt: 24,
} satisfies Record<keyof typeof zh.table.columns, number>
const columns = Object.keys(widths) as (keyof typeof widths)[]

export function exportRoutes(app: Server, { context }: Doors): void {
  app.get(
    '/api/v1/cases/export',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description:
          'The list as a spreadsheet, up to 100,000 rows, in the order of the list. Only what the person may see, and nothing that tells who spoke.',
        querystring: exportCasesQuery,
      },
    },
    async (request, reply) => {
      const { format, search, ...query } = request.query
      const session = sessionOn(request)
      const db = context.database.of(session.district.id)
      const now = context.now()
      const [rules, calendar] = await Promise.all([rulesAt(db, now), workingCalendar(db)])
      const deciding: Deciding = { session, rules, calendar, now, language: request.language }
      const asked = { ...narrowedBy(query, deciding), search: search?.trim() ?? '', limit: atOnce }
      // The first page is read before anything is sent: what is not understood is still refused in words.
      const first = await pageFor(db, session.staff, asked)
      const said = words[request.language].table
      async function* rows(): LongTable['rows'] & AsyncGenerator<Rows> {
        let written = 0
        for (let page = first; ; page = await pageFor(db, session.staff, { ...asked, after: page.next ?? undefined })) {
          const some = page.cases.slice(0, mostRows - written)
          written += some.length
          if (some.length > 0) yield some.map((item) => rowOf(item, deciding))
          if (page.next === null) return
          if (written >= mostRows) return yield [[said.cut(mostRows.toLocaleString('en'))]]
        }
      }
      const table = {
        name: said.sheet,
        columns: columns.map((name) => ({ name: said.columns[name], width: widths[name] })),
        rows: rows(),
      }
      return reply
        .type(typeOf[format])
        .header('content-disposition', `attachment; filename="cases.${format}"`)
        .header('cache-control', 'private, no-store')
        .send(Readable.from(exportCases(format, table)))
    },
  )
}

type Rows = (string | number | null)[][]

function rowOf(item: NamedCase, { session, calendar, language }: Deciding): Rows[number] {
  const { district } = session
  const { yes } = words[language].table
  const due = item.clock && dueStatuses.includes(item.status) ? item.clock.dueAt : null
  const cells: Record<keyof typeof widths, string | number | null> = {
    number: caseNumber(item.number, item.receivedAt, district),
    title: item.erased ? '' : titleOf(item.title, language),
    place: addressedName(item) ?? district.name,
    status: terms[language].status[item.status],
    heldBy: item.holderName,
    agency: item.agencyName,
    station: item.stationName,
    town: item.townName,
    urgent: item.urgent ? yes : null,
    supervised: item.supervised ? yes : null,
    disputes: item.disputes || null,
    receivedAt: sorted(item.receivedAt, calendar, language, 'hour'),
    dueAt: due && sorted(due, calendar, language, 'end'),
    closedAt: item.closed && sorted(item.closed.at, calendar, language, 'hour'),
  }
  return columns.map((name) => cells[name])
}

/**
 * A moment that a spreadsheet sorts as it is, with its weekday: 2026-11-30 周一 14:00. Of what residents do only the hour
 * is known. The midnight at which a day ends is that day's 24:00.
 */
function sorted(at: Date, calendar: WorkingCalendar, language: Language, kind: 'hour' | 'end'): string {
  const shown = new Date(at.getTime() + calendar.offsetMinutes * 60_000)
  const time = shown.toISOString().slice(11, 16)
  const endsDay = kind === 'end' && time === '00:00'
  const date = localDate(endsDay ? new Date(at.getTime() - 1) : at, calendar)
  return `${date} ${weekdayWord(weekdayOf(date), language)} ${endsDay ? '24:00' : time}`
}
