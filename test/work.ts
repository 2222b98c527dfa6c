/** Doing the work that is asked for, as the script of the page does it. */
import { solveWork } from '../web/site/browser/solve-work.ts'

type Challenge = { readonly challenge: string; readonly salt: string; readonly maxnumber: number }

/** The proof that belongs to a challenge, as it is sent. */
export function proofOf(challenge: Challenge): string {
  const number = solveWork(challenge.challenge, challenge.salt, 0, challenge.maxnumber + 1)
  if (number === undefined) throw new Error('the challenge has no solution')
  return Buffer.from(JSON.stringify({ ...challenge, number })).toString('base64')
}
