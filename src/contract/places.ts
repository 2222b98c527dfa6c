/** Points and codes at the desk: the list, one place, what is done to it, tables and sheets for print. */
import { z } from 'zod'
import { pointKinds } from '../domain/places/place.ts'
import { placeActs } from '../domain/places/place-acts.ts'
import { type PageText, pageTextLimits } from '../domain/places/place-page.ts'
import { codeKinds } from '../domain/places/public-code.ts'
import { mostPrinted, mostTableBytes, sheetKinds } from '../domain/places/sheet-kind.ts'
import { usualSilence, weeksCounted } from '../domain/places/silence.ts'
import { instant, localDate } from './shared.ts'

export const placeStates = ['silent', 'without-code', 'not-located'] as const

const filter = {
  kind: z.enum(codeKinds).optional(),
  type: z.enum(pointKinds).optional().describe('Of a point'),
  town: z.uuid().optional(),
  station: z.uuid().optional(),
  state: z.enum(placeStates).optional().describe('silent: in use, and no report for `weeks` weeks'),
  weeks: z.coerce.number().int().min(1).max(weeksCounted).default(usualSilence),
  search: z.string().max(100).optional().describe('Parts of names, or a code'),
}

export const listPlacesQuery = z.object({
  ...filter,
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(5000).default(100),
})
export type ListPlacesQuery = z.input<typeof listPlacesQuery>

export const exportPlacesQuery = z.object({ ...filter, format: z.enum(['csv', 'xlsx']) })
export const templateQuery = z.object({ format: z.enum(['csv', 'xlsx']) })

const named = z.object({ id: z.uuid(), name: z.string() })

export const placeRow = z.object({
  id: z.uuid(),
  kind: z.enum(codeKinds),
  name: z.string(),
  type: z.string().nullable().describe('What kind of point or station it is'),
  town: named,
  station: named.nullable(),
  deputy: named.nullable().describe('Who holds what is said at the point, in place of the station'),
  latitude: z.number().nullable().describe('WGS 84'),
  longitude: z.number().nullable(),
  code: z.string().nullable().describe('The code in use'),
  silent: z.boolean(),
  used: z
    .int()
    .describe(`Reports in the last ${weeksCounted} weeks; those kept from the unit they are about are not counted`),
  usedLately: z.int().describe('Reports in the last four weeks'),
  lastUsedOn: localDate.nullable().describe(`Within the last ${weeksCounted} weeks`),
})
export type PlaceRowReply = z.infer<typeof placeRow>

export const listPlacesReply = z.object({
  places: z.array(placeRow),
  found: z.int().describe('How many the filter finds'),
  counts: z.object({ all: z.int(), silent: z.int(), withoutCode: z.int(), notLocated: z.int() }),
})
export type ListPlacesReply = z.infer<typeof listPlacesReply>

const pageTexts = z.object({
  memberOf: z.string(),
  terms: z.string(),
  address: z.string(),
  introduction: z.string(),
  receives: z.string(),
})

export const placeReply = z.object({
  ...placeRow.shape,
  acts: z.array(z.enum(placeActs)).describe('What I may do to it'),
  codes: z.array(
    z.object({
      code: z.string(),
      madeAt: instant.nullable(),
      revokedAt: instant.nullable(),
      replacedBy: z.string().nullable(),
    }),
  ),
  weeks: z.array(z.object({ week: localDate.describe('Its Monday'), reports: z.int() })),
  page: pageTexts.nullable().describe('What the public page says; null where there is none'),
  history: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      at: instant,
      role: z.string(),
      by: z.string().describe('The office, as it was called that day'),
      who: z.string().nullable(),
      words: z.string(),
      change: z.object({ from: z.string(), to: z.string() }).nullable(),
    }),
  ),
})
export type PlaceReply = z.infer<typeof placeReply>

export const ownersReply = z.object({
  stations: z.array(z.object({ ...named.shape, town: named })),
  deputies: z.array(z.object({ ...named.shape, stationId: z.uuid() })),
  mayAdd: z.array(z.enum(codeKinds)),
})
export type OwnersReply = z.infer<typeof ownersReply>

const degrees = z.string().max(24).default('').describe('Degrees, WGS 84; empty when unknown')
const words = z.string().max(6000).default('').describe('Why; may be empty')
const owner = { stationId: z.uuid(), deputyId: z.uuid().nullable().default(null) }

export const addPlaceBody = z.strictObject({
  name: z.string().max(400),
  type: z.enum(pointKinds),
  ...owner,
  latitude: degrees,
  longitude: degrees,
})
export type AddPlaceBody = z.input<typeof addPlaceBody>
export const addedPlaceReply = z.object({ id: z.uuid(), code: z.string() })
export type AddedPlaceReply = z.infer<typeof addedPlaceReply>

export const renamePlaceBody = z.strictObject({ name: z.string().max(400), words })
export const movePlaceBody = z.strictObject({ ...owner, words })
export const locatePlaceBody = z.strictObject({ latitude: degrees, longitude: degrees, words })
const pageText = (name: PageText) =>
  z
    .string()
    .max(pageTextLimits[name] * 4)
    .optional()
export const describePlaceBody = z.strictObject({
  memberOf: pageText('memberOf'),
  terms: pageText('terms'),
  address: pageText('address'),
  introduction: pageText('introduction'),
  receives: pageText('receives'),
  words,
})
export const codeActBody = z.strictObject({ words })
export const actedReply = z.object({ id: z.uuid(), code: z.string().nullable().describe('The code in use after it') })
export type ActedReply = z.infer<typeof actedReply>

/** What each act on one place sends. */
export type PlaceActBodies = {
  rename: z.input<typeof renamePlaceBody>
  move: z.input<typeof movePlaceBody>
  locate: z.input<typeof locatePlaceBody>
  describe: z.input<typeof describePlaceBody>
  'replace-code': z.input<typeof codeActBody>
  'revoke-code': z.input<typeof codeActBody>
}
export type OneAct = keyof PlaceActBodies

export const importPlacesBody = z.strictObject({
  content: z
    .base64()
    .max(Math.ceil(mostTableBytes / 3) * 4)
    .describe('The file, CSV or XLSX, in base 64'),
  make: z.boolean().describe('false: only say what would be made'),
})
export type ImportPlacesBody = z.input<typeof importPlacesBody>

export const importPlacesReply = z.object({
  lines: z.array(
    z.object({
      line: z.int(),
      kind: z.string(),
      name: z.string(),
      town: z.string(),
      station: z.string(),
      outcome: z.enum(['new', 'there', 'refused']),
      refusal: z.string().nullable(),
      message: z.string().nullable(),
      id: z.uuid().nullable(),
      code: z.string().nullable(),
    }),
  ),
})
export type ImportPlacesReply = z.infer<typeof importPlacesReply>

export const printPlacesBody = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(mostPrinted),
  sheet: z.enum(sheetKinds),
})
export type PrintPlacesBody = z.input<typeof printPlacesBody>
