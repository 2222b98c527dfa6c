/** The fields of a move, in the order in which they are thought about. */
import { lazy, Suspense } from 'react'
import type { CaseReply } from '../../../src/contract/cases.ts'
import { declineReasons } from '../../../src/domain/cases/case.ts'
import { dayWords } from '../../../src/words/dates.ts'
import type { StaffMove } from '../../shared/api.ts'
import { useWords } from '../language.tsx'
import { extensionWithin, type Missing } from './check-draft.ts'
import { ChoiceField } from './choice-field.tsx'
import { DayField } from './day-field.tsx'
import type { Draft } from './drafts.ts'
import { FilesField } from './files-field.tsx'
import { HandOverFields } from './hand-over-fields.tsx'
import { LeadFields } from './lead-fields.tsx'
import { OutcomeFields } from './outcome-fields.tsx'
import { RecusedAgencyField } from './recused-agency-field.tsx'
import { asksOf } from './staff-moves.ts'
import { TargetFields } from './target-fields.tsx'
import { WordsField } from './words-field.tsx'

const SignpostStart = lazy(() => import('../rulebook/signpost-start.tsx'))
const TemplateChoice = lazy(() => import('../rulebook/template-choice.tsx'))

/** Words to the resident, which are often alike. */
const mayBeginWithTemplate = (move: StaffMove): boolean =>
  ['answer', 'answer-directly', 'fulfil', 'message', 'ask', 'relay', 'propose-decline'].includes(move)

type Given = {
  readonly opened: CaseReply
  readonly move: StaffMove
  readonly draft: Draft
  readonly change: (changed: Partial<Draft>) => void
  readonly missing: Missing
  readonly today: string
}

export function MoveFields({ opened, move, draft, change, missing, today }: Given) {
  const { desk, terms, language } = useWords()
  const asks = asksOf(move)
  const labels: Partial<Record<StaffMove, string>> = desk.move.label
  const hints: Partial<Record<StaffMove, string>> = desk.move.hint
  const within = extensionWithin(opened, today)
  const common = { draft, change, missing, today }
  return (
    <>
      {asks.includes('agency') && <HandOverFields {...common} />}
      {asks.includes('one-agency') && <RecusedAgencyField {...common} />}
      {asks.includes('lead') && (
        <LeadFields
          opened={opened}
          leadId={draft.leadId}
          change={(leadId) => change({ leadId })}
          missing={missing.lead}
        />
      )}
      {asks.includes('target') && <TargetFields {...common} townName={opened.townName} />}
      {asks.includes('reason') && (
        <ChoiceField
          list
          label={desk.move.reason}
          value={draft.reason}
          change={(reason) => change({ reason })}
          missing={missing.reason}
          choices={declineReasons.map((value) => ({
            value,
            title: terms.declineReason[value],
            note: desk.move.signpost[value],
          }))}
        />
      )}
      {asks.includes('reason') && draft.reason && (
        <Suspense>
          <SignpostStart draft={draft} change={change} />
        </Suspense>
      )}
      {asks.includes('until') && (
        <DayField
          label={desk.move.until}
          hint={desk.move.untilWithin(dayWords(within.first, language), dayWords(within.last, language))}
          value={draft.day}
          first={within.first}
          last={within.last}
          change={(day) => change({ day })}
          missing={missing.day}
        />
      )}
      {mayBeginWithTemplate(move) && (
        <Suspense>
          <TemplateChoice opened={opened} draft={draft} change={change} today={today} />
        </Suspense>
      )}
      {(asks.includes('words') || asks.includes('note')) && (
        <WordsField
          label={labels[move] ?? ''}
          hint={hints[move] ?? ''}
          value={draft.words}
          change={(words) => change({ words })}
          {...(missing.words && { missing: missing.words })}
        />
      )}
      {asks.includes('files') && <FilesField files={draft.files} change={(files) => change({ files })} />}
      {asks.includes('outcome') && <OutcomeFields {...common} />}
    </>
  )
}
