/**
 * Erasing what a report holds, by two persons of the district's office: one asks, another consents or says no. These are
 * no moves: they are possible in every status, and after the last of them no move is.
 */
import type { Actor } from '../people/actor.ts'
import { allow, refuse } from '../shared/decision.ts'
import type { Case, ErasingWish } from './case.ts'
import { type CaseStatus, isOpen } from './moves.ts'
import { isRecused } from './sight.ts'

export const erasingSteps = ['ask-erase', 'drop-erase', 'erase'] as const
/** 申请删除 · 不删了(收回或不同意) · 同意删除. */
export type ErasingStep = (typeof erasingSteps)[number]

/** What a step brings with it. */
export type ErasingInput =
  | { readonly step: 'ask-erase'; readonly wish: ErasingWish; readonly words: string }
  | { readonly step: 'drop-erase'; readonly words: string }
  | { readonly step: 'erase' }

/**
 * Whether this person may take the step now.
 * Refused: `not-your-role` for anyone but a member of the district's office; `not-yours` when the report is about them;
 * `report-erased`; `erase-asked-already`, `no-erase-asked`; `another-person-must` when who asked would consent.
 */
export function canErase(item: Case, step: ErasingStep, actor: Actor) {
  if (actor.kind !== 'staff' || !actor.memberships.some(({ role }) => role === 'district'))
    return refuse('not-your-role')
  if (isRecused(item, actor)) return refuse('not-yours')
  if (item.erased) return refuse('report-erased')
  if (step === 'ask-erase') return item.eraseAsked ? refuse('erase-asked-already') : allow(actor.userId)
  if (!item.eraseAsked) return refuse('no-erase-asked')
  if (step === 'erase' && item.eraseAsked.userId === actor.userId) return refuse('another-person-must')
  return allow(actor.userId)
}

/** What stays as it ended when it is erased; everything else ends with being erased. */
const hasEnded = (status: CaseStatus): boolean => !isOpen(status) && status !== 'merged'

/** Takes a step: what the case is afterwards. Nothing is saved here. Refused: what `canErase` refuses. */
export function takeErasingStep(item: Case, input: ErasingInput, actor: Actor, now: Date) {
  const may = canErase(item, input.step, actor)
  if (!may.ok) return may
  const version = item.version + 1
  switch (input.step) {
    case 'ask-erase': {
      const { wish, words } = input
      return allow<Case>({ ...item, eraseAsked: { wish, words, userId: may.value }, version })
    }
    case 'drop-erase':
      return allow<Case>({ ...item, eraseAsked: null, version })
    case 'erase':
      return allow<Case>({ ...ended(item, now), eraseAsked: null, erased: true, version })
  }
}

/** Nobody is waited for any more: no clock runs, nothing is asked, proposed or promised. */
const ended = (item: Case, now: Date): Case => ({
  ...item,
  ...(!hasEnded(item.status) && { status: 'closed' as const, closed: { at: now, as: 'erased' as const } }),
  clock: null,
  waiting: null,
  coHandlers: [],
  extensionAsked: null,
  declineProposed: null,
  mergedInto: null,
  plannedFor: null,
  supervised: false,
})
