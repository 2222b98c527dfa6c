import fc from 'fast-check'
import { expect, test } from 'vitest'
import { confirmedReadings, latestReadings, type Reading, recordingsToRemove } from './reading.ts'

const at = new Date('2026-03-09T01:00:00Z')
const reading = (file: string, version: number, confirmed: boolean): Reading => ({
  file,
  fileKind: 'recording',
  version,
  words: `${file}${version}`,
  confirmed,
  by: null,
  at,
})

test('a correction that is not confirmed yet leaves the confirmed words to the others', () => {
  const all = [reading('a', 1, true), reading('a', 2, false)]
  expect(latestReadings(all).map(({ words }) => words)).toEqual(['a2'])
  expect(confirmedReadings(all).map(({ words }) => words)).toEqual(['a1'])
  expect(recordingsToRemove({ transcriptOnly: true, recordings: ['a'], readings: all })).toEqual([])
})

test('property: a recording goes only where its resident chose so and its latest reading is confirmed', () => {
  const readings = fc.uniqueArray(
    fc.record({
      file: fc.constantFrom('a', 'b', 'c'),
      version: fc.integer({ min: 1, max: 5 }),
      confirmed: fc.boolean(),
    }),
    { selector: ({ file, version }) => `${file}${version}` },
  )
  fc.assert(
    fc.property(readings, fc.boolean(), fc.subarray(['a', 'b', 'c']), (given, transcriptOnly, recordings) => {
      const all = given.map(({ file, version, confirmed }) => reading(file, version, confirmed))
      const gone = recordingsToRemove({ transcriptOnly, recordings, readings: all })
      if (!transcriptOnly) expect(gone).toEqual([])
      for (const file of recordings) {
        const own = all.filter((one) => one.file === file).sort((one, other) => other.version - one.version)[0]
        expect(gone.includes(file)).toBe(transcriptOnly && own?.confirmed === true)
      }
    }),
  )
})
