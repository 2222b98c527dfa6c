/** The map on which a resident shows where something is: drawn by the page itself from what is public anyway. */
import { type MapReply, mapParams, mapReply } from '../contract/map.ts'
import type { Db } from '../data/db.ts'
import { hereOfCode, locatedPoints } from '../data/places/read-disclosed.ts'
import { parsePublicCode } from '../domain/places/public-code.ts'
import { normalise } from '../domain/shared/check-letter.ts'
import { documented } from './documented.ts'
import { orRefuse } from './refusals.ts'
import { districtOfCode } from './reports.ts'
import type { Doors, Server } from './server.ts'

/** The points around the place that was scanned; further away nobody points. */
const mostPlaces = 2000

export function mapRoutes(app: Server, doors: Doors): void {
  app.get(
    '/api/v1/map/:code',
    {
      config: { access: 'anyone' },
      schema: {
        tags: ['residents'],
        description:
          'What the map of a district is drawn from: its points in use that have coordinates, nearest to the code first, and the background its operator gave. Public, and the same for everyone.',
        params: mapParams,
        response: documented({ 200: mapReply }, [400, 404, 503]),
      },
    },
    async ({ params }, reply): Promise<MapReply> => {
      const code = normalise(params.code)
      const district = await districtOfCode(doors.context, code)
      const site = doors.site.of(district.id)
      const [here, lines] = await Promise.all([
        hereOf(site, district.prefix, code),
        doors.mapBackground(district.prefix),
      ])
      const places = await locatedPoints(site, here, mostPlaces)
      // Nobody is told who asks: a copy may lie on the phone and with whoever carries it there.
      reply.header('cache-control', 'public, max-age=3600')
      return {
        name: district.name,
        here,
        places,
        lines: lines.map((line) => ({ ...line, corners: line.corners.map(([x, y]) => [x, y]) })),
      }
    },
  )
}

const hereOf = (site: Db, prefix: string, code: string) =>
  code === prefix ? Promise.resolve(null) : hereOfCode(site, orRefuse(parsePublicCode(code)))
