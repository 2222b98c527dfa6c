/** What a map of the district is drawn from: its own points, and the background its operator may have given. */
import { z } from 'zod'

const degrees = z.number().describe('WGS 84, in degrees')

export const mapParams = z.strictObject({
  code: z.string().max(40).describe('A public code, or a district’s two-letter prefix; either case, spaces ignored'),
})

export const mapReply = z.object({
  name: z.string().describe('The district'),
  here: z
    .object({ latitude: degrees, longitude: degrees })
    .nullable()
    .describe('Where to begin: the point itself, or the middle of the place; null where nobody knows'),
  places: z.array(z.object({ name: z.string(), latitude: degrees, longitude: degrees })).describe('Nearest first'),
  lines: z.array(
    z.object({
      name: z.string(),
      area: z.boolean(),
      corners: z.array(z.tuple([degrees, degrees])).describe('As in GeoJSON'),
    }),
  ),
})
export type MapReply = z.infer<typeof mapReply>
