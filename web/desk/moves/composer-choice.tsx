/** Writing to the resident: a message, or a question that stops the clock. One form, one clear choice. */
import type { CaseReply } from '../../../src/contract/cases.ts'
import type { StaffMove } from '../../shared/api.ts'
import { useWords } from '../language.tsx'
import { ChoiceField } from './choice-field.tsx'

type Given = {
  readonly opened: CaseReply
  readonly move: StaffMove
  readonly turn: (move: StaffMove) => void
}

export function ComposerChoice({ opened, move, turn }: Given) {
  const { desk } = useWords()
  const ways = (['message', 'ask'] as const).flatMap((value) => {
    const offered = opened.offered.find((each) => each.move === value)
    if (!offered || offered.refusal === 'not-from-this-status') return []
    return [{ value, ...desk.move.composing[value], refused: offered.message ?? undefined }]
  })
  // What cannot be asked from here now needs no explaining to somebody who only wants to write.
  if (ways.length < 2) return null
  return (
    <ChoiceField label={desk.move.composer} choices={ways} value={move === 'ask' ? 'ask' : 'message'} change={turn} />
  )
}
