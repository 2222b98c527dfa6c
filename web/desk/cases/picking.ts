/** The cases that were chosen to be moved together, each with the version that was seen; in the order of choosing. */
import { useSyncExternalStore } from 'react'
import type { CaseRowReply } from '../../../src/contract/cases.ts'
import type { MeReply } from '../../../src/contract/sessions.ts'
import { mostTogether } from '../../../src/domain/cases/to-do.ts'
import { mayDo } from '../../../src/domain/people/deeds.ts'

export type Picked = Pick<CaseRowReply, 'id' | 'number' | 'version' | 'title'>

type Picking = {
  readonly picked: ReadonlyMap<string, Picked>
  /** On a phone one chooses many in a mode of its own. */
  readonly on: boolean
}

let picking: Picking = { picked: new Map(), on: false }
/** Where a range begins. */
let anchor: string | null = null
const listeners = new Set<() => void>()

const set = (next: Partial<Picking>) => {
  picking = { ...picking, ...next }
  for (const listener of listeners) listener()
}

const seenOf = ({ id, number, version, title }: Picked): Picked => ({ id, number, version, title })

/** Chooses or unchooses a case. False when there are as many as go at once. */
export function pick(row: Picked): boolean {
  const next = new Map(picking.picked)
  anchor = row.id
  if (!next.delete(row.id)) {
    if (next.size >= mostTogether) return false
    next.set(row.id, seenOf(row))
  }
  set({ picked: next })
  return true
}

/** Chooses everything between the case chosen last and this one. False when that is more than go at once. */
export function pickRange(rows: readonly Picked[], to: Picked): boolean {
  const [from, until] = [rows.findIndex(({ id }) => id === anchor), rows.findIndex(({ id }) => id === to.id)]
  if (from < 0 || until < 0) return pick(to)
  return pickAll([...picking.picked.values(), ...rows.slice(Math.min(from, until), Math.max(from, until) + 1)])
}

/** Chooses these, as many as go at once. */
export function pickAll(rows: readonly Picked[]): boolean {
  const next = new Map(rows.map((row) => [row.id, seenOf(row)]))
  set({ picked: new Map([...next].slice(0, mostTogether)), on: true })
  return next.size <= mostTogether
}

export const unpickAll = () => set({ picked: new Map(), on: false })
export const startPicking = () => set({ on: true })

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const usePicking = (): Picking => useSyncExternalStore(subscribe, () => picking)
export const useIsPicked = (id: string): boolean => useSyncExternalStore(subscribe, () => picking.picked.has(id))

/** Agencies and auditors move nothing in bulk. */
export const movesMany = (me: Pick<MeReply, 'memberships'>): boolean => mayDo('move-many', me.memberships)
