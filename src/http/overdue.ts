/** The page of the public overdue list. Its data comes from schema `disclosed`, by the public site's own role. */
import { paths } from '../../web/shared/paths.ts'
import { renderOverduePage } from '../../web/site/overdue-page.ts'
import { disclosedCounting, disclosedOverdue } from '../data/cases/read-overdue.ts'
import { localDate, workingDaysBetween } from '../domain/calendar/calendar.ts'
import { assetAddresses } from './assets.ts'
import { districtOfPage, pageSettings } from './page-settings.ts'
import { caseNumber } from './present-case.ts'
import type { Doors, Server } from './server.ts'

const mostShown = 500

export function overduePages(app: Server, doors: Doors): void {
  const asset = assetAddresses(doors.builtFolder)
  app.get(
    paths.overdue,
    { config: { access: 'anyone', page: true }, schema: { hide: true } },
    async (request, reply) => {
      const district = await districtOfPage(doors, request)
      const site = doors.site.of(district.id)
      const now = doors.context.now()
      const { offsetMinutes } = district
      const [{ cases, count }, { calendar, listedAfter }] = await Promise.all([
        disclosedOverdue(site, { now, limit: mostShown }),
        disclosedCounting(site, { day: localDate(now, district), offsetMinutes }),
      ])
      return reply.type('text/html; charset=utf-8').send(
        renderOverduePage(pageSettings(request, district, asset), {
          cases: cases.map(({ number, receivedAt, dueAt, townName, agencyName, status }) => {
            // Due at 24:00 of a day is due on that day.
            const last = new Date(dueAt.getTime() - 1)
            return {
              number: caseNumber(number, receivedAt, district),
              ...{ townName, agencyName, status },
              dueOn: localDate(last, calendar),
              late: workingDaysBetween(last, now, calendar),
            }
          }),
          count,
          listedAfter,
        }),
      )
    },
  )
}
