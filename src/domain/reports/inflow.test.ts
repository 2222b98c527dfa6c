/** Buckets, by what must hold of them whatever comes. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultRules } from '../rules/rule-set.ts'
import { codeBucketSize, fullBucket, heavier, isHeldBack, loadOf, refilled, taken } from './inflow.ts'

const sizes = fc.record({ atOnce: fc.integer({ min: 0, max: 500 }), perHour: fc.integer({ min: 0, max: 5000 }) })
/** Milliseconds from one report to the next; now and then the clock is put back. */
const waits = fc.array(fc.integer({ min: -60_000, max: 600_000 }), { maxLength: 300 })

test('no more passes than it holds and what has flowed in since', () => {
  fc.assert(
    fc.property(sizes, waits, (size, steps) => {
      let bucket = fullBucket(size, 0)
      let [now, forward, passed] = [0, 0, 0]
      for (const step of steps) {
        now += step
        forward += Math.max(0, step)
        bucket = refilled(bucket, size, now)
        expect(bucket.level).toBeLessThanOrEqual(size.atOnce)
        if (loadOf(bucket, size) === 'over') continue
        bucket = taken(bucket)
        passed += 1
        expect(bucket.level).toBeGreaterThanOrEqual(0)
      }
      expect(passed).toBeLessThanOrEqual(size.atOnce + (forward / 3_600_000) * size.perHour + 1e-6)
    }),
  )
})

test('an hour lets in what the rules say of an hour', () => {
  const size = { atOnce: 120, perHour: 60 }
  const empty = { level: 0, at: 0 }
  expect(refilled(empty, size, 3_600_000).level).toBeCloseTo(60)
  expect(loadOf(refilled(empty, size, 59_000), size)).toBe('over')
  expect(loadOf(refilled(empty, size, 60_001), size)).toBe('loaded')
  expect(loadOf(refilled(empty, size, 3_600_001), size)).toBe('calm')
})

test('work helps under load, never beyond the limit, and is not needed when it is calm', () => {
  const held = (['calm', 'loaded', 'over'] as const).map((load) => [isHeldBack(load, false), isHeldBack(load, true)])
  expect(held).toEqual([
    [false, false],
    [true, false],
    [true, true],
  ])
  expect([heavier('calm', 'over'), heavier('loaded', 'calm'), heavier('over', 'loaded')]).toEqual([
    'over',
    'loaded',
    'over',
  ])
})

test('a busy meeting hall of sixty people is calm by the default rules', () => {
  const size = codeBucketSize(defaultRules)
  let bucket = fullBucket(size, 0)
  for (let person = 0; person < 60; person++) {
    expect(loadOf(bucket, size)).toBe('calm')
    bucket = taken(bucket)
  }
})
