/** A release's program, as far as its database knew it: its own statements, asked again and again with new ids. */
import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Deed, Group, Told } from '../../tools/fixture/recording.ts'

export type OldProgram = {
  /** Ends it after the deeds that are under way, and tells how it fared. */
  stop(): Promise<{ deeds: number; failures: string[]; longest: number }>
  /** The deeds done so far. */
  done(): number
}

/** Lets several people at once do every deed over and over, each role on connections of its own. */
export function oldProgram(deeds: readonly Deed[], urlFor: (role: string) => string, people = 3): OldProgram {
  const pools = new Map<string, pg.Pool>()
  const poolOf = (role: string) => {
    const known = pools.get(role)
    if (known) return known
    const pool = new pg.Pool({ connectionString: urlFor(role), max: people })
    pool.on('error', () => {})
    pools.set(role, pool)
    return pool
  }
  const failures: string[] = []
  let [done, longest, stopped] = [0, 0, false]
  const person = async () => {
    while (!stopped)
      for (const deed of deeds) {
        const renew = renewing(deed.fresh)
        for (const group of deed.groups) {
          const started = performance.now()
          await play(poolOf(group.role), group, renew).catch((error: Error) =>
            failures.push(`${deed.name}: ${error.message}`),
          )
          longest = Math.max(longest, performance.now() - started)
        }
        done += 1
      }
  }
  const playing = Promise.all(Array.from({ length: people }, person))
  return {
    done: () => done,
    stop: async () => {
      stopped = true
      await playing
      await Promise.all([...pools.values()].map((pool) => pool.end()))
      return { deeds: done, failures, longest }
    },
  }
}

/** Asks the statements of one transaction. Those that speak of the deed's own rows must find as many as they did. */
async function play(pool: pg.Pool, group: Group, renew: (value: Told) => { value: unknown; isOwn: boolean }) {
  const client = await pool.connect()
  client.on('error', () => {})
  try {
    for (const { text, values, rows } of group.statements) {
      const renewed = values.map(renew)
      const asked = await client.query({ text, values: renewed.map(({ value }) => value) })
      if (renewed.some(({ isOwn }) => isOwn) && asked.rowCount !== rows)
        throw new Error(`${asked.rowCount} rows instead of ${rows}: ${text.trim()}`)
    }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.removeAllListeners('error')
    client.release()
  }
}

/** Gives each fresh id and each fresh bytes of a recording another one, the same wherever it stands. */
function renewing(fresh: readonly string[]) {
  const others = new Map(
    fresh.map((one) => [one, one.includes('-') ? randomUUID() : randomBytes(one.length / 2).toString('hex')]),
  )
  const ids = fresh.filter((one) => one.includes('-'))
  const renew = (told: Told): { value: unknown; isOwn: boolean } => {
    if (Array.isArray(told)) {
      const parts = told.map(renew)
      return { value: parts.map(({ value }) => value), isOwn: parts.some(({ isOwn }) => isOwn) }
    }
    if (typeof told === 'string') {
      const value = ids.reduce((text, id) => text.replaceAll(id, others.get(id) ?? id), told)
      return { value, isOwn: value !== told }
    }
    if (told === null || typeof told !== 'object') return { value: told, isOwn: false }
    if ('date' in told) return { value: new Date(told.date), isOwn: false }
    const other = others.get(told.hex)
    return { value: Buffer.from(other ?? told.hex, 'hex'), isOwn: other !== undefined }
  }
  return renew
}
