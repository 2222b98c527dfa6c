/** What stands around the lists: units to filter by, the views a person keeps, and the case behind a receipt. */
import { z } from 'zod'
import { dropView, keepView } from '../actions/keep-view.ts'
import {
  byReceiptBody,
  byReceiptReply,
  type FilterUnitsReply,
  filterUnitsReply,
  keepViewBody,
  keptFilters,
  type ListViewReply,
  type ListViewsReply,
  listView,
  listViewsReply,
} from '../contract/lists.ts'
import { caseByReceipt } from '../data/cases/read.ts'
import { type KeptView, viewsOf } from '../data/cases/read-views.ts'
import { allAgencies, allTowns } from '../data/places/read.ts'
import { stationsOf } from '../data/places/read-stations.ts'
import { canSee } from '../domain/cases/sight.ts'
import { deeds } from '../domain/people/deeds.ts'
import { parseReceiptCode } from '../domain/reports/receipt-code.ts'
import { hashOfReceiptCode } from '../ledger/receipt-secret.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { orRefuse, Refusal } from './refusals.ts'
import type { Doors, Server } from './server.ts'
import { tokenBucket } from './token-bucket.ts'

export function listRoutes(app: Server, { context }: Doors): void {
  app.get(
    '/api/v1/cases/units',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description: 'The units the person can narrow a list by; a list shows only what they may see in any case.',
        response: documented({ 200: filterUnitsReply }, [401, 503]),
      },
    },
    async (request): Promise<FilterUnitsReply> => {
      const { district, staff } = sessionOn(request)
      const db = context.database.of(district.id)
      const roles = staff.memberships.map(({ role }) => role)
      const whole = roles.includes('district') || roles.includes('auditor')
      const towns = staff.memberships.flatMap(({ role, unitId }) => (role === 'town' && unitId ? [unitId] : []))
      return {
        // An agency has its own cases only.
        agencies: roles.every((role) => role === 'agency') ? [] : await allAgencies(db),
        stations: whole || towns.length > 0 ? await stationsOf(db, whole ? null : towns) : [],
        towns: whole ? await allTowns(db) : [],
      }
    },
  )

  app.post(
    '/api/v1/cases/by-receipt',
    {
      config: { access: deeds['find-by-receipt'] },
      schema: {
        tags: ['desk'],
        description:
          'The case behind a receipt that its resident reads out, where the person may see it. Nothing tells a receipt that is not theirs from one that is not there.',
        body: byReceiptBody,
        response: documented({ 200: byReceiptReply }, [400, 401, 403, 404, 429, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      const code = orRefuse(parseReceiptCode(request.body.receiptCode))
      const item = await caseByReceipt(context.database.of(district.id), hashOfReceiptCode(code))
      if (item && canSee(item, staff)) return { id: item.id }
      throw new Refusal(wrongReceipts.take() ? 'no-such-receipt' : 'too-many-attempts')
    },
  )

  app.get(
    '/api/v1/list-views',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description: 'The views the person keeps; nobody else’s.',
        response: documented({ 200: listViewsReply }, [401, 503]),
      },
    },
    async (request): Promise<ListViewsReply> => {
      const { district, staff } = sessionOn(request)
      return { views: (await viewsOf(context.database.of(district.id), staff.userId)).flatMap(presentView) }
    },
  )

  app.post(
    '/api/v1/list-views',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description: 'Keeps a view for the person alone; one of the same name is replaced.',
        body: keepViewBody,
        response: documented({ 200: listView }, [400, 401, 409, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      const { id, name, isDefault } = orRefuse(await keepView(context, district.id, staff.userId, request.body))
      return { id, name, isDefault, filters: request.body.filters }
    },
  )

  app.delete(
    '/api/v1/list-views/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description: 'Drops one of the person’s own views.',
        params: z.strictObject({ id: z.uuid() }),
        response: documented({ 204: z.null() }, [400, 401, 404, 503]),
      },
    },
    async (request, reply) => {
      const { district, staff } = sessionOn(request)
      if (!(await dropView(context, district.id, staff.userId, request.params.id))) throw new Refusal('no-such-view')
      return reply.status(204).send(null)
    },
  )
}

/** Wrong codes that the desk may try in a while, all persons together: a code is read out once, not guessed. */
const wrongReceipts = tokenBucket({ perSecond: 1 / 30, burst: 30 })

/** A view that a later release wrote with filters we do not know is left out, not guessed at. */
function presentView({ id, name, isDefault, filters }: KeptView): ListViewReply[] {
  const read = keptFilters.safeParse(filters)
  return read.success ? [{ id, name, isDefault, filters: read.data }] : []
}
