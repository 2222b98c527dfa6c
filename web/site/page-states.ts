/** Every page in every state that matters, for the tests: empty, full, very long, wrong, hostile. */
import type { ReceiptReply, StepReply } from '../../src/contract/receipts.ts'
import type { DueDateReply } from '../../src/contract/shared.ts'
import type { Pause, SpecialDay, WorkingCalendar } from '../../src/domain/calendar/calendar.ts'
import { explain, type Limit, recounted } from '../../src/domain/cases/clock.ts'
import { shownWords } from '../../src/domain/disclosure/redact.ts'
import { renderErrorPage } from './error-page.ts'
import { renderHome } from './home-page.ts'
import { receiptsAfterMoves, withdrawals } from './move-states.ts'
import type { PageSettings } from './page-settings.ts'
import { type PointView, renderPointPage } from './point-page.ts'
import { renderReceiptForm } from './receipt-form.ts'
import { type ReceiptView, renderReceiptPage } from './receipt-page.ts'
import { renderWithdrawPage } from './withdraw-page.ts'

export const hostile = `"><script>alert(1)</script>' onload='x' {{7*7}} \${1} </textarea></title>&lt;&amp;<!-- \u202e \u0000`

const calendar: WorkingCalendar = {
  offsetMinutes: 480,
  special: new Map<string, SpecialDay>([
    ...['2026-09-25', '2026-09-26', '2026-09-27'].map((date) => [date, { kind: 'holiday', name: '中秋' }] as const),
    ...['01', '02', '03', '04', '05', '06', '07'].map(
      (day) => [`2026-10-${day}`, { kind: 'holiday', name: '国庆' }] as const,
    ),
    ['2026-10-10', { kind: 'make-up', name: '国庆' }],
  ]),
}
const at = (text: string) => new Date(`${text}+08:00`)
const dueIn = (
  startedAt: Date,
  count: number,
  unit: Limit['unit'],
  more: { pauses?: readonly Pause[]; extendedUntil?: string } = {},
): DueDateReply => {
  const limit = { count, unit }
  const { pauses = [], extendedUntil = null } = more
  const clock = recounted({ startedAt, limit, pauses, extendedUntil }, calendar)
  return {
    startedAt: startedAt.toISOString(),
    dueAt: clock.dueAt.toISOString(),
    limit,
    days: [...explain(clock, calendar).days],
    originalDueAt: clock.originalDueAt.toISOString(),
    extendedUntil,
    pausedSince: pauses.find(({ to }) => to === null)?.from.toISOString() ?? null,
  }
}
const station = { kind: 'station', name: '东街代表联络站' } as const
const agency = { kind: 'agency', name: '善桥镇市政所' } as const
const deputy = { kind: 'deputy', name: '李敏' } as const
const resident = { kind: 'resident', name: '' } as const

const plain: Omit<StepReply, 'kind' | 'at' | 'by'> = {
  to: null,
  words: '',
  files: [],
  status: null,
  saidAt: null,
  outcome: null,
  wish: null,
  reason: null,
  until: null,
  dueBefore: null,
  identity: null,
  agreed: [],
  continued: false,
}
const step = (
  kind: StepReply['kind'],
  when: string,
  by: StepReply['by'],
  more: Partial<StepReply> = {},
): StepReply => ({ ...plain, kind, at: at(when).toISOString(), by, ...more })

const said = '幸福里三幢北门那几盏路灯不亮，有两个礼拜了，晚上一片黑。前天有个老太太在台阶上绊了一跤。'
const received = step('receive', '2026-09-22T14:00', resident)
const accepted = step('accept', '2026-09-23T09:10', deputy)
const handedOver = step('hand-over', '2026-09-24T10:20', deputy, { to: agency, words: '请核实电缆，尽快修好。' })
const answered = step('answer', '2026-10-09T16:00', agency, { words: '北门 4 盏路灯已换好。' })

const fresh: ReceiptReply = {
  receiptCode: 'QH 7K2M 9QF4 X3P8 M6TD H',
  status: 'received',
  receivedAt: received.at,
  text: said,
  place: '幸福里 3 幢北门',
  identity: 'anonymous',
  addressedTo: '东街代表联络站',
  heldBy: station,
  agency: null,
  supervised: false,
  due: dueIn(at('2026-09-22T14:00'), 1, 'working-days'),
  steps: [received],
  answer: null,
  judgement: null,
  canJudge: false,
  moves: ['message', 'withdraw'],
  question: null,
  waitsUntil: null,
  merged: false,
  urgent: false,
  reopenUntil: null,
  erased: false,
  disclosure: null,
  notice: { kind: null, offered: [] },
  readings: [],
  voice: null,
  hiddenFromAddressee: false,
}
const quarantined: ReceiptReply = { ...fresh, status: 'quarantined' }
const photo = (id: string, width: number, height: number) =>
  ({
    id: `${id}0000-0000-4000-8000-000000000000`,
    kind: 'photo',
    type: 'image/jpeg',
    width,
    height,
    seconds: null,
  }) as const
const voice = {
  id: 'f00d0000-0000-4000-8000-000000000000',
  kind: 'recording',
  type: 'audio/webm',
  width: null,
  height: null,
  seconds: 65,
} as const
const receivedWithFiles: StepReply = {
  ...received,
  files: [photo('a11c', 2560, 1920), photo('b22d', 1920, 2560), photo('c33e', 1080, 9000), voice],
}
const answeredWithFiles: StepReply = { ...answered, files: [photo('d44f', 2560, 1440)] }
const withFiles: ReceiptReply = { ...fresh, steps: [receivedWithFiles] }
const withAgency: ReceiptReply = {
  ...fresh,
  status: 'with-agency',
  heldBy: deputy,
  agency,
  due: dueIn(at('2026-09-24T10:20'), 7, 'working-days'),
  steps: [received, accepted, handedOver],
}
const answer = {
  at: answered.at,
  by: agency,
  words: '北门 4 盏路灯的电缆在 9 月初施工时被挖断。10月8日夜里已换好，4 盏都亮了。台阶边加了一条反光带。',
  outcome: 'solved',
  plannedFor: null,
} as const
const toJudge: ReceiptReply = {
  ...withAgency,
  status: 'answered',
  due: dueIn(at('2026-10-09T16:00'), 15, 'calendar-days'),
  steps: [received, accepted, handedOver, answered],
  answer,
  canJudge: true,
  moves: ['judge', 'send-back', 'message', 'withdraw'],
  disclosure: { ...shownWords({ report: said, answer: answer.words }), mark: 'b0a1', consented: false },
}
const negative = { process: 'basically', result: 'not', solved: false } as const
const sentBack = step('send-back', '2026-10-10T20:00', resident, { words: '只亮了两盏。' })
const redone: ReceiptReply = {
  ...toJudge,
  status: 'with-agency',
  due: dueIn(at('2026-10-10T20:00'), 5, 'working-days'),
  steps: [...toJudge.steps, sentBack, step('redo', '2026-10-10T20:00', { kind: 'system', name: '' }, { to: agency })],
  judgement: negative,
  canJudge: false,
  moves: ['message', 'withdraw'],
  disclosure: null,
}

const receipts: Record<string, Partial<ReceiptView> & { receipt: ReceiptReply }> = {
  'receipt-fresh': { receipt: fresh, fresh: true, now: at('2026-09-22T14:10') },
  'receipt-files-fresh': {
    receipt: withFiles,
    fresh: true,
    notKept: [{ position: 3, refusal: 'video-not-taken', message: '现在还不收视频。请拍照片，或者只录声音。' }],
    now: at('2026-09-22T14:10'),
  },
  'receipt-voice-kept': {
    receipt: { ...withFiles, voice: { transcriptOnly: false, recordings: 1 } },
    now: at('2026-09-22T20:00'),
  },
  'receipt-words-only': {
    receipt: { ...withFiles, text: '', voice: { transcriptOnly: true, recordings: 1 } },
    now: at('2026-09-22T20:00'),
  },
  'receipt-voice-removed': {
    receipt: {
      ...fresh,
      text: '',
      place: '幸福里 3 幢楼道北面约 80 米（30.8607, 120.0900）',
      steps: [
        { ...received, files: [photo('a11c', 2560, 1920)] },
        step('read-file', '2026-09-22T16:00', station),
        step('remove-voice', '2026-09-22T16:00', { kind: 'system', name: '' }),
      ],
      readings: [
        { file: voice.id, kind: 'recording', words: said, removed: true },
        { file: photo('a11c', 1, 1).id, kind: 'photo', words: '此致\n幸福里三幢居民', removed: false },
      ],
      voice: { transcriptOnly: true, recordings: 0 },
    },
    now: at('2026-09-22T20:00'),
  },
  'receipt-files-alone': { receipt: { ...withFiles, text: '' }, now: at('2026-09-22T20:00') },
  'receipt-files-answered': { receipt: { ...toJudge, steps: [receivedWithFiles, accepted, answeredWithFiles] } },
  'receipt-quarantined-fresh': { receipt: quarantined, fresh: true, now: at('2026-09-22T14:10') },
  'receipt-quarantined': { receipt: quarantined, now: at('2026-09-22T20:00') },
  'receipt-received': { receipt: fresh, now: at('2026-09-22T20:00') },
  'receipt-accepted': {
    now: at('2026-09-23T12:00'),
    receipt: {
      ...fresh,
      status: 'accepted',
      heldBy: deputy,
      identity: 'station',
      due: dueIn(at('2026-09-23T09:10'), 24, 'hours'),
      steps: [
        received,
        accepted,
        step('look-at-identity', '2026-09-23T09:30', deputy, { words: '要上门看路灯，问几点在家。' }),
      ],
    },
  },
  'receipt-with-agency': { receipt: withAgency },
  'receipt-overdue': { receipt: withAgency, now: at('2026-10-20T09:00') },
  'receipt-returned': {
    receipt: {
      ...withAgency,
      status: 'returned',
      agency: null,
      heldBy: station,
      due: dueIn(at('2026-09-28T11:00'), 1, 'working-days'),
      steps: [
        ...withAgency.steps,
        step('return', '2026-09-28T11:00', agency, { words: '这几盏灯归供电所管，不是我们的。' }),
      ],
    },
  },
  'receipt-to-judge': { receipt: toJudge },
  'receipt-judge-problem': {
    receipt: toJudge,
    problem: { form: 'judge', message: '请选“事情解决了吗”。', field: 'solved', words: '' },
    kept: { process: 'satisfied', result: 'not', solved: null, words: '台阶边还是暗。', publish: 'no' },
  },
  'receipt-planned': {
    receipt: { ...toJudge, answer: { ...answer, outcome: 'planned', plannedFor: '2026-12-05' } },
  },
  'receipt-redone': { receipt: redone },
  'receipt-disputed': {
    receipt: {
      ...redone,
      status: 'disputed',
      supervised: true,
      heldBy: { kind: 'town', name: '善桥镇人大' },
      agency: null,
    },
  },
  'receipt-closed': {
    receipt: {
      ...toJudge,
      status: 'closed',
      due: null,
      canJudge: false,
      moves: ['reopen'],
      reopenUntil: at('2027-01-10T00:00').toISOString(),
      judgement: { process: 'satisfied', result: 'basically', solved: true },
      steps: [...toJudge.steps, step('judge', '2026-10-11T20:00', resident, { words: '谢谢，亮多了。' })],
    },
  },
  'receipt-consented': {
    receipt: {
      ...toJudge,
      status: 'closed',
      due: null,
      canJudge: false,
      moves: ['reopen'],
      reopenUntil: at('2027-01-10T00:00').toISOString(),
      judgement: { process: 'satisfied', result: 'satisfied', solved: true },
      disclosure: {
        ...shownWords({ report: `我叫王建国，住 3 幢 501 室，电话 13800000000。${said}`, answer: answer.words }),
        mark: 'b0a1',
        consented: true,
      },
      steps: [
        ...toJudge.steps,
        step('judge', '2026-10-11T20:00', resident),
        step('consent-to-publish', '2026-10-11T20:00', resident),
      ],
    },
  },
  'receipt-identity-refused': {
    receipt: { ...fresh, notice: { kind: null, offered: ['sms', 'email'] } },
    problem: {
      form: 'identity',
      message: '您选了留名，请写上姓名；也可以改选“谁都看不到”。',
      field: 'name',
      words: '',
    },
    keptIdentity: { kind: 'agency', name: '', phone: '138 0000 0000' },
  },
  'receipt-notice-refused': {
    receipt: { ...withAgency, notice: { kind: null, offered: ['email'] } },
    problem: { form: 'notice', message: '看不明白。请写一个邮箱。', field: 'notice', words: 'lin.mei@' },
  },
  'receipt-noticed': {
    receipt: {
      ...withAgency,
      identity: 'agency',
      notice: { kind: 'sms', offered: ['sms'] },
      steps: [
        ...withAgency.steps,
        step('choose-identity', '2026-09-25T09:00', resident, { identity: 'agency' }),
        step('look-at-identity', '2026-09-26T09:30', agency, { words: '要打电话约时间。' }),
      ],
    },
  },
  'receipt-long': {
    receipt: {
      ...toJudge,
      text: said.repeat(40),
      place: '善桥镇幸福里社区幸福里小区三期（原纺织厂家属院）3 幢北门外靠近垃圾分类投放点的台阶',
      addressedTo: '善桥镇荻溪片区东街社区人大代表中心联络站（党群服务中心二楼）',
      heldBy: { kind: 'station', name: '善桥镇荻溪片区东街社区人大代表中心联络站（党群服务中心二楼）' },
      answer: { ...answer, words: answer.words.repeat(20) },
    },
  },
  'receipt-hostile': {
    fresh: true,
    receipt: {
      ...toJudge,
      text: hostile,
      place: hostile,
      addressedTo: hostile,
      heldBy: { kind: 'station', name: hostile },
      answer: { ...answer, words: hostile, by: { kind: 'agency', name: hostile } },
      steps: [
        received,
        step('pass', '2026-09-23T09:10', { kind: 'deputy', name: hostile }, { words: hostile }),
        step('message', '2026-09-23T10:10', { kind: 'station', name: hostile }, { words: hostile }),
        step('reply', '2026-09-23T11:10', resident, { words: hostile }),
      ],
    },
    problem: { form: 'judge', message: hostile, field: 'process', words: '' },
    kept: { process: null, result: null, solved: null, words: hostile, publish: hostile },
  },
}

const afterMoves = receiptsAfterMoves({
  at,
  step,
  dueIn,
  station,
  agency,
  deputy,
  resident,
  fresh,
  withAgency,
  toJudge,
  redone,
})

const points: Record<string, Partial<PointView>> = {
  'point-start': {},
  'point-work-asked': {
    challenge: { algorithm: 'SHA-256', challenge: '0'.repeat(64), salt: 'abc&', maxnumber: 10, signature: '' },
  },
  'point-words-only': { transcriptOnly: true },
  'point-without-map': { hasMap: false },
  'point-station': { plate: { townName: '善桥镇', name: '东街代表联络站', pointName: null, deputyName: null } },
  'point-deputy': { plate: { townName: '善桥镇', name: '东街代表联络站', pointName: null, deputyName: '李敏' } },
  'point-deputy-known': {
    plate: { townName: '善桥镇', name: '东街代表联络站', pointName: null, deputyName: '李敏' },
    about: {
      kind: 'deputy',
      memberOf: '善桥镇第一代表小组',
      terms: '区第十七届、镇第十九届',
      introduction: '善桥小学教师。关心孩子上学的路和老小区加装电梯。',
      receives: '每月 15 日上午 9:00 到 11:00，东街代表联络站',
      station: { name: '东街代表联络站', code: 'QH00000A' },
    },
  },
  'point-station-known': {
    plate: { townName: '善桥镇', name: '东街代表联络站', pointName: null, deputyName: null },
    about: {
      kind: 'station',
      address: '善桥镇东街 18 号一楼',
      introduction: '',
      receives: '周一到周五 8:30 到 17:00',
      deputies: ['李敏', '陈亚', '欧阳建国'].map((name) => ({ name, code: 'QH00000A', receives: '每月 15 日上午' })),
      points: Array.from({ length: 12 }, (_, n) => ({ name: `幸福里 ${n + 1} 幢楼道`, code: 'QH00000A' })),
    },
  },
  'point-about-hostile': {
    about: {
      kind: 'deputy',
      memberOf: hostile,
      terms: hostile,
      introduction: hostile,
      receives: hostile,
      station: { name: hostile, code: hostile },
    },
  },
  'point-town': { plate: { townName: '善桥镇', name: '善桥镇', pointName: null, deputyName: null }, aboutThem: null },
  'point-about-them': { aboutThem: { kind: 'station', ticked: true } },
  'point-problem': {
    problem: { message: '请写上怎么称呼您，或者选“谁都看不到”。', field: 'name' },
    kept: { text: said, place: '幸福里 3 幢北门', identity: 'station', name: '', phone: '138 0000 0000' },
  },
  'point-files-problem': {
    problem: { message: '照片尺寸太大了。请用普通模式再拍，或者截一张屏。', field: 'photos' },
    chooseAgain: true,
  },
  'point-empty-problem': { problem: { message: '还没有写。请写下是什么事。', field: 'text' } },
  'point-delivered': {
    delivered: true,
    kept: { text: `${said}还有一件。`, place: '', identity: 'anonymous', name: '', phone: '' },
  },
  'point-long': {
    plate: {
      townName: '善桥镇荻溪片区',
      name: '东街社区人大代表中心联络站（党群服务中心二楼）',
      pointName: '幸福里小区三期（原纺织厂家属院）3 幢 2 单元楼道',
      deputyName: null,
    },
    kept: {
      text: said.repeat(30),
      place: '幸福里小区三期北门外'.repeat(6),
      identity: 'anonymous',
      name: '',
      phone: '',
    },
  },
  'point-hostile': {
    action: `/p/${hostile}`,
    plate: { townName: hostile, name: hostile, pointName: hostile, deputyName: hostile },
    submissionId: hostile,
    kept: { text: hostile, place: hostile, identity: 'agency', name: hostile, phone: hostile },
    problem: { message: hostile, field: 'phone' },
  },
}

const stations = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: ['东街代表联络站', '西浜代表联络站', '荻溪中心站', '幸福里代表联络点'][index % 4] ?? '',
    code: `QH2K7M4${index}`,
    points: (index * 3) % 8,
  }))
const figures = { received: 168, answered: 148, judged: 96, solved: 71 }
const homes = {
  'home-few': { towns: [{ name: '善桥镇', stations: stations(3) }], figures },
  'home-many': {
    towns: ['荻溪街道', '善桥镇', '练塘镇', '临湖街道'].map((name) => ({ name, stations: stations(4) })),
    figures: { received: 12480, answered: 11902, judged: 7340, solved: 5511 },
  },
  'home-empty': { towns: [], figures: { received: 0, answered: 0, judged: 0, solved: 0 } },
  'home-no-figures': { towns: [{ name: '善桥镇', stations: stations(1) }], figures: null },
  'home-hostile': { towns: [{ name: hostile, stations: [{ name: hostile, code: hostile, points: 2 }] }], figures },
}

const fields = {
  submissionId: '6f1f9a5e-5d0c-4f43-9f5e-0f6f1d1f2a3b',
  place: '幸福里',
  identity: 'anonymous',
  name: '',
  phone: '',
}
const errors = {
  'error-404': { status: 404, message: '这个地址没有东西，可能是码印错了。', kept: null, retry: null },
  'error-500': {
    status: 500,
    message: '没有送到。请过一会儿再送。',
    kept: said,
    retry: { action: '/p/QH2K7M4A', fields },
  },
  'error-429': {
    status: 429,
    message: '请过一分钟再试。',
    kept: null,
    retry: { action: '/receipt', fields: { receiptCode: 'QH 7K2M' } },
  },
  'error-413': { status: 413, message: '最多 6,000 个字。', kept: said.repeat(20), retry: null },
  'error-hostile': {
    status: 503,
    message: hostile,
    kept: hostile,
    retry: { action: hostile, fields: { [hostile]: hostile } },
  },
} as const

const qr =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 33 33" shape-rendering="crispEdges"><path fill="#ffffff" d="M0 0h33v33H0z"/><path stroke="#000000" d="M4 4.5h7m3 0h1m2 0h4m1 0h7M4 5.500h1m5 0h1m2 0h3m6 0h1m5 0h1M4 10.500h7m1 0h1m1 0h1m1 0h1m5 0h7M5 14.500h3m4 0h2m1 0h6m2 0h3M4 22.500h7m3 0h2m3 0h4m2 0h2M4 28.500h7m2 0h5m1 0h3m1 0h4"/></svg>'

const linkOf = (id: string) => `/files/${id.slice(0, 8)}`

/** Every state by name, as a page. */
export function renderStates(page: PageSettings): Record<string, string> {
  const point = (changed: Partial<PointView>) =>
    renderPointPage(page, {
      action: page.path,
      to: { kind: 'point', code: 'QH2K7M4A' },
      plate: { townName: '善桥镇', name: '东街代表联络站', pointName: '幸福里 3 幢楼道', deputyName: null },
      submissionId: fields.submissionId,
      kept: { text: '', place: '', identity: 'anonymous', name: '', phone: '' },
      problem: null,
      about: null,
      aboutThem: { kind: changed.plate?.deputyName ? 'deputy' : 'station', ticked: false },
      delivered: false,
      chooseAgain: false,
      challenge: null,
      hasMap: true,
      transcriptOnly: false,
      signposts: [],
      ...changed,
    })
  const receipt = (changed: Partial<ReceiptView> & { receipt: ReceiptReply }) =>
    renderReceiptPage(page, {
      qr,
      fresh: false,
      delivered: false,
      notKept: [],
      pageWordId: fields.submissionId,
      wechatLink: null,
      keptIdentity: null,
      linkOf,
      problem: null,
      kept: null,
      now: at('2026-09-28T09:00'),
      ...changed,
    })
  const each = <View>(views: Record<string, View>, render: (view: View) => string) =>
    Object.entries(views).map(([name, view]) => [name, render(view)] as const)
  return Object.fromEntries([
    ...each(points, point),
    ...each(receipts, receipt),
    ...each(afterMoves, receipt),
    ...each(withdrawals(toJudge), (view) => renderWithdrawPage(page, view)),
    ...each(homes, (view) => renderHome(page, view)),
    ...each(errors, (view) => renderErrorPage(page, view)),
    ['form-start', renderReceiptForm(page, { typed: '', problem: null })],
    [
      'form-problem',
      renderReceiptForm(page, {
        typed: 'QH 7K2M',
        problem: { message: '码不全，或有一个字抄错了。请对着回执再看一遍。' },
      }),
    ],
    ['form-hostile', renderReceiptForm(page, { typed: hostile, problem: { message: hostile } })],
  ])
}
