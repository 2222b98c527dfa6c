/** The processes this one has started, as Linux tells of them. */
import { readFileSync } from 'node:fs'

/** Their ids, by a word of their command line. Empty where there is no /proc. */
export function childrenRunning(word: string): number[] {
  try {
    const all = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
    return all.filter((id) => readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(word)).map(Number)
  } catch {
    return []
  }
}

/** The most memory that any of them has held so far, in megabytes. */
export function mostMemoryOf(children: readonly number[]): number {
  const most = children.map((id) => {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))
    return Number(line?.[1] ?? 0) / 1024
  })
  return Math.max(0, ...most)
}
