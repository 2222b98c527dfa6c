/** What a public code stands for. */
import { type CodeReply, codeParams, codeReply } from '../contract/codes.ts'
import type { District } from '../data/districts/read.ts'
import { type DisclosedPlace, disclosedPlace } from '../data/places/read.ts'
import { parsePublicCode } from '../domain/places/public-code.ts'
import { normalise } from '../domain/shared/check-letter.ts'
import { documented } from './documented.ts'
import { orRefuse, Refusal } from './refusals.ts'
import { districtOfCode } from './reports.ts'
import type { Doors, Server } from './server.ts'

export function codeRoutes(app: Server, doors: Doors): void {
  app.get(
    '/api/v1/codes/:code',
    {
      config: { access: 'anyone' },
      schema: {
        tags: ['residents'],
        description: 'Tells what a public code stands for, and so how to address a report to it.',
        params: codeParams,
        response: documented({ 200: codeReply }, [400, 404, 410, 503]),
      },
    },
    async ({ params }): Promise<CodeReply> => {
      const code = normalise(params.code)
      const district = await districtOfCode(doors.context, code)
      if (code === district.prefix) return { kind: 'district', name: district.name, townName: null }
      const place = await placeOfCode(doors, district, code)
      return { kind: place.kind, name: nameOfPlace(place), townName: place.townName }
    },
  )
}

/** The place behind a code in use. Refused: `code-misread`, `no-such-code`, `code-revoked`. */
export async function placeOfCode({ site }: Doors, district: District, typed: string): Promise<DisclosedPlace> {
  const code = orRefuse(parsePublicCode(typed))
  const place = await disclosedPlace(site.of(district.id), code)
  if (!place) throw new Refusal('no-such-code')
  if (place.revoked) throw new Refusal('code-revoked')
  return place
}

/** What people call the place. */
export const nameOfPlace = (place: DisclosedPlace): string =>
  ({ point: place.pointName, deputy: place.deputyName, station: place.stationName, town: place.townName })[
    place.kind
  ] ?? place.townName
