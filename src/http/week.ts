/** The page a deputy begins with: one reply holds everything on it. */
import { type HeardReply, heardKinds, type WeekCaseReply, type WeekDayReply, weekReply } from '../contract/week.ts'
import type { NamedCase } from '../data/cases/read.ts'
import { type HeardRow, heardOf } from '../data/cases/read-heard.ts'
import { countCases, listCases } from '../data/cases/read-list.ts'
import { meetingsOf, owedOf } from '../data/cases/read-met.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import {
  addDays,
  isWorkingDay,
  type LocalDate,
  localDate,
  startOfDay,
  type WorkingCalendar,
  weekdayOf,
} from '../domain/calendar/calendar.ts'
import { whenToRemind } from '../domain/cases/by-the-clock.ts'
import type { Grade } from '../domain/cases/case.ts'
import { deeds } from '../domain/people/deeds.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { caseNumber, type Deciding, presentCaseRow, titleOf } from './present-case.ts'
import type { Doors, Server } from './server.ts'

const daysShown = 7
const most = { toDo: 50, waiting: 10, heard: 20, met: 20 }

export function weekRoutes(app: Server, { context }: Doors): void {
  app.get(
    '/api/v1/week',
    {
      config: { access: deeds['see-week'] },
      schema: {
        tags: ['desk'],
        description: 'The week of a deputy: what to decide, what others do, what residents said, and the days ahead.',
        response: documented({ 200: weekReply }, [401, 403, 503]),
      },
    },
    async (request) => {
      const session = sessionOn(request)
      const { district, staff } = session
      const db = context.database.of(district.id)
      const now = context.now()
      const [rules, calendar] = await Promise.all([rulesAt(db, now), workingCalendar(db)])
      const deciding: Deciding = { session, rules, calendar, now, language: request.language }
      const today = localDate(now, calendar)
      const [toDo, waiting, counts, heard, meetings, owed] = await Promise.all([
        listCases(db, staff, { view: 'to-do', limit: most.toDo }),
        listCases(db, staff, { view: 'waiting', limit: most.waiting }),
        countCases(db, staff, { now, soon: startOfDay(addDays(today, 3), calendar), remind: whenToRemind(deciding) }),
        heardOf(db, staff, {
          since: startOfDay(addDays(today, -daysShown), calendar),
          kinds: heardKinds,
          limit: most.heard,
        }),
        meetingsOf(db, staff, most.met),
        owedOf(db, staff, most.met),
      ])
      return {
        today,
        days: Array.from({ length: daysShown }, (_, ahead) => presentDay(addDays(today, ahead), calendar)),
        toDo: toDo.map((item) => presentWeekCase(item, deciding)),
        waiting: waiting.map((item) => presentWeekCase(item, deciding)),
        counts: { toDo: counts.toDo, late: counts.late, waiting: counts.waiting },
        meetings: meetings.map((row) => ({ ...row, ...titled(row, deciding), at: row.at.toISOString() })),
        owed: owed.map((row) => ({ ...row, ...titled(row, deciding) })),
        heard: heard.map((row) => presentHeard(row, deciding)),
      }
    },
  )
}

const presentWeekCase = (item: NamedCase, deciding: Deciding): WeekCaseReply => ({
  ...presentCaseRow(item, deciding),
  since: item.clock?.startedAt.toISOString() ?? null,
})

const presentDay = (date: LocalDate, calendar: WorkingCalendar): WeekDayReply => ({
  date,
  weekday: weekdayOf(date),
  isWorkingDay: isWorkingDay(date, calendar),
  name: calendar.special.get(date)?.name ?? null,
})

const titled = (
  { number, receivedAt, title }: { number: number; receivedAt: Date; title: string },
  { session, language }: Deciding,
) => ({ number: caseNumber(number, receivedAt, session.district), title: titleOf(title, language) })

const presentHeard = (row: HeardRow, deciding: Deciding): HeardReply => ({
  id: row.id,
  caseId: row.caseId,
  ...titled(row, deciding),
  kind: row.kind as HeardReply['kind'],
  at: row.at.toISOString(),
  words: typeof row.detail.words === 'string' ? row.detail.words : '',
  judgement:
    typeof row.detail.process === 'string'
      ? {
          process: row.detail.process as Grade,
          result: row.detail.result as Grade,
          solved: row.detail.solved === true,
        }
      : null,
})
