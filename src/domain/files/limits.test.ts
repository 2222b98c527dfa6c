import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keptSize, previewSize } from './limits.ts'

test('an ordinary photo is kept 2,560 pixels long', () => {
  expect(keptSize({ width: 4000, height: 3000 })).toEqual({ width: 2560, height: 1920 })
  expect(keptSize({ width: 3024, height: 4032 })).toEqual({ width: 1920, height: 2560 })
})

test('a small photo stays as it is', () => {
  expect(keptSize({ width: 640, height: 480 })).toEqual({ width: 640, height: 480 })
})

test('the words of a long screenshot stay readable', () => {
  expect(keptSize({ width: 1080, height: 9000 })).toEqual({ width: 1080, height: 9000 })
  expect(keptSize({ width: 1440, height: 20_000 })).toEqual({ width: 864, height: 12_000 })
})

test('a preview of a long screenshot is a piece of it, not a thread', () => {
  expect(previewSize({ width: 1080, height: 9000 })).toEqual({ width: 160, height: 480 })
  expect(previewSize({ width: 2560, height: 1920 })).toEqual({ width: 480, height: 360 })
})

const side = fc.integer({ min: 1, max: 60_000 })
test('nothing grows, nothing vanishes, and every kept picture fits a JPEG', () => {
  fc.assert(
    fc.property(side, side, (width, height) => {
      const kept = keptSize({ width, height })
      const preview = previewSize(kept)
      for (const [small, large] of [
        [kept, { width, height }],
        [preview, kept],
      ] as const) {
        expect(small.width).toBeGreaterThan(0)
        expect(small.height).toBeGreaterThan(0)
        expect(small.width).toBeLessThanOrEqual(large.width)
        expect(small.height).toBeLessThanOrEqual(large.height)
      }
      expect(Math.max(kept.width, kept.height)).toBeLessThanOrEqual(12_000)
      expect(Math.max(preview.width, preview.height)).toBeLessThanOrEqual(480)
    }),
  )
})
