/** What a receipt says first: the finding, in one line, from its status and from how it came there. */
import type { ReceiptReply, StepReply } from '../../src/contract/receipts.ts'
import { localDate } from '../../src/domain/calendar/calendar.ts'
import { beijing, dayWords } from '../../src/words/dates.ts'
import type { PageSettings } from './page-settings.ts'
import { wordsIn } from './words.ts'

const answers: readonly StepReply['kind'][] = ['answer', 'answer-directly', 'answer-with-lead', 'fulfil']

export const isAnswer = ({ kind }: Pick<StepReply, 'kind'>): boolean => answers.includes(kind)

/** The last step that gave the matter a new turn, where the status alone does not tell it. */
const turnOf = ({ steps }: ReceiptReply): StepReply | undefined =>
  steps.findLast((step) => isAnswer(step) || ['receive', 'send-back', 'reopen', 'appeal'].includes(step.kind))

/** Whether the latest answer still stands: not sent back, not taken up again since. */
export function isAnswered(receipt: ReceiptReply): boolean {
  const turn = turnOf(receipt)
  return turn !== undefined && isAnswer(turn)
}

/** A closed matter that waits for what its answer promised. */
export const isPlanned = ({ status, answer }: ReceiptReply): boolean =>
  status === 'closed' && answer?.outcome === 'planned' && answer.plannedFor !== null

/** Whether a judgement was the last word on it. */
const isJudged = ({ steps }: ReceiptReply): boolean =>
  steps.findLast(({ kind }) => kind === 'judge' || kind === 'lapse')?.kind === 'judge'

/** The headline. */
export function headline(page: PageSettings, receipt: ReceiptReply, now: Date): string {
  const words = wordsIn(page.language).receipt
  const { status, canJudge } = receipt
  const turn = turnOf(receipt)
  const states = words.state
  switch (status) {
    case 'answered':
      if (!canJudge) return states.answered
      return turn?.kind === 'fulfil' ? states.fulfilled : states.toJudge
    case 'declined':
      return receipt.moves.includes('appeal') ? states.canAppeal : states.declined
    case 'closed': {
      const plannedFor = isPlanned(receipt) && receipt.answer?.plannedFor
      if (plannedFor && plannedFor < localDate(now, beijing)) return states.planOverdue
      if (plannedFor) return words.planned(dayWords(plannedFor, page.language))
      if (canJudge) return states.stillToJudge
      if (!isJudged(receipt)) return states.unjudged
      return receipt.judgement?.solved ? states.solved : states.unsolved
    }
    case 'received':
      if (turn?.kind === 'appeal') return states.appealed
      return turn?.continued ? states.continued : states.received
    case 'accepted':
    case 'with-agency':
      if (turn?.kind === 'send-back') return states.redone
      return turn?.kind === 'reopen' ? states.reopened : states[status]
    default:
      return states[status]
  }
}

/** What the headline means for the one who reads it, where it needs saying. */
export function explanation(page: PageSettings, receipt: ReceiptReply): string | false {
  const notes = wordsIn(page.language).receipt.noteOf
  if (receipt.status === 'merged' || receipt.status === 'withdrawn' || receipt.status === 'quarantined')
    return notes[receipt.status]
  return receipt.status === 'closed' && !isJudged(receipt) && notes.unjudged
}

/** The first words of the report, enough to know it again. */
export function excerpt(text: string): string {
  const signs = [...text.replace(/\s+/g, ' ')]
  return signs.length <= 48 ? signs.join('') : `${signs.slice(0, 46).join('')}…`
}
