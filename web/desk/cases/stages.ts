/** The way of a case as a line of stages: what is behind it, where it stands, what is still to come. */
import type { CaseReply } from '../../../src/contract/cases.ts'
import type { StepReply } from '../../../src/contract/receipts.ts'

export type StageName =
  | 'released'
  | 'received'
  | 'accepted'
  | 'handedOver'
  | 'withAgency'
  | 'returned'
  | 'handOverAgain'
  | 'answered'
  | 'sentBack'
  | 'redone'
  | 'judged'
  | 'lapsed'
  | 'asked'
  | 'declined'
  | 'appealed'
  | 'withdrawn'
  | 'merged'
  | 'withLead'
  | 'reopened'
  | 'transferred'

export type Stage =
  | { readonly name: StageName; readonly state: 'done'; readonly step: StepReply }
  | { readonly name: StageName; readonly state: 'now'; readonly who: string | null }
  | { readonly name: StageName; readonly state: 'later' }

const stageOf: Partial<Record<StepReply['kind'], StageName>> = {
  receive: 'received',
  release: 'released',
  accept: 'accepted',
  'hand-over': 'handedOver',
  return: 'returned',
  answer: 'answered',
  'answer-directly': 'answered',
  'send-back': 'sentBack',
  'answer-with-lead': 'answered',
  fulfil: 'answered',
  judge: 'judged',
  lapse: 'lapsed',
  claim: 'accepted',
  split: 'accepted',
  decline: 'declined',
  appeal: 'appealed',
  withdraw: 'withdrawn',
  merge: 'merged',
  reopen: 'reopened',
  transfer: 'transferred',
}

const beginsAnew: readonly StepReply['kind'][] = ['send-back', 'appeal', 'reopen']

/** Oldest first. A stage that was gone through twice stands where it was last. */
export function stagesOf(item: Pick<CaseReply, 'steps' | 'status' | 'heldBy' | 'agency' | 'disputes'>): Stage[] {
  return [...behind(item.steps), ...ahead(item)]
}

function behind(steps: readonly StepReply[]): Stage[] {
  const done = new Map<StageName, Stage>()
  for (const step of steps) {
    // A case that came from elsewhere was received there once already.
    const came = step.kind === 'receive' && step.continued
    const name = came ? 'transferred' : stageOf[step.kind]
    // Whoever takes over begins anew; what is sent back, looked at again or taken up again keeps only that it was.
    if (step.kind === 'pass' || step.kind === 'fall') done.delete('accepted')
    if (came || beginsAnew.includes(step.kind))
      for (const passed of [...done.keys()]) if (passed !== 'received') done.delete(passed)
    if (step.kind === 'split') done.delete('merged')
    if (step.kind === 'fulfil') for (const passed of ['judged', 'lapsed'] as const) done.delete(passed)
    if (step.kind === 'judge') done.delete('lapsed')
    if (!name) continue
    done.delete(name)
    if (name === 'handedOver') done.delete('returned')
    done.set(name, { name, state: 'done', step })
  }
  return [...done.values()]
}

function ahead({
  status,
  heldBy,
  agency,
  disputes,
}: Pick<CaseReply, 'status' | 'heldBy' | 'agency' | 'disputes'>): Stage[] {
  const now = (name: StageName, who: string | null): Stage => ({ name, state: 'now', who })
  const later = (...names: StageName[]): Stage[] => names.map((name) => ({ name, state: 'later' }))
  switch (status) {
    case 'quarantined':
      return [now('released', null), ...later('accepted', 'answered', 'judged')]
    case 'received':
      return [now('accepted', heldBy.name), ...later('answered', 'judged')]
    case 'accepted':
      return disputes > 0
        ? [now('redone', heldBy.name), ...later('answered', 'judged')]
        : [now('answered', heldBy.name), ...later('judged')]
    case 'with-agency':
      return [now(disputes > 0 ? 'redone' : 'withAgency', agency?.name ?? null), ...later('answered', 'judged')]
    case 'returned':
      return [now('handOverAgain', heldBy.name), ...later('answered', 'judged')]
    case 'answered':
      return [now('judged', null)]
    case 'disputed':
      return [now('redone', heldBy.name), ...later('answered', 'judged')]
    case 'waiting-for-resident':
      return [now('asked', null), ...later('answered', 'judged')]
    case 'merged':
      return [now('withLead', null), ...later('answered', 'judged')]
    case 'closed':
    case 'declined':
    case 'withdrawn':
      return []
  }
}
