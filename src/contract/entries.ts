/** Entering a report for a resident on the desk. No reply but the two that hand it out holds the receipt's code. */
import { z } from 'zod'
import { codeKinds } from '../domain/places/public-code.ts'
import { enteredChannels, speakers } from '../domain/reports/entering.ts'
import { notKept } from './files.ts'
import { addressedTo, identity } from './reports.ts'
import { instant } from './shared.ts'

export const entryPlacesQuery = z.object({
  search: z.string().max(100).default('').describe('Part of a name'),
})

export const entryPlacesReply = z.object({
  places: z
    .array(
      z.object({
        kind: z.enum(codeKinds),
        code: z.string(),
        name: z.string(),
        stationName: z.string().nullable(),
        townName: z.string(),
      }),
    )
    .describe('At most 50: deputies and stations first, then towns and points'),
  district: z
    .object({ code: z.string(), name: z.string() })
    .nullable()
    .describe('The district’s own office, where the person is of it'),
})
export type EntryPlacesReply = z.infer<typeof entryPlacesReply>
export type EntryPlaceReply = EntryPlacesReply['places'][number]

const entryId = z
  .uuidv4()
  .describe('Made by the desk; the same id with the same content is the same report. It tells nothing of the receipt')

export const enterReportBody = z.strictObject({
  entryId,
  to: addressedTo,
  channel: z.enum(enteredChannels).describe('walk-in, phone, visit, or paper: a letter'),
  speaker: z.enum(speakers).default('self').describe('For whom the resident speaks'),
  text: z.string().describe('At most 6,000 characters; may be empty beside files'),
  place: z.string().max(2000).default('').describe('Where the problem is, in the resident’s words'),
  identity: identity.default({ kind: 'anonymous' }),
  callBack: z.boolean().default(false).describe('The resident allows a call afterwards; needs name and telephone'),
  aboutAddressee: z.boolean().default(false).describe('It is about the station or the deputy itself'),
})
export type EnterReportBody = z.input<typeof enterReportBody>

export const enterReportReply = z.object({
  number: z.string().describe('All that the desk keeps of it'),
  caseId: z.uuid().nullable().describe('Null where the case is hidden from who entered it'),
  receivedAt: instant.describe('The hour it was received in'),
  handOutUntil: instant.describe('Until when the receipt can be printed or read out'),
  notKept: z.array(notKept).describe('Files that could not be kept, and why; the rest is kept'),
})
export type EnterReportReply = z.infer<typeof enterReportReply>

export const handOutBody = z.strictObject({ entryId })

export const readAloudReply = z.object({
  groups: z.array(z.string()).describe('The code in groups, to be spoken and shown nowhere'),
})
export type ReadAloudReply = z.infer<typeof readAloudReply>
