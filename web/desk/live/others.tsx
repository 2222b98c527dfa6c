/** A quiet line at the head of a case: who else has it open right now. */
import { Users } from 'lucide-react'
import { useWords } from '../language.tsx'
import { useOthersAt } from './presence.ts'

export function OthersHere({ caseId }: { caseId: string }) {
  const { live, terms } = useWords()
  const others = useOthersAt(caseId)
  const words = others.map(
    ({ name, role, unitName }) => [name, unitName === name ? terms.role[role] : unitName] as const,
  )
  const [first] = words
  return (
    <p className="others-here" role="status">
      {first && (
        <>
          <Users aria-hidden />
          <span>
            {words.length === 1
              ? live.present.one(...first)
              : live.present.several(words.map((one) => live.present.person(...one)).join(live.present.between))}
          </span>
        </>
      )}
    </p>
  )
}
