/** Receipts after every further move, for the tests: asked, extended, declined, merged, withdrawn, closed, reopened. */
import type { ReceiptReply, StepReply } from '../../src/contract/receipts.ts'
import type { DueDateReply } from '../../src/contract/shared.ts'
import type { Pause } from '../../src/domain/calendar/calendar.ts'
import type { Limit } from '../../src/domain/cases/clock.ts'
import type { ReceiptView } from './receipt-page.ts'
import type { WithdrawView } from './withdraw-page.ts'

type By = StepReply['by']
type Unit = ReceiptReply['heldBy']

/** What the other states are made with. */
type Made = {
  readonly at: (text: string) => Date
  readonly step: (kind: StepReply['kind'], when: string, by: By, more?: Partial<StepReply>) => StepReply
  readonly dueIn: (
    start: Date,
    count: number,
    unit: Limit['unit'],
    more?: { pauses?: readonly Pause[]; extendedUntil?: string },
  ) => DueDateReply
  readonly station: Unit
  readonly agency: Unit
  readonly deputy: Unit
  readonly resident: By
  readonly fresh: ReceiptReply
  readonly withAgency: ReceiptReply
  readonly toJudge: ReceiptReply
  readonly redone: ReceiptReply
}
type State = Partial<ReceiptView> & { readonly receipt: ReceiptReply }

const town = { kind: 'town', name: '善桥镇人大' } as const
const system = { kind: 'system', name: '' } as const

/** The states by name. */
export function receiptsAfterMoves(made: Made): Record<string, State> {
  return { ...asked(made), ...timed(made), ...declined(made), ...moved(made), ...closed(made) }
}

function asked({ at, step, dueIn, agency, deputy, resident, withAgency, toJudge }: Made): Record<string, State> {
  const question = '不亮的是北门左边一盏，还是一整排？晚上几点开始不亮？'
  const ask = step('ask', '2026-09-28T10:00', agency, { words: question })
  const reply = step('reply', '2026-10-09T19:00', resident, { words: '一整排，四盏都不亮，天黑就不亮。' })
  const pauses = (to: Date | null): Pause[] => [{ from: at('2026-09-28T10:00'), to }]
  const waiting: ReceiptReply = {
    ...withAgency,
    status: 'waiting-for-resident',
    due: dueIn(at('2026-09-24T10:20'), 7, 'working-days', { pauses: pauses(null) }),
    steps: [...withAgency.steps, ask],
    moves: ['reply', 'message', 'withdraw'],
    question,
    waitsUntil: at('2026-10-20T00:00').toISOString(),
  }
  const replied: ReceiptReply = {
    ...withAgency,
    due: dueIn(at('2026-09-24T10:20'), 7, 'working-days', { pauses: pauses(at('2026-10-09T19:30')) }),
    steps: [...withAgency.steps, ask, reply],
  }
  const relay = step('relay', '2026-10-09T17:00', deputy, { words: '我昨晚去看过，四盏都亮着。您再走走看。' })
  const message = step('message', '2026-09-28T09:00', resident, { words: '昨晚又有人绊倒了，请快一点。' })
  return {
    'receipt-asked': { receipt: waiting, now: at('2026-10-08T09:00') },
    'receipt-asked-problem': {
      receipt: waiting,
      now: at('2026-10-08T09:00'),
      problem: { form: 'addWords', message: '还没有写内容。请写几个字再送出。', field: 'addWords', words: '' },
    },
    'receipt-replied': { receipt: replied, delivered: true, now: at('2026-10-09T19:40') },
    'receipt-no-reply': {
      receipt: { ...replied, steps: [...withAgency.steps, ask, step('resume', '2026-10-20T00:00', system)] },
      now: at('2026-10-20T09:00'),
    },
    'receipt-messages': {
      receipt: {
        ...toJudge,
        steps: [
          ...withAgency.steps,
          message,
          ask,
          { ...reply, at: at('2026-09-28T19:00').toISOString() },
          ...toJudge.steps.slice(-1),
          relay,
        ],
      },
      now: at('2026-10-10T09:00'),
    },
    // The form is gone, the words are not.
    'receipt-words-kept': {
      receipt: { ...withAgency, status: 'withdrawn', due: null, moves: [] },
      problem: {
        form: 'addWords',
        message: '办件现在的状态不能做这一步。',
        field: null,
        words: '昨晚又有人绊倒了，请快一点。',
      },
    },
  }
}

function timed({ at, step, dueIn, agency, station, fresh, withAgency }: Made): Record<string, State> {
  const start = at('2026-09-24T10:20')
  const granted = step('grant-extension', '2026-10-10T15:00', town, {
    until: '2026-10-20',
    dueBefore: at('2026-10-13T00:00').toISOString(),
  })
  const recount = step('recount', '2026-09-29T08:00', system, { dueBefore: at('2026-10-10T00:00').toISOString() })
  return {
    'receipt-extended': {
      receipt: {
        ...withAgency,
        due: dueIn(start, 7, 'working-days', { extendedUntil: '2026-10-20' }),
        steps: [...withAgency.steps, granted],
      },
      now: at('2026-10-12T09:00'),
    },
    'receipt-recounted': {
      receipt: { ...withAgency, steps: [...withAgency.steps, recount] },
      now: at('2026-09-29T09:00'),
    },
    'receipt-urgent': {
      receipt: {
        ...withAgency,
        urgent: true,
        supervised: true,
        due: dueIn(at('2026-09-28T09:00'), 4, 'hours'),
        steps: [
          ...withAgency.steps,
          step('mark-urgent', '2026-09-28T09:00', agency),
          step('urge', '2026-09-28T10:00', town),
          step('supervise', '2026-09-28T11:00', town),
        ],
      },
      now: at('2026-09-28T11:00'),
    },
    'receipt-fallen': {
      receipt: {
        ...fresh,
        due: dueIn(at('2026-09-24T00:00'), 1, 'working-days'),
        steps: [...fresh.steps, step('fall', '2026-09-24T00:00', system, { to: station })],
      },
      now: at('2026-09-24T08:00'),
    },
  }
}

function declined({ at, step, dueIn, station, resident, fresh }: Made): Record<string, State> {
  const words = '这件事法院已经立案。想问进度，可以打 12368 诉讼服务热线，或到区法院诉讼服务中心（人民路 8 号）。'
  const decline = step('decline', '2026-09-23T10:00', station, { words, reason: 'litigation' })
  const appeal = step('appeal', '2026-09-24T20:00', resident, { words: '法院管的是另一户，不是这几盏灯。', to: town })
  const receipt: ReceiptReply = {
    ...fresh,
    status: 'declined',
    due: null,
    steps: [...fresh.steps, decline],
    moves: ['appeal'],
  }
  return {
    'receipt-declined': { receipt },
    'receipt-appeal-problem': {
      receipt,
      problem: {
        form: 'appeal',
        message: '内容超过 6000 字。请删短一些，或者分两次说。',
        field: 'appeal',
        words: words.repeat(3),
      },
    },
    'receipt-appealed': {
      receipt: {
        ...fresh,
        heldBy: town,
        due: dueIn(at('2026-09-24T20:00'), 1, 'working-days'),
        steps: [...fresh.steps, decline, appeal],
      },
      now: at('2026-09-24T20:30'),
    },
    'receipt-declined-again': {
      receipt: {
        ...receipt,
        steps: [...receipt.steps, appeal, step('decline', '2026-09-28T10:00', town, { words, reason: 'litigation' })],
        moves: [],
      },
    },
  }
}

function moved({ at, step, dueIn, station, resident, fresh, withAgency }: Made): Record<string, State> {
  const other = { kind: 'town', name: '练塘镇' } as const
  return {
    'receipt-merged': {
      receipt: {
        ...withAgency,
        status: 'merged',
        merged: true,
        due: null,
        agency: null,
        steps: [...fresh.steps, step('merge', '2026-09-23T11:00', station)],
        moves: [],
      },
    },
    'receipt-withdrawn': {
      receipt: {
        ...withAgency,
        status: 'withdrawn',
        due: null,
        steps: [...withAgency.steps, step('withdraw', '2026-09-27T20:00', resident, { words: '已经自己修好了。' })],
        moves: [],
      },
    },
    'receipt-transferred': {
      receipt: {
        ...fresh,
        addressedTo: '练塘镇',
        heldBy: other,
        due: dueIn(at('2026-09-23T15:00'), 1, 'working-days'),
        steps: [
          ...fresh.steps,
          step('transfer', '2026-09-23T15:00', town, { words: '这条路归练塘镇管。', to: other }),
          step('receive', '2026-09-23T15:00', system, { continued: true }),
        ],
      },
      now: at('2026-09-23T16:00'),
    },
    'receipt-about-them': {
      receipt: { ...fresh, heldBy: town, hiddenFromAddressee: true },
      fresh: true,
      now: at('2026-09-22T14:10'),
    },
  }
}

function closed({ at, step, resident, agency, toJudge, redone }: Made): Record<string, State> {
  const reopenUntil = at('2027-01-23T00:00').toISOString()
  const unjudged: ReceiptReply = {
    ...toJudge,
    status: 'closed',
    due: null,
    steps: [...toJudge.steps, step('lapse', '2026-10-25T00:00', system)],
    moves: ['judge', 'reopen'],
    reopenUntil,
  }
  const judge = step('judge', '2026-10-11T20:00', resident)
  const answer = toJudge.answer && { ...toJudge.answer, outcome: 'planned' as const, plannedFor: '2026-12-05' }
  const judged = { process: 'satisfied', result: 'not', solved: false } as const
  const planned: ReceiptReply = {
    ...unjudged,
    answer,
    canJudge: false,
    judgement: { ...judged, result: 'basically' },
    steps: [...toJudge.steps, judge],
    moves: ['reopen'],
  }
  const reopen = step('reopen', '2026-11-02T20:00', resident, { words: '又有两盏不亮了。', to: toJudge.heldBy })
  return {
    'receipt-lapsed': { receipt: unjudged, now: at('2026-11-01T09:00') },
    'receipt-unjudged': {
      receipt: { ...unjudged, canJudge: false, moves: [], reopenUntil: null },
      now: at('2027-02-01T09:00'),
    },
    'receipt-unsolved': {
      receipt: { ...unjudged, canJudge: false, judgement: judged, steps: [...toJudge.steps, judge], moves: ['reopen'] },
      now: at('2026-11-01T09:00'),
    },
    'receipt-plan-open': { receipt: planned, now: at('2026-11-01T09:00') },
    'receipt-plan-overdue': { receipt: planned, now: at('2026-12-20T09:00') },
    'receipt-fulfilled': {
      receipt: {
        ...toJudge,
        steps: [...toJudge.steps, judge, step('fulfil', '2026-12-03T10:00', agency, { words: '整条路的灯都换好了。' })],
        judgement: judged,
      },
      now: at('2026-12-03T12:00'),
    },
    'receipt-reopen-problem': {
      receipt: planned,
      problem: { form: 'reopen', message: '还没有写内容。请写几个字再送出。', field: 'reopen', words: '' },
      now: at('2026-11-01T09:00'),
    },
    'receipt-reopened': {
      receipt: {
        ...redone,
        status: 'accepted',
        agency: null,
        steps: [...toJudge.steps, judge, reopen],
        judgement: judged,
      },
      now: at('2026-11-02T21:00'),
    },
  }
}

/** Withdrawing: asked, and asked again when something was left out. */
export const withdrawals = (receipt: ReceiptReply): Record<string, WithdrawView> => ({
  'receipt-withdraw': { receipt, kept: { wasAsked: null, words: '' }, problem: null },
  'receipt-withdraw-problem': {
    receipt: { ...receipt, text: receipt.text.repeat(20) },
    kept: { wasAsked: null, words: '村里来人说了几次。' },
    problem: { message: '还有一题没有选。请选好再送出。', field: 'wasAsked' },
  },
})
