/** Routing at the desk: who handles what where, and what that suggests for one case. */
import { z } from 'zod'
import { dropRouting, putRouting } from '../actions/keep-routing.ts'
import {
  categoryChangedReply,
  putRoutingBody,
  type RoutingReply,
  routingReply,
  type SuggestionReply,
  suggestionReply,
} from '../contract/categories.ts'
import { caseFor } from '../data/cases/read.ts'
import { allCategories, allStations, routingRules } from '../data/categories/read.ts'
import { allAgencies, allTowns } from '../data/places/read.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import { historyOfRules } from '../data/rules/read-sets.ts'
import { localDate } from '../domain/calendar/calendar.ts'
import { clockFor } from '../domain/cases/clock.ts'
import { roleToSort } from '../domain/cases/sort.ts'
import { byIdOf, pathOf } from '../domain/categories/category.ts'
import { routeFor, suggestCategories } from '../domain/categories/suggest.ts'
import { deeds } from '../domain/people/deeds.ts'
import { rulesEvents } from '../domain/rules/rules-events.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { orRefuse, Refusal } from './refusals.ts'
import { isOfDistrict, presentRulesHistory } from './rules-present.ts'
import type { Doors, Server } from './server.ts'

const idParams = z.strictObject({ id: z.uuid() })
type Named = { readonly id: string; readonly name: string }

export function routingRoutes(app: Server, { context }: Doors): void {
  app.get(
    '/api/v1/routing',
    {
      config: { access: deeds['read-rules'] },
      schema: {
        tags: ['rules'],
        description: 'Who handles what where, with the units to choose from.',
        response: documented({ 200: routingReply }, [401, 403, 503]),
      },
    },
    async (request): Promise<RoutingReply> => {
      const session = sessionOn(request)
      const db = context.database.of(session.district.id)
      const [rules, categories, towns, stations, agencies, history] = await Promise.all([
        routingRules(db),
        allCategories(db),
        allTowns(db),
        allStations(db),
        allAgencies(db),
        historyOfRules(db, rulesEvents.routing, 50),
      ])
      const byId = byIdOf(categories)
      return {
        rules: rules
          .flatMap((rule) => {
            const category = byId.get(rule.categoryId)
            const agency = named(agencies, rule.agencyId)
            if (!category || !agency) return []
            return {
              id: rule.id,
              category: { id: category.id, path: pathOf(category, byId) },
              town: named(towns, rule.townId),
              station: named(stations, rule.stationId),
              agency,
              coAgencies: rule.coAgencyIds.flatMap((id) => named(agencies, id) ?? []),
            }
          })
          .sort((a, b) => a.category.path.localeCompare(b.category.path, 'zh')),
        towns,
        stations,
        agencies,
        mayChange: isOfDistrict(session),
        history: presentRulesHistory(history),
      }
    },
  )

  app.post(
    '/api/v1/routing',
    {
      config: { access: deeds['keep-rules'] },
      schema: {
        tags: ['rules'],
        description: 'Says who handles a category in a station, in a town, or everywhere.',
        body: putRoutingBody,
        response: documented({ 200: categoryChangedReply }, [400, 401, 403, 404, 409, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      return orRefuse(await putRouting(context, district, staff, request.body))
    },
  )

  app.delete(
    '/api/v1/routing/:id',
    {
      config: { access: deeds['keep-rules'] },
      schema: {
        tags: ['rules'],
        description: 'Takes a rule of routing away.',
        params: idParams,
        response: documented({ 200: categoryChangedReply }, [400, 401, 403, 404, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      return orRefuse(await dropRouting(context, district, staff, request.params.id))
    },
  )

  app.get(
    '/api/v1/cases/:id/suggestion',
    {
      config: { access: deeds['sort-cases'] },
      schema: {
        tags: ['desk'],
        description: 'What a case may be about and who handles that, each with its reason. Nothing happens by itself.',
        params: idParams,
        response: documented({ 200: suggestionReply }, [400, 401, 403, 404, 503]),
      },
    },
    async (request): Promise<SuggestionReply> => {
      const { district, staff } = sessionOn(request)
      const db = context.database.of(district.id)
      const item = await caseFor(db, staff, request.params.id)
      if (!item) throw new Refusal('no-such-case')
      const now = context.now()
      const [rules, calendar, categories, routing] = await Promise.all([
        rulesAt(db, now),
        workingCalendar(db),
        allCategories(db),
        routingRules(db),
      ])
      const byId = byIdOf(categories)
      const category = item.categoryId === null ? undefined : byId.get(item.categoryId)
      const said = `${item.text}\n${item.reportedPlace}`
      const suggested = category || item.erased ? [] : suggestCategories(said, categories, localDate(now, calendar))
      const rule = category && routeFor(routing, category, item, byId)
      return {
        category: category ? { id: category.id, path: pathOf(category, byId) } : null,
        maySort: roleToSort(item, staff).ok,
        suggested: suggested.map((one) => ({
          id: one.category.id,
          path: pathOf(one.category, byId),
          words: [...one.words],
        })),
        route: rule ? await presentRoute(rule) : null,
      }

      async function presentRoute(found: NonNullable<typeof rule>): Promise<SuggestionReply['route']> {
        const [agencies, towns, stations] = await Promise.all([allAgencies(db), allTowns(db), allStations(db)])
        const agency = named(agencies, found.agencyId)
        const about = byId.get(found.categoryId)
        const timed = {
          status: 'with-agency',
          holder: 'station',
          redone: false,
          urgent: item?.urgent ?? false,
        } as const
        const clock = clockFor(timed, now, rules, calendar)
        if (!agency || !about || !clock) return null
        return {
          agency,
          coAgencies: found.coAgencyIds.flatMap((id) => named(agencies, id) ?? []),
          dueAt: clock.dueAt.toISOString(),
          because: {
            category: pathOf(about, byId),
            area: (named(stations, found.stationId) ?? named(towns, found.townId))?.name ?? null,
          },
        }
      }
    },
  )
}

function named(units: readonly Named[], id: string | null): Named | null {
  const found = units.find((unit) => unit.id === id)
  return found ? { id: found.id, name: found.name } : null
}
