/** The working calendar at the desk: a year, a year out of a file, what a correction would move, and correcting. */
import { correctCalendarAsStaff, previewCalendar } from '../actions/correct-calendar.ts'
import { offeredYears, readCalendarYear } from '../actions/read-calendar-year.ts'
import {
  type CalendarCorrectedReply,
  type CalendarGapReply,
  type CalendarPreviewReply,
  type CalendarReply,
  calendarCorrectedReply,
  calendarGapReply,
  calendarPreviewBody,
  calendarPreviewReply,
  calendarQuery,
  calendarReply,
  correctCalendarBody,
  type ReadYearReply,
  readYearBody,
  readYearReply,
} from '../contract/rules.ts'
import { daysOfYear, historyOfRules, yearsWithHolidays } from '../data/rules/read-sets.ts'
import { localDate } from '../domain/calendar/calendar.ts'
import { dayText } from '../domain/calendar/correct.ts'
import { calendarGap } from '../domain/calendar/read-year.ts'
import { deeds } from '../domain/people/deeds.ts'
import { mostTableBytes } from '../domain/places/sheet-kind.ts'
import { rulesEvents } from '../domain/rules/rules-events.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { caseNumber } from './present-case.ts'
import { orRefuse } from './refusals.ts'
import { isOfDistrict, presentRulesHistory } from './rules-present.ts'
import type { Doors, Server } from './server.ts'

export function calendarRoutes(app: Server, { context }: Doors): void {
  app.get(
    '/api/v1/calendar',
    {
      config: { access: deeds['read-rules'] },
      schema: {
        tags: ['rules'],
        description: 'The holidays and make-up days of one year, this one where none is asked for.',
        querystring: calendarQuery,
        response: documented({ 200: calendarReply }, [400, 401, 403, 503]),
      },
    },
    async (request): Promise<CalendarReply> => {
      const session = sessionOn(request)
      const db = context.database.of(session.district.id)
      const today = localDate(context.now(), session.district)
      const year = request.query.year ?? Number(today.slice(0, 4))
      const [days, years, history] = await Promise.all([
        daysOfYear(db, year),
        yearsWithHolidays(db),
        historyOfRules(db, rulesEvents.calendar, 50),
      ])
      return {
        today,
        year,
        years,
        offered: offeredYears(),
        days,
        gap: calendarGap(years, today).gap,
        mayChange: isOfDistrict(session),
        history: presentRulesHistory(history),
      }
    },
  )

  app.get(
    '/api/v1/calendar/gap',
    {
      config: { access: deeds['read-rules'] },
      schema: {
        tags: ['rules'],
        description: 'Which year’s holidays are missing: this year’s, or from November on the next year’s.',
        response: documented({ 200: calendarGapReply }, [401, 403, 503]),
      },
    },
    async (request): Promise<CalendarGapReply> => {
      const { district } = sessionOn(request)
      return calendarGap(await yearsWithHolidays(context.database.of(district.id)), localDate(context.now(), district))
    },
  )

  app.post(
    '/api/v1/calendar/read',
    {
      // Base 64 takes a third more than the file.
      bodyLimit: Math.ceil(mostTableBytes * 1.4),
      config: { access: deeds['keep-rules'] },
      schema: {
        tags: ['rules'],
        description: 'What a year would be by a file or by the data that came with the program. Writes nothing.',
        body: readYearBody,
        response: documented({ 200: readYearReply }, [400, 401, 403, 404, 413, 503]),
      },
    },
    async (request): Promise<ReadYearReply> => {
      const { district } = sessionOn(request)
      const { year, content } = request.body
      const bytes = content === null ? null : Buffer.from(content, 'base64')
      return { days: orRefuse(await readCalendarYear(context, district.id, { year, bytes })) }
    },
  )

  app.post(
    '/api/v1/calendar/preview',
    {
      config: { access: deeds['keep-rules'] },
      schema: {
        tags: ['rules'],
        description: 'Which due dates would move if these days were so. Writes nothing.',
        body: calendarPreviewBody,
        response: documented({ 200: calendarPreviewReply }, [400, 401, 403, 503]),
      },
    },
    async (request): Promise<CalendarPreviewReply> => {
      const { district, staff } = sessionOn(request)
      const { days, open, moved, cases } = await previewCalendar(context, district.id, staff, request.body.days)
      return {
        days: days.map(({ date, day, before }) => ({ date, from: dayText(before), to: dayText(day) })),
        open,
        moved,
        cases: cases.map(({ id, number, receivedAt, status, from, to }) => ({
          id,
          number: caseNumber(number, receivedAt, district),
          status,
          from: from.toISOString(),
          to: to.toISOString(),
        })),
      }
    },
  )

  app.post(
    '/api/v1/calendar',
    {
      config: { access: deeds['keep-rules'] },
      schema: {
        tags: ['rules'],
        description: 'Corrects days, and counts the due dates that stand on them anew; both dates stay in the history.',
        body: correctCalendarBody,
        response: documented({ 200: calendarCorrectedReply }, [400, 401, 403, 409, 503]),
      },
    },
    async (request): Promise<CalendarCorrectedReply> => {
      const { district, staff } = sessionOn(request)
      const { days, moved } = orRefuse(await correctCalendarAsStaff(context, district.id, staff, request.body))
      return { days: days.length, moved }
    },
  )
}
