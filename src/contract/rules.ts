/** Rule sets and the working calendar at the desk: what is in force, what a change would do, and who made which. */
import { z } from 'zod'
import { longestDayName } from '../domain/calendar/read-year.ts'
import { caseStatuses } from '../domain/cases/moves.ts'
import { mostTableBytes } from '../domain/places/sheet-kind.ts'
import { ruleNames } from '../domain/rules/check-rules.ts'
import type { RuleSet } from '../domain/rules/rule-set.ts'
import { rulesEventKinds } from '../domain/rules/rules-events.ts'
import { instant, localDate } from './shared.ts'

export const reasonWords = z.string().max(40_000).default('').describe('Why; may be empty')
const ruleSet = z.strictObject(
  Object.fromEntries(ruleNames.map((name) => [name, z.int()])) as Record<keyof RuleSet, z.ZodInt>,
)

/** One change of what is kept under rules. */
export const rulesEvent = z.object({
  id: z.uuid(),
  kind: z.enum(rulesEventKinds),
  at: instant,
  role: z.string(),
  by: z.string().describe('The office, as it was called that day'),
  who: z.string().nullable(),
  what: z.string(),
  words: z.string(),
  changes: z.array(z.object({ name: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
})
export type RulesEventReply = z.infer<typeof rulesEvent>

export const rulesReply = z.object({
  today: localDate,
  sets: z
    .array(z.object({ validFrom: localDate, state: z.enum(['coming', 'in-force', 'earlier']), rules: ruleSet }))
    .describe('The latest first'),
  mayChange: z.boolean(),
  history: z.array(rulesEvent).describe('The latest hundred'),
})
export type RulesReply = z.infer<typeof rulesReply>

export const ruleSetBody = z.strictObject({ validFrom: localDate, rules: ruleSet })
export type RuleSetBody = z.input<typeof ruleSetBody>
export const addRuleSetBody = z.strictObject({ ...ruleSetBody.shape, words: reasonWords })
export type AddRuleSetBody = z.input<typeof addRuleSetBody>
export const withdrawRuleSetBody = z.strictObject({ validFrom: localDate, words: reasonWords })
export type WithdrawRuleSetBody = z.input<typeof withdrawRuleSetBody>
export const ruleSetChangedReply = z.object({ validFrom: localDate })

const affected = { id: z.uuid(), number: z.string(), status: z.enum(caseStatuses) }
const movedDate = z.object({ from: instant, to: instant })

export const rulesPreviewReply = z.object({
  changed: z.array(z.string()).describe('The rules that would be other than those in force now'),
  open: z.int().describe('Open cases with a clock; their due dates stay'),
  steps: z.int().describe('Of these, how many would be due on another day if their step had begun under the new rules'),
  returns: z.int().describe('Of these, how many could be returned until another day'),
  cases: z
    .array(
      z.object({
        ...affected,
        dueAt: instant,
        wouldBeDue: instant.nullable(),
        returnBy: movedDate.nullable(),
      }),
    )
    .describe('At most two hundred, the soonest due first'),
})
export type RulesPreviewReply = z.infer<typeof rulesPreviewReply>

const dayKind = z.enum(['holiday', 'make-up'])
const dayName = z.string().min(1).max(longestDayName)
export const correctedDay = z.strictObject({
  date: localDate,
  day: z.strictObject({ kind: dayKind, name: dayName }).nullable().describe('null: an ordinary day'),
})
export type CorrectedDayBody = z.input<typeof correctedDay>

export const calendarQuery = z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() })
export const exportCalendarQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2100),
  format: z.enum(['csv', 'xlsx']),
})
export const calendarReply = z.object({
  today: localDate,
  year: z.int(),
  years: z.array(z.int()).describe('Of which holidays are known'),
  offered: z.array(z.int()).describe('Whose holidays came with the program'),
  days: z.array(z.object({ date: localDate, kind: dayKind, name: z.string() })),
  gap: z.enum(['none', 'this-year', 'next-year']).describe('Which year’s holidays are missing'),
  mayChange: z.boolean(),
  history: z.array(rulesEvent),
})
export type CalendarReply = z.infer<typeof calendarReply>

export const calendarGapReply = z.object({ gap: z.enum(['none', 'this-year', 'next-year']), year: z.int() })
export type CalendarGapReply = z.infer<typeof calendarGapReply>

export const readYearBody = z.strictObject({
  year: z.int().min(2000).max(2100),
  content: z
    .base64()
    .max(Math.ceil(mostTableBytes / 3) * 4)
    .nullable()
    .describe('A file (CSV, XLSX or iCalendar) in base 64; null for what came with the program'),
})
export type ReadYearBody = z.input<typeof readYearBody>
export const readYearReply = z.object({ days: z.array(correctedDay) })
export type ReadYearReply = z.infer<typeof readYearReply>

const days = z.array(correctedDay).min(1).max(800)
export const calendarPreviewBody = z.strictObject({ days })
export const correctCalendarBody = z.strictObject({ days, words: reasonWords })
export type CorrectCalendarBody = z.input<typeof correctCalendarBody>

export const calendarPreviewReply = z.object({
  days: z
    .array(z.object({ date: localDate, from: z.string().nullable(), to: z.string().nullable() }))
    .describe('The days that would change: «holiday 春节», null for an ordinary day'),
  open: z.int(),
  moved: z.int().describe('Open cases whose due date would move'),
  cases: z.array(z.object({ ...affected, ...movedDate.shape })).describe('At most two hundred'),
})
export type CalendarPreviewReply = z.infer<typeof calendarPreviewReply>

export const calendarCorrectedReply = z.object({ days: z.int(), moved: z.int().describe('Due dates that changed') })
export type CalendarCorrectedReply = z.infer<typeof calendarCorrectedReply>
