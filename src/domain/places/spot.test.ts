import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  directionTo,
  metresBetween,
  nearestTo,
  placeWithSpot,
  roundedSpot,
  spotIn,
  stepsTo,
  toldMetres,
} from './spot.ts'

const southGate = { latitude: 24.8012, longitude: 113.5967 }
const within = fc.record({
  latitude: fc.double({ min: 18, max: 53, noNaN: true }),
  longitude: fc.double({ min: 73, max: 135, noNaN: true }),
})

describe('a spot in words', () => {
  test('what stands north of the gate is north of it, and the gate is south of that', () => {
    const north = { latitude: 24.8021, longitude: 113.5967 }
    expect(directionTo(southGate, north)).toBe('n')
    expect(directionTo(north, southGate)).toBe('s')
    expect(Math.round(metresBetween(southGate, north))).toBe(100)
    expect(directionTo(southGate, { latitude: 24.8021, longitude: 113.5957 })).toBe('nw')
    expect(directionTo(southGate, { latitude: 24.8012, longitude: 113.5999 })).toBe('e')
  })

  test('the nearest place is told, not the first', () => {
    const market = { name: '菜市场', latitude: 24.8, longitude: 113.6 }
    const gate = { name: '南门', ...southGate }
    expect(nearestTo({ latitude: 24.8013, longitude: 113.5968 }, [market, gate])?.place.name).toBe('南门')
    expect(nearestTo(southGate, [])).toBeUndefined()
  })

  test('distances are told as people say them', () => {
    expect([3, 64, 130, 974, 1234].map(toldMetres)).toEqual([10, 60, 150, 950, 1200])
  })

  test('property: a place keeps its spot to ten metres, whatever words stand before it', () => {
    fc.assert(
      fc.property(within, fc.string(), (spot, words) => {
        const kept = spotIn(placeWithSpot(words, spot))
        expect(kept).toEqual(roundedSpot(spot))
        expect(metresBetween(spot, kept ?? spot)).toBeLessThan(10)
      }),
    )
  })

  test('property: there and back again is as far', () => {
    fc.assert(
      fc.property(within, within, (from, to) => {
        expect(stepsTo(from, to).east).toBeCloseTo(-stepsTo(to, from).east)
        expect(metresBetween(from, to)).toBeCloseTo(metresBetween(to, from))
      }),
    )
  })

  test('words without a spot, and figures that are no place on the earth, have none', () => {
    for (const place of [
      '',
      '三号门',
      '三号门（2 幢, 3 层）',
      '（24.80, 113.59）',
      '（95.0000, 113.5967）',
      '（24.8012, 113.5967）旁边',
    ])
      expect(spotIn(place), place).toBeUndefined()
  })
})
