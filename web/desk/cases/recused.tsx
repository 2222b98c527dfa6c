/** 回避: whom the report is about, and why they are kept away from it. */
import type { CaseReply } from '../../../src/contract/cases.ts'
import { useWords } from '../language.tsx'

export function Recused({ opened: { recused } }: { opened: CaseReply }) {
  const words = useWords().desk.recused
  if (!recused) return null
  return (
    <section aria-labelledby="recused">
      <h2 className="sec" id="recused">
        {words.title}
      </h2>
      <p>{recused.kind === 'agency' ? words.agency(recused.name) : words.unit(recused.name)}</p>
      {recused.words && (
        <p className="muted as-written">
          {words.why}：{recused.words}
        </p>
      )}
    </section>
  )
}
