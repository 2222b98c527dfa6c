/** Sending what a form of a case holds: complete, not pressed twice, and about the case as its writer has seen it. */
import { type RefObject, useEffect, useState } from 'react'
import type { CaseReply } from '../../../src/contract/cases.ts'
import type { MoveBodies, StaffMove } from '../../shared/api.ts'
import { useSeenLongEnough } from '../live/changed-meanwhile.tsx'
import { useMakeMove } from './make-move.ts'

/** What a draft knows of the case it is about. */
export type Seen = {
  /** The version of the case that was seen while writing; the server refuses an older one. */
  readonly version: number | null
  /** How many steps the case had then. */
  readonly steps: number
}

type Given<Draft extends Seen> = {
  readonly opened: CaseReply
  readonly move: StaffMove
  readonly form: RefObject<HTMLFormElement | null>
  readonly draft: Draft & { readonly files: readonly File[] }
  readonly change: (seen: Seen) => void
  /** What is missing, by field. */
  readonly missingIn: (draft: Draft) => Readonly<Record<string, string>>
  readonly bodyOf: (draft: Draft) => MoveBodies[StaffMove]
  readonly sent: () => void
}

export function useSending<Draft extends Seen>(given: Given<Draft>) {
  const { opened, move, form, draft, change } = given
  const [tried, setTried] = useState(false)
  const making = useMakeMove({ aloud: false })
  const refused = opened.offered.find((offered) => offered.move === move && offered.refusal !== null)
  const seen: Seen = { version: opened.version, steps: opened.steps.length }

  // What is written is about the case as it was seen when the writing began. Where it is another now, by the line or
  // because the server refused, that is shown, and sending means having seen it.
  useEffect(() => {
    if (draft.version === null) change(seen)
  })
  const stale = draft.version !== null && draft.version !== opened.version
  const isSeen = useSeenLongEnough(stale ? opened.version : null)

  const submit = () => {
    if (making.isPending || refused || (stale && !isSeen())) return
    setTried(true)
    if (Object.keys(given.missingIn(draft)).length > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    if (stale) change(seen)
    const body = given.bodyOf(stale ? { ...draft, ...seen } : draft)
    making.mutate({ item: opened, move, body, files: draft.files }, { onSuccess: given.sent })
  }
  // Said after the first try to send, and taken back as soon as it is put right.
  return { making, refused, stale, submit, missing: tried ? given.missingIn(draft) : {} }
}
