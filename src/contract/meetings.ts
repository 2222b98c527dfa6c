/** Meetings on the spot: what is sent, and how they are told of. */
import { z } from 'zod'
import { meetingAnswers, meetingLimits } from '../domain/cases/meeting.ts'
import { attachedFile } from './files.ts'
import { instant, localDate, unit } from './shared.ts'

const version = z.int().positive().optional().describe('The version the caller saw; an older one is refused')
const words = z.string().max(40_000).describe('At most 6,000 characters')
const { agencies, items } = meetingLimits

export const callMeetingBody = z.strictObject({
  version,
  at: instant,
  place: z.string().max(2000).describe(`Where to come to, at most ${meetingLimits.placeCharacters} characters`),
  agencyIds: z.array(z.uuid()).max(agencies),
  withStation: z.boolean().default(false).describe('Whether staff of the station are asked to come'),
  words: words.default(''),
})
export const answerMeetingBody = z.strictObject({
  version,
  answer: z.enum(meetingAnswers),
  words: words.default('').describe('Who comes; or which time would do'),
})
export const concludeMeetingBody = z.strictObject({
  version,
  words,
  items: z
    .array(
      z.strictObject({
        agencyId: z.uuid(),
        who: z.string().max(2000).default('').describe(`At most ${meetingLimits.whoCharacters} characters`),
        what: z.string().max(4000).describe(`At most ${meetingLimits.whatCharacters} characters`),
        dueOn: localDate,
      }),
    )
    .max(items)
    .describe('Who does what by when'),
  namesShown: z.boolean().default(false).describe('Whether the resident reads who'),
})
export const finishItemBody = z.strictObject({ version, item: z.uuid(), words })

/** Something agreed on, as the history of a case tells it. */
export const agreedItem = z.object({
  id: z.uuid(),
  agency: z.string(),
  who: z.string().describe('Empty where nobody is named, and for residents unless the names are shown'),
  what: z.string(),
  dueOn: localDate,
})
export type AgreedItemReply = z.infer<typeof agreedItem>

export const meeting = z.object({
  state: z.enum(['called', 'moved', 'called-off', 'held']),
  at: instant,
  place: z.string(),
  words: z.string(),
  calledBy: unit,
  withStation: z.boolean(),
  calls: z.array(
    z.object({
      agencyId: z.uuid(),
      name: z.string(),
      answer: z.enum(meetingAnswers).nullable(),
      words: z.string(),
      mine: z.boolean().describe('Whether the caller acts for this agency'),
    }),
  ),
  outcome: z.string().describe('What came of it, or why it was called off'),
  items: z.array(
    z.object({
      ...agreedItem.shape,
      mine: z.boolean(),
      doneAt: instant.nullable(),
      doneWords: z.string(),
      files: z.array(attachedFile),
    }),
  ),
})
export type MeetingReply = z.infer<typeof meeting>
