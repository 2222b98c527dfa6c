/**
 * Calling residents back: somebody of an office that did not answer asks how it went. Which cases are called is drawn by
 * chance that anyone can repeat; what is heard is kept apart from the resident's own judgement.
 */
import type { Membership, Staff } from '../people/actor.ts'
import type { Grade } from './case.ts'

export const callOutcomes = ['answered', 'not-reached', 'refused'] as const
/** 问到了 · 没打通 · 不愿意说. */
export type CallOutcome = (typeof callOutcomes)[number]

/** The most cases of one draw, and the most tries to reach one resident. */
export const mostDrawn = 200
export const mostTries = 3

/** What came of a call; the grades only of one that was answered. */
export type Heard =
  | { readonly cameOfIt: 'answered'; readonly process: Grade; readonly result: Grade; readonly solved: boolean }
  | { readonly cameOfIt: 'not-reached' | 'refused' }

/** The office in whose name this person draws and calls: the district's, else their town's. */
export function callingOffice({ memberships }: Pick<Staff, 'memberships'>): Membership | undefined {
  return memberships.find(({ role }) => role === 'district') ?? memberships.find(({ role }) => role === 'town')
}
