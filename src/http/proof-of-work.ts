/**
 * Proof of work, asked for only under load: the caller looks for a number whose SHA-256 together with a salt is given
 * (ALTCHA, version 1). A challenge tells nothing about anyone; it is sealed, good for two hours, and counts once.
 */
import { hkdfSync } from 'node:crypto'
import { createChallenge, extractParams, verifySolution } from 'altcha-lib/v1'
import type { Challenge } from 'altcha-lib/v1/types'
import { z } from 'zod'
import type { Context } from '../actions/context.ts'
import type { Database } from '../data/db.ts'

type Given = Pick<Context, 'identityKey' | 'randomBytes' | 'now' | 'database'>

/** The numbers that have to be tried at most, in plain JavaScript on an old phone: a second, not more. */
export const mostNumbers = 50_000
const lifetime = 2 * 60 * 60 * 1000
/** Solutions that are remembered until they end. */
const mostSeen = 100_000
export const longestProof = 1000

const solution = z.object({
  algorithm: z.literal('SHA-256'),
  challenge: z.string().regex(/^[0-9a-f]{64}$/),
  number: z.int().min(0).max(mostNumbers),
  salt: z.string().max(200),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
})

const keyOf = ({ identityKey }: Given): string =>
  Buffer.from(hkdfSync('sha256', identityKey, '', 'jieyou proof of work v1', 32)).toString('hex')

/** A fresh challenge, to be solved within two hours. */
export const newChallenge = (context: Given): Promise<Challenge> =>
  createChallenge({
    algorithm: 'SHA-256',
    hmacKey: keyOf(context),
    maxnumber: mostNumbers,
    number: Buffer.from(context.randomBytes(4)).readUInt32BE() % mostNumbers,
    salt: Buffer.from(context.randomBytes(12)).toString('hex'),
    expires: new Date(context.now().getTime() + lifetime),
  })

/** Ends of the solutions that counted already, in milliseconds, by challenge. */
const seenBy = new WeakMap<Database, Map<string, number>>()

/**
 * Whether this is the solution of one of our challenges, in time and for the first time; it does not count again. `proof`
 * is the challenge with its `number`, as JSON in base 64. Another program of the same installation has a memory of its own.
 */
export async function countsOnce(context: Given, proof: string): Promise<boolean> {
  const given = proof.length <= longestProof ? solution.safeParse(readJson(proof)) : undefined
  if (!given?.success) return false
  const now = context.now().getTime()
  const ends = Number(extractParams(given.data).expires) * 1000
  // Written the other way round it would let through what is no number.
  if (!(ends >= now)) return false
  if (!(await verifySolution(given.data, keyOf(context), false))) return false
  const seen = seenBy.get(context.database) ?? new Map<string, number>()
  seenBy.set(context.database, seen)
  if (seen.has(given.data.challenge)) return false
  if (seen.size >= mostSeen) forget(seen, now)
  seen.set(given.data.challenge, ends)
  return true
}

/** What has ended, or at least the oldest. */
function forget(seen: Map<string, number>, now: number): void {
  for (const [challenge, ends] of seen) if (ends < now) seen.delete(challenge)
  const [oldest] = seen.keys()
  if (seen.size >= mostSeen && oldest !== undefined) seen.delete(oldest)
}

function readJson(proof: string): unknown {
  try {
    return JSON.parse(Buffer.from(proof, 'base64').toString('utf8'))
  } catch {
    return undefined
  }
}
