/** What is typed into the forms of meetings and not yet sent; in memory, as with every form of the desk. */
import { useSyncExternalStore } from 'react'
import type { MeetingAnswer } from '../../../src/domain/cases/meeting.ts'

export type ItemDraft = {
  readonly key: number
  readonly what: string
  readonly agencyId: string | null
  readonly who: string
  readonly dueOn: string
}

export type MeetingDraft = {
  readonly words: string
  readonly place: string
  readonly day: string
  readonly time: string
  readonly agencyIds: readonly string[]
  readonly withStation: boolean
  readonly answer: MeetingAnswer | null
  readonly items: readonly ItemDraft[]
  readonly namesShown: boolean
  readonly item: string | null
  readonly files: readonly File[]
  readonly version: number | null
  /** How many steps the case had then. */
  readonly steps: number
}

export const emptyItem = (key: number): ItemDraft => ({ key, what: '', agencyId: null, who: '', dueOn: '' })

const empty: MeetingDraft = {
  words: '',
  place: '',
  day: '',
  time: '09:30',
  agencyIds: [],
  withStation: false,
  answer: null,
  items: [],
  namesShown: false,
  item: null,
  files: [],
  version: null,
  steps: 0,
}

const drafts = new Map<string, MeetingDraft>()
const listeners = new Set<() => void>()

function keep(name: string, draft: MeetingDraft | null) {
  if (draft) drafts.set(name, draft)
  else drafts.delete(name)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The draft of one form on one case; `first` is what it begins with. */
export function useMeetingDraft(caseId: string, move: string, first: Partial<MeetingDraft>) {
  const name = `${caseId} ${move}`
  const kept = useSyncExternalStore(subscribe, () => drafts.get(name))
  return {
    draft: kept ?? { ...empty, ...first },
    change: (changed: Partial<MeetingDraft>) => keep(name, { ...empty, ...first, ...drafts.get(name), ...changed }),
    drop: () => keep(name, null),
  }
}
