/**
 * How much may come in at once: a bucket for each public code and one for the district, refilled with time and never for
 * an address. Beyond it nothing is refused; it is kept in quarantine for a person to look at.
 */
import type { RuleSet } from '../rules/rule-set.ts'

/** What a bucket holds, in reports, at an instant in milliseconds. */
export type Bucket = { readonly level: number; readonly at: number }
/** The most it holds, and what flows into it. */
export type BucketSize = { readonly atOnce: number; readonly perHour: number }

/** Calm: everything passes. Loaded: more than half is gone, and work is asked for. Over: nothing passes. */
export type Load = 'calm' | 'loaded' | 'over'

const hour = 3_600_000

export const fullBucket = ({ atOnce }: BucketSize, now: number): Bucket => ({ level: atOnce, at: now })

/** The bucket at `now` (milliseconds): never above its size, and never emptied by a clock that was put back. */
export const refilled = ({ level, at }: Bucket, { atOnce, perHour }: BucketSize, now: number): Bucket => ({
  level: Math.min(atOnce, level + (Math.max(0, now - at) / hour) * perHour),
  at: now,
})

export const taken = ({ level, at }: Bucket): Bucket => ({ level: level - 1, at })

/** The load of a bucket that was refilled just now. */
export const loadOf = ({ level }: Bucket, { atOnce }: BucketSize): Load =>
  level < 1 ? 'over' : level < atOnce / 2 ? 'loaded' : 'calm'

const order: readonly Load[] = ['calm', 'loaded', 'over']

/** The heavier of two loads. */
export const heavier = (one: Load, other: Load): Load => (order.indexOf(one) > order.indexOf(other) ? one : other)

/**
 * Whether a report goes to quarantine. Under load it is let in for work that was done; beyond the limit it goes there
 * whatever it brings.
 */
export const isHeldBack = (load: Load, hasProof: boolean): boolean =>
  load === 'over' || (load === 'loaded' && !hasProof)

export const codeBucketSize = (rules: RuleSet): BucketSize => ({
  atOnce: rules.codeReportsAtOnce,
  perHour: rules.codeReportsPerHour,
})

export const districtBucketSize = (rules: RuleSet): BucketSize => ({
  atOnce: rules.districtReportsAtOnce,
  perHour: rules.districtReportsPerHour,
})
