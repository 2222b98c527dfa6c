/** Marks that a case wears wherever it is named: danger, and being watched by the office. */
import type { CaseRowReply } from '../../../src/contract/cases.ts'
import { useWords } from '../language.tsx'

export function Flags({ row }: { row: Pick<CaseRowReply, 'urgent' | 'supervised'> }) {
  const { situation } = useWords().desk
  return (
    <>
      {row.urgent && <span className="tag urgent">{situation.urgent}</span>}
      {row.supervised && <span className="tag late">{situation.supervised}</span>}
    </>
  )
}
