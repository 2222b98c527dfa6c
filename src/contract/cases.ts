/** The desk: lists of cases, one case, and its moves. */
import { z } from 'zod'
import { declineReasons, erasingWishes, holderKinds, outcomes } from '../domain/cases/case.ts'
import { erasingSteps } from '../domain/cases/erasing.ts'
import { caseMoves, caseStatuses } from '../domain/cases/moves.ts'
import { countedAtMost } from '../domain/cases/to-do.ts'
import { speakers } from '../domain/reports/entering.ts'
import { identityKinds } from '../domain/reports/report.ts'
import { notKept } from './files.ts'
import { foundCount } from './lists.ts'
import { meeting } from './meetings.ts'
import { answer, judgement, step } from './receipts.ts'
import { dueDate, instant, localDate, unit } from './shared.ts'

/** What a person can press, or why not. The refusal’s sentence comes along. */
export const offeredMove = z.object({
  move: z.enum(caseMoves),
  refusal: z.string().nullable().describe('null when the move can be made now'),
  message: z.string().nullable(),
})

export const caseRow = z.object({
  id: z.uuid(),
  number: z.string().describe('What people call it, e.g. QH-2026-118'),
  title: z.string().describe('The beginning of the words'),
  place: z.string().describe('The point it was said at, or who it was said to'),
  status: z.enum(caseStatuses),
  heldBy: unit,
  agency: unit.nullable(),
  supervised: z.boolean(),
  urgent: z.boolean(),
  disputes: z.int(),
  receivedAt: instant,
  saidAt: instant.nullable().describe('When it was said elsewhere, of what was imported; null for what was said here'),
  dueAt: instant.nullable(),
  meetingAt: instant.nullable().describe('When a meeting on the spot is, while one is called'),
  mine: z.boolean().describe('Whether the next step is mine'),
  version: z.int(),
  moves: z.array(z.enum(caseMoves)).describe('The moves I can make now, the likeliest first'),
  erased: z.boolean().describe('What the report held is erased; the title says so in its place'),
})
export type CaseRowReply = z.infer<typeof caseRow>

export const listCasesReply = z.object({
  cases: z.array(caseRow),
  next: z
    .string()
    .nullable()
    .describe('Where to go on. A search may stop with few cases, or none, when it has looked at very many'),
  counts: z
    .object({
      toDo: z.int(),
      dueSoon: z.int(),
      late: z.int(),
      waiting: z.int(),
      handedOut: z.int().describe('Given to an agency by my unit'),
      soon: z.int().describe('Due within the reminder’s days, or late, of all I may see'),
      all: z.int(),
      quarantined: z.int().describe('In quarantine, which is in no list: GET /api/v1/quarantine'),
    })
    .nullable()
    .describe(`Each up to ${countedAtMost}; ${countedAtMost + 1} means more. Null on later pages, which count nothing`),
  found: foundCount,
})
export type ListCasesReply = z.infer<typeof listCasesReply>

export const caseReply = z.object({
  ...caseRow.shape,
  text: z.string(),
  reportedPlace: z.string().describe('Where the problem is, in the resident’s words'),
  channel: z.string(),
  speaker: z.enum(speakers).describe('For whom it was said'),
  identity: z.enum(identityKinds),
  stationName: z.string().nullable(),
  townName: z.string().nullable(),
  holder: z.object({ kind: z.enum(holderKinds), id: z.uuid().nullable() }),
  due: dueDate.nullable(),
  returnBy: instant.nullable().describe('Until when the agency may return it'),
  steps: z.array(step),
  answer: answer.nullable(),
  judgement: judgement.nullable(),
  callBack: judgement
    .extend({ at: instant })
    .nullable()
    .describe('What the resident said when somebody else called back; beside the judgement, never in its place'),
  offered: z.array(offeredMove).describe('Every move my roles know, with why not'),
  canLookAtIdentity: z.boolean(),
  waitsUntil: instant.nullable().describe('Until when the resident is waited for'),
  plannedFor: localDate.nullable().describe('The day an answer promised'),
  coHandlers: z.array(z.object({ name: z.string(), dueAt: instant, given: z.boolean() })),
  meetings: z.array(meeting).describe('Meetings on the spot, the oldest first'),
  daysOff: z
    .array(z.object({ date: localDate, name: z.string().nullable() }))
    .describe('Of the next sixty days those that are not worked, where a meeting can be called'),
  extensionAsked: z.object({ until: localDate }).nullable(),
  declineProposed: z.object({ reason: z.enum(declineReasons), words: z.string() }).nullable(),
  eraseAsked: z
    .object({ wish: z.enum(erasingWishes), words: z.string(), mine: z.boolean() })
    .nullable()
    .describe('Erasing is asked for and not decided; mine when I asked'),
  erasing: z
    .array(z.enum(erasingSteps))
    .describe('The steps of erasing that I can take now; only members of the district’s office can'),
  recused: z
    .object({ kind: z.enum(['deputy', 'station', 'agency']), name: z.string(), words: z.string() })
    .nullable()
    .describe('Whom the report is about: they neither hold nor see it'),
  lead: z.string().nullable().describe('The number of the case it is merged under'),
  merged: z.array(z.string()).describe('The numbers of the cases merged under this one'),
  latestExtension: localDate.nullable().describe('The latest day an extension could be asked for'),
})
export type CaseReply = z.infer<typeof caseReply>

const words = z.string().max(40_000).describe('At most 6,000 characters')
const version = z.int().positive().optional().describe('The version the caller saw; an older one is refused')

/** Moves that need nothing. */
export const plainBody = z.strictObject({ version })
export const handOverBody = z.strictObject({
  version,
  agencyId: z.uuid(),
  words: words.default(''),
  coHandlers: z
    .array(z.strictObject({ agencyId: z.uuid(), dueOn: localDate.nullable().default(null) }))
    .max(20)
    .default([])
    .describe('Agencies that give their opinion to the lead, each by a day of its own'),
})
export const declineBody = z.strictObject({ version, reason: z.enum(declineReasons), words })
export const askExtensionBody = z.strictObject({ version, until: localDate, words })
export const mergeBody = z.strictObject({ version, into: z.uuid().describe('The lead case') })
export const transferBody = z.strictObject({
  version,
  to: z.union([
    z.strictObject({ townId: z.uuid() }),
    z.strictObject({ district: z.string().max(2).describe('The two letters of another district') }),
  ]),
  words,
})
export const recuseAgencyBody = z.strictObject({ version, agencyId: z.uuid(), words })
/** Moves that need words and nothing else. */
export const wordsBody = z.strictObject({ version, words })
/** Moves in which words may be left out. */
export const optionalWordsBody = z.strictObject({ version, words: words.default('') })
export const answerBody = z.strictObject({
  version,
  words,
  outcome: z.enum(outcomes),
  plannedFor: localDate.nullable().default(null).describe('With outcome planned: by when'),
})

export const movedReply = z.object({
  status: z.enum(caseStatuses),
  version: z.int(),
  dueAt: instant.nullable(),
  notKept: z.array(notKept).optional().describe('Files that could not be kept; the rest is'),
})
export type MovedReply = z.infer<typeof movedReply>

export const lookAtIdentityBody = z.strictObject({ reason: words })
export const identityReply = z.object({ name: z.string(), phone: z.string() })
export type IdentityReply = z.infer<typeof identityReply>

export const agenciesReply = z.object({ agencies: z.array(z.object({ id: z.uuid(), name: z.string() })) })
export type AgenciesReply = z.infer<typeof agenciesReply>

export const townsReply = z.object({ towns: z.array(z.object({ id: z.uuid(), name: z.string() })) })
export type TownsReply = z.infer<typeof townsReply>
