/** What is kept under rules as spreadsheets: a year of the calendar, which can be read in again, and the routing. */
import type { FastifyReply } from 'fastify'
import { type Table, writePlaces } from '../actions/write-places.ts'
import { exportRoutingQuery } from '../contract/categories.ts'
import { exportCalendarQuery } from '../contract/rules.ts'
import { allCategories, allStations, routingRules } from '../data/categories/read.ts'
import { allAgencies, allTowns } from '../data/places/read.ts'
import { daysOfYear } from '../data/rules/read-sets.ts'
import { byIdOf, pathOf } from '../domain/categories/category.ts'
import { deeds } from '../domain/people/deeds.ts'
import { categories as categoriesEn } from '../words/en/categories.ts'
import { rules as rulesEn } from '../words/en/rules.ts'
import { categories as categoriesZh } from '../words/zh/categories.ts'
import { rules as rulesZh } from '../words/zh/rules.ts'
import { sessionOn } from './guard.ts'
import type { Doors, Server } from './server.ts'

const words = {
  zh: { rules: rulesZh, routing: categoriesZh.routing },
  en: { rules: rulesEn, routing: categoriesEn.routing },
}
const typeOf = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export function rulesTableRoutes(app: Server, { context }: Doors): void {
  app.get(
    '/api/v1/calendar/export',
    {
      config: { access: deeds['read-rules'] },
      schema: {
        tags: ['rules'],
        description: 'The holidays and make-up days of a year as a table that can be read in again.',
        querystring: exportCalendarQuery,
      },
    },
    async (request, reply) => {
      const { year, format } = request.query
      const { calendar } = words[request.language].rules
      const days = await daysOfYear(context.database.of(sessionOn(request).district.id), year)
      const kind = { holiday: calendar.table.holiday, 'make-up': calendar.table.makeUp }
      return send(reply, `calendar-${year}`, format, {
        name: calendar.exportName,
        columns: calendar.table.columns,
        rows: days.map((day) => [day.date, kind[day.kind], day.name]),
      })
    },
  )

  app.get(
    '/api/v1/routing/export',
    {
      config: { access: deeds['read-rules'] },
      schema: {
        tags: ['rules'],
        description: 'The rules of routing as a table.',
        querystring: exportRoutingQuery,
      },
    },
    async (request, reply) => {
      const { routing } = words[request.language]
      const db = context.database.of(sessionOn(request).district.id)
      const [rules, categories, ...units] = await Promise.all([
        routingRules(db),
        allCategories(db),
        allTowns(db),
        allStations(db),
        allAgencies(db),
      ])
      const byId = byIdOf(categories)
      const names = new Map(units.flat().map(({ id, name }) => [id, name]))
      const rows = rules.map(({ categoryId, townId, stationId, agencyId, coAgencyIds }) => {
        const category = byId.get(categoryId)
        const area = stationId ?? townId
        return [
          category ? pathOf(category, byId) : '',
          area === null ? routing.everywhere : (names.get(area) ?? ''),
          names.get(agencyId) ?? '',
          coAgencyIds.map((id) => names.get(id)).join('、'),
        ]
      })
      return send(reply, 'routing', request.query.format, {
        name: routing.exportName,
        columns: [routing.category, routing.area, routing.agency, routing.coAgencies],
        rows: rows.toSorted((a, b) => (a[0] ?? '').localeCompare(b[0] ?? '', 'zh')),
      })
    },
  )
}

const send = (reply: FastifyReply, name: string, format: 'csv' | 'xlsx', table: Table) =>
  reply
    .type(typeOf[format])
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .send(Buffer.from(writePlaces(format, [table])))
