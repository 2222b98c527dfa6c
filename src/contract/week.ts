/** The week of a deputy: everything of the coming days on one page, in one reply. */
import { z } from 'zod'
import { countedAtMost } from '../domain/cases/to-do.ts'
import { caseRow } from './cases.ts'
import { judgement } from './receipts.ts'
import { instant, localDate } from './shared.ts'

/** What a resident can have done with a case that its deputy wants to hear of. */
export const heardKinds = ['reply', 'message', 'judge', 'send-back', 'reopen'] as const

const weekCase = z.object({
  ...caseRow.shape,
  since: instant.nullable().describe('Since when this step is waited for; null when no clock runs'),
})
export type WeekCaseReply = z.infer<typeof weekCase>

const heard = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  number: z.string(),
  title: z.string(),
  kind: z.enum(heardKinds),
  at: instant.describe('The hour it happened in'),
  words: z.string(),
  judgement: judgement.nullable(),
})
export type HeardReply = z.infer<typeof heard>

const aboutCase = { caseId: z.uuid(), number: z.string(), title: z.string() }

const weekMeeting = z.object({
  ...aboutCase,
  at: instant,
  place: z.string(),
  called: z.int().describe('How many agencies are called'),
  coming: z.int(),
  otherTime: z.int().describe('How many ask for another time'),
})
export type WeekMeetingReply = z.infer<typeof weekMeeting>

const weekOwed = z.object({
  ...aboutCase,
  id: z.uuid(),
  agency: z.string(),
  who: z.string(),
  what: z.string(),
  dueOn: localDate,
})
export type WeekOwedReply = z.infer<typeof weekOwed>

const weekDay = z.object({
  date: localDate,
  weekday: z.int().min(0).max(6).describe('0 = Sunday'),
  isWorkingDay: z.boolean(),
  name: z.string().nullable().describe('Of a holiday or a make-up day'),
})
export type WeekDayReply = z.infer<typeof weekDay>

export const weekReply = z.object({
  today: localDate,
  days: z.array(weekDay).describe('Today and the six days after'),
  toDo: z.array(weekCase).describe('What the person has to decide, by due time; at most 50'),
  waiting: z.array(weekCase).describe('What others have to do, by due time; at most 10'),
  counts: z
    .object({ toDo: z.int(), late: z.int(), waiting: z.int() })
    .describe(`Each up to ${countedAtMost}; ${countedAtMost + 1} means more`),
  meetings: z.array(weekMeeting).describe('Meetings on the spot that are called, the next first; at most 20'),
  owed: z.array(weekOwed).describe('What was agreed at such meetings and is not done, the earliest first; at most 20'),
  heard: z.array(heard).describe('What residents did in the last seven days, the latest first; at most 20'),
})
export type WeekReply = z.infer<typeof weekReply>
