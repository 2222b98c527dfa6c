/** What waits for somebody's decision, and a promise that is still open. */
import type { CaseReply } from '../../../src/contract/cases.ts'
import { dayWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'
import { ExtensionAsked, Proposal } from '../moves/move-about.tsx'

export function Pending({ opened }: { opened: CaseReply }) {
  const { desk, language } = useWords()
  const promised = opened.status === 'closed' ? opened.plannedFor : null
  if (!opened.declineProposed && !opened.extensionAsked && !promised) return null
  return (
    <section className="pending" aria-label={desk.case.pending}>
      {opened.declineProposed && (
        <>
          <Proposal opened={opened} />
          <p className="muted">{desk.case.decideDecline}</p>
        </>
      )}
      {opened.extensionAsked && (
        <>
          <ExtensionAsked opened={opened} />
          <p className="muted">{desk.case.decideExtension}</p>
        </>
      )}
      {promised && (
        <p>
          <b>{desk.case.openPromise(dayWords(promised, language))}</b>
        </p>
      )}
    </section>
  )
}
