/** What is done to places and codes: one route for each act. Who may do it to which place is the domain's to say. */
import type { z } from 'zod'
import type { ActingOnPlace } from '../actions/act-on-place.ts'
import { addPoint } from '../actions/add-point.ts'
import { describePlace } from '../actions/describe-place.ts'
import { locatePoint } from '../actions/locate-point.ts'
import { movePoint } from '../actions/move-point.ts'
import { renamePlace } from '../actions/rename-place.ts'
import { replaceCode } from '../actions/replace-code.ts'
import { revokeCodeOfPlace } from '../actions/revoke-code.ts'
import {
  type ActedReply,
  type AddedPlaceReply,
  actedReply,
  addedPlaceReply,
  addPlaceBody,
  codeActBody,
  describePlaceBody,
  locatePlaceBody,
  movePlaceBody,
  type OneAct,
  renamePlaceBody,
} from '../contract/places.ts'
import type { District } from '../data/districts/read.ts'
import { placeById } from '../data/places/read.ts'
import { deeds } from '../domain/people/deeds.ts'
import { readCoordinates } from '../domain/places/coordinates.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { placeParams } from './places.ts'
import { orRefuse, type RefusalName } from './refusals.ts'
import type { Doors, Server } from './server.ts'

type Acted = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly refusal: RefusalName }

export function placeActRoutes(app: Server, { context }: Doors): void {
  app.post(
    '/api/v1/places',
    {
      config: { access: deeds['keep-places'] },
      schema: {
        tags: ['places'],
        description: 'Adds a point with its code.',
        body: addPlaceBody,
        response: documented({ 201: addedPlaceReply }, [400, 401, 403, 409, 503]),
      },
    },
    async (request, reply): Promise<AddedPlaceReply> => {
      const { name, type, stationId, deputyId, ...typed } = request.body
      const { district, staff } = sessionOn(request)
      const coordinates = orRefuse(readCoordinates(typed))
      const point = { name, type, stationId, deputyId, coordinates }
      const added = orRefuse(await addPoint(context, district, { staff, point }))
      reply.status(201)
      return { id: added.id, code: added.code }
    },
  )

  const act = <Body extends z.ZodType<{ words: string }>>(
    verb: OneAct,
    description: string,
    body: Body,
    make: (district: District, given: ActingOnPlace & z.output<Body>) => Promise<Acted>,
  ) =>
    app.post(
      `/api/v1/places/:id/${verb}`,
      {
        config: { access: deeds['keep-places'] },
        schema: {
          tags: ['places'],
          description,
          params: placeParams,
          body,
          response: documented({ 200: actedReply }, [400, 401, 403, 404, 409, 503]),
        },
      },
      async (request): Promise<ActedReply> => {
        const { district, staff } = sessionOn(request)
        const { id } = request.params
        // The schema has made the body what it says it is; the router's types do not follow a type parameter so far.
        const sent = request.body as z.output<Body>
        orRefuse(await make(district, { ...sent, staff, id }))
        const now = await placeById(context.database.of(district.id), id)
        return { id, code: now?.code ?? null }
      },
    )

  act('rename', 'Gives a place another name.', renamePlaceBody, (district, given) =>
    renamePlace(context, district, given),
  )
  act('move', 'Gives a point to another station or deputy; its code stays.', movePlaceBody, (district, given) =>
    movePoint(context, district, { ...given, to: { stationId: given.stationId, deputyId: given.deputyId } }),
  )
  act('locate', 'Says where a point is.', locatePlaceBody, (district, given) => locatePoint(context, district, given))
  act('describe', 'Keeps what the page of a deputy or a station says.', describePlaceBody, (district, given) => {
    const { memberOf = '', terms = '', address = '', introduction = '', receives = '' } = given
    return describePlace(context, district, { ...given, texts: { memberOf, terms, address, introduction, receives } })
  })
  act('replace-code', 'Gives a new code; the old one leads to it.', codeActBody, (district, given) =>
    replaceCode(context, district, given),
  )
  act('revoke-code', 'Takes the code out of use; its page says where to go.', codeActBody, (district, given) =>
    revokeCodeOfPlace(context, district, given),
  )
}
