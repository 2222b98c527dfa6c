/** What a recording or a photographed page says, as somebody read it. The original stays beside it, as long as it is kept. */
import type { FileKind } from '../files/file.ts'

/** One version of a reading. A correction is a further version; none is ever changed. */
export type Reading = {
  /** The attachment that was read. */
  readonly file: string
  readonly fileKind: FileKind
  readonly version: number
  readonly words: string
  /** Whoever wrote it held it against the original: only such words go beyond the station. */
  readonly confirmed: boolean
  /** The person who read; null where they belong to another district. */
  readonly by: string | null
  readonly at: Date
}

/** The version that counts of each file, in the order in which the files were first read. */
export function latestReadings(all: readonly Reading[]): Reading[] {
  const latest = new Map<string, Reading>()
  for (const reading of all) {
    const known = latest.get(reading.file)
    if (!known || known.version < reading.version) latest.set(reading.file, reading)
  }
  return [...latest.values()]
}

/** What people beyond the station read: of each file the latest version that was confirmed. */
export const confirmedReadings = (all: readonly Reading[]): Reading[] =>
  latestReadings(all.filter(({ confirmed }) => confirmed))

/**
 * The recordings that go now: their resident wants only the words kept, and the latest reading of them is confirmed.
 * `recordings` are those that are still there.
 */
export function recordingsToRemove(given: {
  readonly transcriptOnly: boolean
  readonly recordings: readonly string[]
  readonly readings: readonly Reading[]
}): string[] {
  if (!given.transcriptOnly) return []
  const read = new Set(latestReadings(given.readings).flatMap(({ file, confirmed }) => (confirmed ? [file] : [])))
  return given.recordings.filter((file) => read.has(file))
}
