/** Who can see the name of the one who spoke: an icon, always with its words. */
import { Eye, EyeOff } from 'lucide-react'
import type { IdentityKind } from '../../../src/domain/reports/report.ts'
import { useWords } from '../language.tsx'

export function IdentityMark({ identity }: { identity: IdentityKind }) {
  const { desk } = useWords()
  return (
    <span className="tag line">
      {identity === 'anonymous' ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
      {desk.identity.seen[identity]}
    </span>
  )
}
