/** Points and codes at the desk: what there is, how it is used, and what has been done to each. */
import { z } from 'zod'
import {
  type ListPlacesReply,
  listPlacesQuery,
  listPlacesReply,
  type OwnersReply,
  ownersReply,
  type PlaceReply,
  placeReply,
} from '../contract/places.ts'
import {
  codesOfPlace,
  countPlaces,
  historyOfPlace,
  ownersFor,
  pageTextsOfPlace,
  placesFor,
} from '../data/places/read-desk.ts'
import { weeksOfUnit } from '../data/places/read-use.ts'
import { deeds } from '../domain/people/deeds.ts'
import { isForRole, mayActOnPlace, placeActs, placeRoles } from '../domain/places/place-acts.ts'
import { codeKinds } from '../domain/places/public-code.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { placeActRoutes } from './places-acts.ts'
import { placeFileRoutes } from './places-files.ts'
import { filterOf, presentCodes, presentHistory, presentPlace, useTimes } from './places-present.ts'
import { Refusal } from './refusals.ts'
import type { Doors, Server } from './server.ts'

export const placeParams = z.strictObject({ id: z.uuid() })

export function placeRoutes(app: Server, doors: Doors): void {
  const { context } = doors

  app.get(
    '/api/v1/places',
    {
      config: { access: deeds['keep-places'] },
      schema: {
        tags: ['places'],
        description:
          'The points, deputies, stations and towns of my units, with their codes and how often they are used.',
        querystring: listPlacesQuery,
        response: documented({ 200: listPlacesReply }, [400, 401, 403, 503]),
      },
    },
    async (request): Promise<ListPlacesReply> => {
      const { offset, limit, weeks, ...query } = request.query
      const { district, staff } = sessionOn(request)
      const db = context.database.of(district.id)
      const given = { filter: filterOf(query), times: useTimes(context.now(), district, weeks) }
      const [rows, { found, all, silent, withoutCode, notLocated }] = await Promise.all([
        placesFor(db, staff, { ...given, offset, limit }),
        countPlaces(db, staff, given),
      ])
      const counts = { all, silent, withoutCode, notLocated }
      return { places: rows.map((row) => presentPlace(row, given.times)), found, counts }
    },
  )

  app.get(
    '/api/v1/places/owners',
    {
      config: { access: deeds['keep-places'] },
      schema: {
        tags: ['places'],
        description: 'The stations and deputies my points can belong to, and what I may add.',
        response: documented({ 200: ownersReply }, [401, 403, 503]),
      },
    },
    async (request): Promise<OwnersReply> => {
      const { district, staff } = sessionOn(request)
      const owners = await ownersFor(context.database.of(district.id), staff)
      const roles = placeRoles.filter((role) => staff.memberships.some((one) => one.role === role))
      return {
        stations: owners.flatMap(({ kind, id, name, townId, townName }) =>
          kind === 'station' ? [{ id, name, town: { id: townId, name: townName } }] : [],
        ),
        deputies: owners.flatMap(({ kind, id, name, stationId }) =>
          kind === 'deputy' ? [{ id, name, stationId }] : [],
        ),
        mayAdd: codeKinds.filter((kind) => roles.some((role) => isForRole('add', role, kind))),
      }
    },
  )

  app.get(
    '/api/v1/places/:id',
    {
      config: { access: deeds['keep-places'] },
      schema: {
        tags: ['places'],
        description: 'One place: its codes, its use by week, what its page says, and what was done to it.',
        params: placeParams,
        response: documented({ 200: placeReply }, [400, 401, 403, 404, 503]),
      },
    },
    async (request): Promise<PlaceReply> => {
      const { district, staff } = sessionOn(request)
      const { id } = request.params
      const db = context.database.of(district.id)
      const times = useTimes(context.now(), district)
      const [row] = await placesFor(db, staff, { filter: { ids: [id] }, times, offset: 0, limit: 1 })
      if (!row) throw new Refusal('no-such-place')
      const [codes, weeks, page, history] = await Promise.all([
        codesOfPlace(db, id),
        weeksOfUnit(db, id, times),
        pageTextsOfPlace(db, id),
        historyOfPlace(db, id),
      ])
      return {
        ...presentPlace(row, times),
        acts: placeActs.filter((act) => act !== 'add' && mayActOnPlace(act, row, staff).ok),
        codes: presentCodes(codes),
        weeks,
        page: page
          ? {
              memberOf: page.memberOf,
              terms: page.terms,
              address: page.address,
              introduction: page.introduction,
              receives: page.receives,
            }
          : null,
        history: presentHistory(history),
      }
    },
  )

  placeActRoutes(app, doors)
  placeFileRoutes(app, doors)
}
