/** Pieces that several contracts use. Instants are ISO 8601 in UTC; local dates are `YYYY-MM-DD`. */
import { z } from 'zod'
import { holderKinds } from '../domain/cases/case.ts'
import { limitUnits } from '../domain/cases/clock.ts'

export const instant = z.iso.datetime().describe('ISO 8601, UTC')
export const localDate = z.iso.date().describe('A day by the district’s calendar, YYYY-MM-DD')

/** How a refusal is said: a name for machines, a sentence for people in the caller's language. */
export const refusal = z.object({ refusal: z.string(), message: z.string() })
export type RefusalReply = z.infer<typeof refusal>

export const countedDay = z.object({
  date: localDate,
  weekday: z.int().min(0).max(6).describe('0 = Sunday'),
  counts: z.int().nullable().describe('Its number among the counted days, null when it does not count'),
  why: z.enum(['start', 'working-day', 'make-up', 'weekend', 'holiday', 'paused', 'extended']),
  name: z.string().nullable(),
})

/** A due date with every day that was counted or skipped on the way. */
export const dueDate = z.object({
  startedAt: instant,
  dueAt: instant.describe('The end of the last day is given as 00:00 of the next'),
  limit: z.object({ count: z.int(), unit: z.enum(limitUnits) }),
  days: z.array(countedDay),
  originalDueAt: instant.describe('The same as dueAt unless the case was extended'),
  extendedUntil: localDate.nullable(),
  pausedSince: instant.nullable().describe('While the resident is asked, the clock stands still'),
})
export type DueDateReply = z.infer<typeof dueDate>

/** A unit by name: a deputy, a station, a town's or the district's congress office, or an agency. */
export const unit = z.object({ kind: z.enum([...holderKinds, 'agency']), name: z.string() })
export type UnitReply = z.infer<typeof unit>
