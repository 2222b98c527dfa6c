/**
 * The permission matrix: for every route, what each role gets in each relation to what is asked for. Written by hand;
 * `matrix.test.ts` asks every cell over HTTP and fails for a route without a row and for a row without a route.
 */
import { randomUUID } from 'node:crypto'
import { staffNoticeKinds } from '../../src/domain/cases/staff-notice.ts'
import type { StaffRole } from '../../src/domain/people/actor.ts'
import { codeOf, demonstrationPassword, type elsewhere, here, idOf } from '../cast.ts'
import { rulesRows } from './rows-rules.ts'

/** HTTP statuses: for one's own unit, for another unit of the same role (a whole district has none), for another tenant. */
type Cells = readonly [own: number, otherUnit: number | null, otherTenant: number]

/**
 * How far the case has come that a route is asked about; it lies with the asking role's own unit. `at-station`: a
 * deputy's case passed to the station. `co-handled`: with another agency as the lead. `two`: beside another open case.
 */
export type Prepared =
  | 'received'
  | 'quarantined'
  | 'at-station'
  | 'two'
  | 'decline-proposed'
  | 'erase-asked'
  | 'accepted'
  | 'with-agency'
  | 'co-handled'
  | 'extension-asked'
  | 'meeting-called'
  | 'item-agreed'
  | 'answered'
  | 'merged'
  | 'closed'
  | 'planned'

/** What is asked: the address and the body, from what was prepared and the district the asker is signed in to. */
export type Ask = {
  readonly url: (prepared: { caseId: string }) => string
  readonly body?: (prepared: {
    caseId: string
    receiptCode: string
    /** Another open case of the same unit. */
    leadId: string
    /** What an agency agreed to at a meeting on the spot. */
    itemId: string
    district: typeof here | typeof elsewhere
  }) => unknown
  /** A form in place of JSON. */
  readonly form?: (prepared: { receiptCode: string }) => Record<string, string>
}

export type Row = Ask & {
  /** Null for a route that asks about no case. */
  readonly about: Prepared | null
  readonly signedOut: number
  readonly resident: number
} & Readonly<Record<StaffRole, Cells>>

/** A door that is open to everyone alike: being signed in, and to what, makes no difference. */
const everyone = (status: number, ask: Ask, about: Prepared | null = null): Row => {
  const unit = [status, status, status] as const
  const whole = [status, null, status] as const
  const staff = { deputy: unit, station: unit, town: unit, district: whole, agency: unit, auditor: whole }
  return { ...ask, about, signedOut: status, resident: status, ...staff }
}

const at = (url: string): Ask => ({ url: () => url })
const onCase =
  (path = '') =>
  ({ caseId }: { caseId: string }) =>
    `/api/v1/cases/${caseId}${path}`
const words = { words: '请看一下。' }
const answer = { words: '已经修好。', outcome: 'solved' }
const judgement = { process: 'satisfied', result: 'satisfied', solved: true }
const noSubmission = { text: '', identity: 'anonymous' }

// The receipt of a case nobody has answered yet can be looked at, and its answer cannot be judged.
const judgedForm = ({ receiptCode }: { receiptCode: string }) => ({
  receiptCode,
  process: 'satisfied',
  result: 'satisfied',
  solved: 'true',
})

const theirs = [200, 404, 404] as const
const agency = { agency: theirs }
const offices = { town: theirs, district: [200, null, 404] as const }
const desk = { station: theirs, ...offices }
const holders = { deputy: theirs, ...desk }

/** A move that is some roles' on their own cases, and nobody else's at all. */
const move = (
  verb: string,
  about: Prepared,
  body: NonNullable<Ask['body']>,
  own: Partial<Record<StaffRole, Cells>>,
): Row => {
  const none = [403, 403, 403] as const
  const noWhole = [403, null, 403] as const
  const nobody = { deputy: none, station: none, town: none, district: noWhole, agency: none, auditor: noWhole }
  return { url: onCase(`/${verb}`), body, about, signedOut: 401, resident: 401, ...nobody, ...own }
}

/** What stations and the offices above them do with their places; the same for all three, and nobody else's at all. */
const keepers = (ask: Ask, own: readonly [number, number, number]): Row => {
  const none = [403, 403, 403] as const
  const noWhole = [403, null, 403] as const
  const [mine, , elsewhere] = own
  const whole = [mine, null, elsewhere] as const
  const nobody = { deputy: none, agency: none, auditor: noWhole, signedOut: 401, resident: 401, about: null }
  return { ...ask, ...nobody, station: own, town: own, district: whole }
}
/** What everyone who is signed in may ask, whoever they are. */
const anyStaff = (ask: Ask, status = 200): Row => {
  const unit = [status, status, status] as const
  const whole = [status, null, status] as const
  const all = { deputy: unit, station: unit, town: unit, district: whole, agency: unit, auditor: whole }
  return { ...ask, about: null, signedOut: 401, resident: 401, ...all }
}
/** What those who hold cases ask of their own, and nobody else asks at all. */
const byHolders = (ask: Ask, [own, other, elsewhere]: Cells, about: Prepared | null = null): Row => {
  const none = [403, 403, 403] as const
  const unit = [own, other, elsewhere] as const
  const nobody = { agency: none, auditor: [403, null, 403] as const, signedOut: 401, resident: 401 }
  return { ...ask, ...nobody, about, deputy: unit, station: unit, town: unit, district: [own, null, elsewhere] }
}
const urgeOne = ({ caseId }: { caseId: string }) => ({ given: { move: 'urge' }, cases: [{ id: caseId, version: 1 }] })
const noAct = `/api/v1/bulk-acts/${randomUUID()}`
/** One's own account, whoever one is. */
const own = (status: number, ask: Ask): Row => ({
  ...everyone(status, { body: () => ({}), ...ask }),
  signedOut: 401,
  resident: 401,
})
/** No agency is kept away from a case as it is prepared. */
const offRecusal = { town: [409, 404, 404], district: [409, null, 404] } as const
/** An answer of a device that proves nothing. */
const noPasskey = { id: 'none', rawId: 'none', type: 'public-key', response: { clientDataJSON: 'e30' } }
/** What the district's office does with its people, and auditors where they read along. */
const accounts = (ask: Ask, mine: number, elsewhere: number, auditor = 403): Row => {
  const none = [403, 403, 403] as const
  const nobody = { deputy: none, station: none, town: none, agency: none, signedOut: 401, resident: 401, about: null }
  const reads = auditor === 403 ? ([403, null, 403] as const) : ([auditor, null, elsewhere] as const)
  return { ...ask, ...nobody, district: [mine, null, elsewhere], auditor: reads }
}
const place = `/api/v1/places/${idOf('point xingfuli')}`
/** A move on many at once: the desk's, whatever becomes of each. */
const together = (verb: string, more: object = {}): Row => {
  const [unit, none] = [
    [200, 200, 200],
    [403, 403, 403],
  ] as const
  return {
    ...at(`/api/v1/quarantine/${verb}`),
    body: ({ caseId }) => ({ cases: [caseId], ...more }),
    about: 'quarantined',
    ...{ signedOut: 401, resident: 401 },
    ...{ deputy: none, station: unit, town: unit, district: [200, null, 200], agency: none, auditor: [403, null, 403] },
  }
}

/** One's own, whoever one is: it shows and changes nothing of anybody else's. */
const ownThing = (status: number, ask: Ask): Row => {
  const unit = [status, status, status] as const
  const whole = [status, null, status] as const
  const staff = { deputy: unit, station: unit, town: unit, district: whole, agency: unit, auditor: whole }
  return { ...ask, about: null, signedOut: 401, resident: 401, ...staff }
}
const allAtOnce = Object.fromEntries(staffNoticeKinds.map((kind) => [kind, 'at-once']))
/** The robot of one station: that station's to set, and nobody else's. */
const robot = (verb: string, more: object): Row => {
  const none = [403, 403, 403] as const
  const noWhole = [403, null, 403] as const
  return {
    ...at(`/api/v1/notices/${verb}`),
    body: () => ({ role: 'station', unitId: idOf('station dongjie'), kind: 'wecom', ...more }),
    ...{ about: null, signedOut: 401, resident: 401 },
    ...{ deputy: none, station: [204, 403, 403], town: none, district: noWhole, agency: none, auditor: noWhole },
  }
}
const spoken = { text: '菜场后门的台阶塌了一块。' }
/** Handing out a receipt that this person did not enter. */
const handOut = (url: string): Row => {
  const [unit, none] = [
    [404, 404, 404],
    [403, 403, 403],
  ] as const
  return {
    ...at(url),
    body: () => ({ entryId: randomUUID() }),
    about: null,
    ...{ signedOut: 401, resident: 401 },
    ...{ deputy: unit, station: unit, town: unit, district: [404, null, 404], agency: none, auditor: [403, null, 403] },
  }
}

/** What the offices' members get, and nobody else. */
const calling = (status: number, ask: Ask): Row => {
  const [unit, none] = [
    [status, status, status],
    [403, 403, 403],
  ] as const
  return {
    ...ask,
    about: null,
    ...{ signedOut: 401, resident: 401 },
    ...{
      deputy: none,
      station: none,
      town: unit,
      district: [status, null, status],
      agency: none,
      auditor: [403, null, 403],
    },
  }
}

// biome-ignore format: a table is read in columns
export const rows: Readonly<Record<string, Row>> = {
  'GET /healthz':                    everyone(200, at('/healthz')),
  'GET /readyz':                     everyone(200, at('/readyz')),
  'GET /openapi.json':               everyone(200, at('/openapi.json')),
  'GET /assets/:file':               everyone(404, at('/assets/no-such-file.css')),
  'GET /desk/assets/:file':          everyone(404, at('/desk/assets/no-such-file.js')),
  'GET /desk':                       everyone(200, at('/desk')),
  'GET /desk/*':                     everyone(200, at('/desk/cases')),
  'GET /':                           everyone(200, at('/')),
  'GET /overdue':                    everyone(200, at('/overdue')),
  'GET /p/:code':                    everyone(200, at(`/p/${codeOf('point xingfuli')}`)),
  'GET /d/:code':                    everyone(200, at(`/d/${codeOf('deputy limin')}`)),
  'GET /s/:code':                    everyone(200, at(`/s/${codeOf('station dongjie')}`)),
  // A form without words comes back with what is wrong: nobody is turned away at the door.
  'POST /p/:code':                   everyone(400, { ...at(`/p/${codeOf('point xingfuli')}`), form: () => noSubmission }),
  'POST /d/:code':                   everyone(400, { ...at(`/d/${codeOf('deputy limin')}`), form: () => noSubmission }),
  'POST /s/:code':                   everyone(400, { ...at(`/s/${codeOf('station dongjie')}`), form: () => noSubmission }),
  'GET /files/:link':                everyone(404, at('/files/no-such-link')),
  'GET /receipt':                    everyone(200, at('/receipt')),
  'GET /receipt/judge':              everyone(200, at('/receipt/judge')),
  'POST /receipt':                   everyone(200, { ...at('/receipt'), form: ({ receiptCode }) => ({ receiptCode }) }, 'received'),
  'POST /receipt/judge':             everyone(409, { ...at('/receipt/judge'), form: judgedForm }, 'received'),
  // What is not possible now, and a form without words, is told on the receipt.
  'GET /receipt/words':              everyone(200, at('/receipt/words')),
  'GET /receipt/withdraw':           everyone(200, at('/receipt/withdraw')),
  'GET /receipt/reopen':             everyone(200, at('/receipt/reopen')),
  'GET /receipt/appeal':             everyone(200, at('/receipt/appeal')),
  'POST /receipt/words':             everyone(400, { ...at('/receipt/words'), form: ({ receiptCode }) => ({ receiptCode }) }, 'received'),
  'POST /receipt/withdraw':          everyone(200, { ...at('/receipt/withdraw'), form: ({ receiptCode }) => ({ receiptCode }) }, 'received'),
  'POST /receipt/reopen':            everyone(409, { ...at('/receipt/reopen'), form: ({ receiptCode }) => ({ receiptCode, words: '又坏了。' }) }, 'received'),
  'POST /receipt/appeal':            everyone(409, { ...at('/receipt/appeal'), form: ({ receiptCode }) => ({ receiptCode, words: '请再看。' }) }, 'received'),
  'GET /receipt/identity':           everyone(200, at('/receipt/identity')),
  'GET /receipt/consent':            everyone(200, at('/receipt/consent')),
  'GET /receipt/notice':             everyone(200, at('/receipt/notice')),
  'GET /receipt/page-word':          everyone(200, at('/receipt/page-word')),
  'GET /receipt/wechat':             everyone(200, at('/receipt/wechat')),
  'POST /receipt/identity':          everyone(200, { ...at('/receipt/identity'), form: ({ receiptCode }) => ({ receiptCode, identity: 'anonymous' }) }, 'received'),
  'POST /receipt/consent':           everyone(409, { ...at('/receipt/consent'), form: ({ receiptCode }) => ({ receiptCode, mark: 'of nothing', publish: 'yes' }) }, 'received'),
  // Nothing is sent from here, so that no address can be one.
  'GET /receipt/voice':             everyone(200, at('/receipt/voice')),
  'POST /receipt/voice':            everyone(200, { ...at('/receipt/voice'), form: ({ receiptCode }) => ({ receiptCode, transcriptOnly: 'true' }) }, 'received'),
  'POST /receipt/notice':            everyone(400, { ...at('/receipt/notice'), form: ({ receiptCode }) => ({ receiptCode, address: '13800000000' }) }, 'received'),
  'POST /receipt/page-word':         everyone(200, { ...at('/receipt/page-word'), form: () => ({ district: here.prefix, submissionId: randomUUID(), easy: 'yes', text: '' }) }),
  // Open to everyone, and for bytes: JSON is not taken.
  'GET /api/v1/map/:code':           everyone(200, at(`/api/v1/map/${codeOf('point xingfuli')}`)),
  'POST /api/v1/uploads':            everyone(400, { ...at('/api/v1/uploads'), body: () => ({}) }),
  'POST /api/v1/reports':            everyone(201, { ...at('/api/v1/reports'), body: () => ({ submissionId: randomUUID(), to: saidTo.town, text: '路灯坏了。' }) }),
  'POST /api/v1/receipts/lookup':    everyone(200, { ...at('/api/v1/receipts/lookup'), body: ({ receiptCode }) => ({ receiptCode }) }, 'received'),
  // Nothing is in the log before the next tick.
  'POST /api/v1/receipts/proof':     everyone(409, { ...at('/api/v1/receipts/proof'), body: ({ receiptCode }) => ({ receiptCode }) }, 'received'),
  'POST /receipt/proof':             everyone(409, { ...at('/receipt/proof'), form: ({ receiptCode }) => ({ receiptCode }) }, 'received'),
  'GET /receipt/check':              everyone(303, at('/receipt/check')),
  'POST /receipt/check':             everyone(200, { ...at('/receipt/check'), form: ({ receiptCode }) => ({ receiptCode }) }, 'received'),
  // The log is everyone's, and signed already without a leaf in it.
  'GET /ledger/checkpoint':          everyone(200, at('/ledger/checkpoint')),
  'GET /ledger/vkey':                everyone(200, at('/ledger/vkey')),
  'GET /ledger/tile/*':              everyone(404, at('/ledger/tile/0/999')),
  'POST /ledger/cosignatures':       everyone(400, at('/ledger/cosignatures')),
  'GET /ledger/:prefix/checkpoint':  everyone(200, at(`/ledger/${here.prefix}/checkpoint`)),
  'GET /ledger/:prefix/vkey':        everyone(200, at(`/ledger/${here.prefix}/vkey`)),
  'GET /ledger/:prefix/tile/*':      everyone(404, at(`/ledger/${here.prefix}/tile/0/999`)),
  'POST /ledger/:prefix/cosignatures': everyone(400, at(`/ledger/${here.prefix}/cosignatures`)),
  'POST /api/v1/receipts/judge':     everyone(409, { ...at('/api/v1/receipts/judge'), body: ({ receiptCode }) => ({ receiptCode, ...judgement }) }, 'received'),
  // No case here has a file: who may have one is told in test/stories/files.test.ts.
  'POST /api/v1/receipts/file':      everyone(404, { ...at('/api/v1/receipts/file'), body: ({ receiptCode }) => ({ receiptCode, file: randomUUID() }) }, 'received'),
  'POST /api/v1/receipts/words':     everyone(200, { ...at('/api/v1/receipts/words'), body: ({ receiptCode }) => ({ receiptCode, ...words }) }, 'received'),
  'POST /api/v1/receipts/withdraw':  everyone(409, { ...at('/api/v1/receipts/withdraw'), body: ({ receiptCode }) => ({ receiptCode, wasAsked: false }) }, 'closed'),
  'POST /api/v1/receipts/reopen':    everyone(409, { ...at('/api/v1/receipts/reopen'), body: ({ receiptCode }) => ({ receiptCode, ...words }) }, 'received'),
  'POST /api/v1/receipts/appeal':    everyone(409, { ...at('/api/v1/receipts/appeal'), body: ({ receiptCode }) => ({ receiptCode, ...words }) }, 'received'),
  'POST /api/v1/receipts/identity':  everyone(200, { ...at('/api/v1/receipts/identity'), body: ({ receiptCode }) => ({ receiptCode, identity: 'station' }) }, 'received'),
  'POST /api/v1/receipts/consent':   everyone(409, { ...at('/api/v1/receipts/consent'), body: ({ receiptCode }) => ({ receiptCode, mark: 'of other words' }) }, 'closed'),
  'POST /api/v1/receipts/take-back-consent': everyone(200, { ...at('/api/v1/receipts/take-back-consent'), body: ({ receiptCode }) => ({ receiptCode }) }, 'closed'),
  'POST /api/v1/receipts/notice':    everyone(400, { ...at('/api/v1/receipts/notice'), body: ({ receiptCode }) => ({ receiptCode, address: '13800000000' }) }, 'received'),
  'POST /api/v1/receipts/voice':     everyone(200, { ...at('/api/v1/receipts/voice'), body: ({ receiptCode }) => ({ receiptCode, transcriptOnly: true }) }, 'received'),
  'POST /api/v1/receipts/forget-notice': everyone(200, { ...at('/api/v1/receipts/forget-notice'), body: ({ receiptCode }) => ({ receiptCode }) }, 'received'),
  'GET /api/v1/proof-of-work':       everyone(200, at(`/api/v1/proof-of-work?code=${codeOf('point xingfuli')}`)),
  'GET /api/v1/codes/:code':         everyone(200, at(`/api/v1/codes/${codeOf('town shanqiao')}`)),
  'POST /api/v1/sessions':           everyone(201, { ...at('/api/v1/sessions'), body: () => ({ login: 'shenji', password: demonstrationPassword }) }),

  'GET /api/v1/sessions/ways':       everyone(200, at('/api/v1/sessions/ways')),
  'POST /api/v1/sessions/passkey-challenge': everyone(200, at('/api/v1/sessions/passkey-challenge')),
  // An answer that answers nothing.
  'POST /api/v1/sessions/passkey':    everyone(400, { ...at('/api/v1/sessions/passkey'), body: () => ({ answer: noPasskey }) }),
  // No work platform is set up here.
  'GET /sign-in/elsewhere':           everyone(404, at('/sign-in/elsewhere')),
  'GET /sign-in/elsewhere/back':      everyone(400, at('/sign-in/elsewhere/back?code=1&state=2')),
  'POST /api/v1/invitations/open':    everyone(404, { ...at('/api/v1/invitations/open'), body: () => ({ token: 'QH.of-nobody-at-all' }) }),
  'POST /api/v1/invitations/accept':  everyone(404, { ...at('/api/v1/invitations/accept'), body: () => ({ token: 'QH.of-nobody-at-all', password: 'ten letters' }) }),

  // One's own account is everyone's own: what is asked for here is refused for what it says, or changes nothing.
  'GET /api/v1/me':                   own(200, at('/api/v1/me')),
  'POST /api/v1/me/password':         own(400, { ...at('/api/v1/me/password'), body: () => ({ current: 'x', password: 'short' }) }),
  'POST /api/v1/me/second-factor':    own(400, { ...at('/api/v1/me/second-factor'), body: () => ({}) }),
  'POST /api/v1/me/second-factor/confirm': own(400, { ...at('/api/v1/me/second-factor/confirm'), body: () => ({}) }),
  'POST /api/v1/me/second-factor/drop': own(400, { ...at('/api/v1/me/second-factor/drop'), body: () => ({}) }),
  'POST /api/v1/me/recovery-codes':   own(400, { ...at('/api/v1/me/recovery-codes'), body: () => ({}) }),
  'POST /api/v1/me/passkeys/begin':   own(400, { ...at('/api/v1/me/passkeys/begin'), body: () => ({}) }),
  'POST /api/v1/me/passkeys':         own(400, { ...at('/api/v1/me/passkeys'), body: () => ({ name: '钥匙', answer: noPasskey }) }),
  'POST /api/v1/me/passkeys/remove':  own(404, { ...at('/api/v1/me/passkeys/remove'), body: () => ({ id: 'none' }) }),
  'POST /api/v1/me/sessions/end':     own(404, { ...at('/api/v1/me/sessions/end'), body: () => ({ id: randomUUID() }) }),
  'POST /api/v1/me/sessions/end-others': own(200, at('/api/v1/me/sessions/end-others')),

  // The district's office keeps the accounts of its own people; auditors read along.
  'GET /api/v1/people':               accounts(at('/api/v1/people'), 200, 200, 200),
  'GET /api/v1/people/export':        accounts(at('/api/v1/people/export?format=csv'), 200, 200, 200),
  'GET /api/v1/people/units':         accounts(at('/api/v1/people/units'), 200, 200, 200),
  'GET /api/v1/people/sign-in-rules': accounts(at('/api/v1/people/sign-in-rules'), 200, 200, 200),
  'POST /api/v1/people/sign-in-rules': accounts({ ...at('/api/v1/people/sign-in-rules'), body: () => ({ roles: [] }) }, 200, 200),
  'POST /api/v1/people':              accounts({ ...at('/api/v1/people'), body: () => ({ name: '某人', login: `u${randomUUID()}` }) }, 201, 201),
  'GET /api/v1/people/:id':           accounts(at(`/api/v1/people/${idOf('user limin')}`), 200, 404, 200),
  'GET /api/v1/people/:id/leaving':   accounts(at(`/api/v1/people/${idOf('user limin')}/leaving`), 200, 404),
  // Not really: nobody may leave by their own hand, and the others go on with their work here.
  'POST /api/v1/people/:id/leave':    accounts({ ...at(`/api/v1/people/${idOf('user qinhu')}/leave`), body: () => ({}) }, 409, 404),
  'POST /api/v1/people/:id/invite':   accounts({ ...at(`/api/v1/people/${idOf('user limin')}/invite`), body: () => ({}) }, 200, 404),
  'POST /api/v1/people/:id/revoke-invitation': accounts({ ...at(`/api/v1/people/${randomUUID()}/revoke-invitation`), body: () => ({}) }, 404, 404),
  'POST /api/v1/people/:id/describe': accounts({ ...at(`/api/v1/people/${idOf('user limin')}/describe`), body: () => ({ name: '李敏' }) }, 200, 404),
  'POST /api/v1/people/:id/give-role': accounts({ ...at(`/api/v1/people/${idOf('user limin')}/give-role`), body: () => ({ role: 'station', unitId: randomUUID() }) }, 400, 404),
  'POST /api/v1/people/:id/take-role': accounts({ ...at(`/api/v1/people/${idOf('user limin')}/take-role`), body: () => ({ role: 'auditor' }) }, 404, 404),
  'POST /api/v1/people/:id/disable':  accounts({ ...at(`/api/v1/people/${randomUUID()}/disable`), body: () => ({}) }, 404, 404),
  'POST /api/v1/people/:id/enable':   accounts({ ...at(`/api/v1/people/${idOf('user limin')}/enable`), body: () => ({}) }, 200, 404),
  'POST /api/v1/people/:id/end-sessions': accounts({ ...at(`/api/v1/people/${randomUUID()}/end-sessions`), body: () => ({}) }, 404, 404),
  'POST /api/v1/people/:id/reset-second-factor': accounts({ ...at(`/api/v1/people/${idOf('user limin')}/reset-second-factor`), body: () => ({}) }, 409, 404),

  'GET /api/v1/sessions/current':    { ...at('/api/v1/sessions/current'), about: null, signedOut: 401, resident: 401,
    deputy: [200, 200, 200], station: [200, 200, 200], town: [200, 200, 200], district: [200, null, 200], agency: [200, 200, 200], auditor: [200, null, 200] },
  'DELETE /api/v1/sessions/current': { ...at('/api/v1/sessions/current'), about: null, signedOut: 401, resident: 401,
    deputy: [204, 204, 204], station: [204, 204, 204], town: [204, 204, 204], district: [204, null, 204], agency: [204, 204, 204], auditor: [204, null, 204] },
  // A list is never refused: it shows what may be seen, and `matrix.test.ts` looks for the case in it.
  'GET /api/v1/cases':               { ...at('/api/v1/cases?view=all&limit=200'), about: 'received', signedOut: 401, resident: 401,
    deputy: [200, 200, 200], station: [200, 200, 200], town: [200, 200, 200], district: [200, null, 200], agency: [200, 200, 200], auditor: [200, null, 200] },
  'GET /api/v1/cases/units':         anyStaff(at('/api/v1/cases/units')),
  'GET /api/v1/cases/export':        anyStaff(at('/api/v1/cases/export?view=all&format=csv')),
  'GET /api/v1/list-views':          anyStaff(at('/api/v1/list-views')),
  'POST /api/v1/list-views':         anyStaff({ ...at('/api/v1/list-views'), body: () => ({ name: '急的', filters: { urgent: 'true' } }) }),
  'DELETE /api/v1/list-views/:id':   anyStaff(at(`/api/v1/list-views/${randomUUID()}`), 404),
  'POST /api/v1/cases/by-receipt':   byHolders({ ...at('/api/v1/cases/by-receipt'), body: ({ receiptCode }) => ({ receiptCode }) }, theirs, 'received'),
  'POST /api/v1/bulk-acts/preview':  byHolders({ ...at('/api/v1/bulk-acts/preview'), body: urgeOne }, theirs, 'received'),
  'POST /api/v1/bulk-acts':          byHolders({ ...at('/api/v1/bulk-acts'), body: urgeOne }, [201, 404, 404], 'received'),
  // What is proposed is shown to its own unit only: test/stories/bulk.test.ts.
  'GET /api/v1/bulk-acts':           byHolders(at('/api/v1/bulk-acts'), [200, 200, 200]),
  'GET /api/v1/bulk-acts/:id':       byHolders(at(noAct), [404, 404, 404]),
  'POST /api/v1/bulk-acts/:id/consent': byHolders({ ...at(`${noAct}/consent`), body: () => ({}) }, [404, 404, 404]),
  'POST /api/v1/bulk-acts/:id/drop': byHolders({ ...at(`${noAct}/drop`), body: () => ({}) }, [404, 404, 404]),
  'GET /api/v1/agencies':            { ...at('/api/v1/agencies'), about: null, signedOut: 401, resident: 401,
    deputy: [200, 200, 200], station: [200, 200, 200], town: [200, 200, 200], district: [200, null, 200], agency: [403, 403, 403], auditor: [403, null, 403] },

  'GET /api/v1/towns':               { ...at('/api/v1/towns'), about: null, signedOut: 401, resident: 401,
    deputy: [403, 403, 403], station: [403, 403, 403], town: [200, 200, 200], district: [200, null, 200], agency: [403, 403, 403], auditor: [403, null, 403] },

  ...rulesRows,

  'GET /api/v1/places':              keepers(at('/api/v1/places'), [200, 200, 200]),
  'GET /api/v1/places/owners':       keepers(at('/api/v1/places/owners'), [200, 200, 200]),
  'GET /api/v1/places/export':       keepers(at('/api/v1/places/export?format=csv'), [200, 200, 200]),
  'GET /api/v1/places/template':     keepers(at('/api/v1/places/template?format=xlsx'), [200, 200, 200]),
  // A preview is never refused as a whole: it says of each line whose it would be.
  'POST /api/v1/places/import':      keepers({ ...at('/api/v1/places/import'), body: () => ({ content: btoa('kind,name'), make: false }) }, [200, 200, 200]),
  'POST /api/v1/places':             keepers({ ...at('/api/v1/places'), body: () => ({ name: randomUUID(), type: 'other', stationId: idOf('station dongjie') }) }, [201, 400, 400]),
  'GET /api/v1/places/:id':          keepers(at(place), theirs),
  'POST /api/v1/places/:id/rename':  keepers({ ...at(`${place}/rename`), body: () => ({ name: '幸福里 3 幢' }) }, theirs),
  'POST /api/v1/places/:id/move':    keepers({ ...at(`${place}/move`), body: () => ({ stationId: idOf('station dongjie') }) }, theirs),
  'POST /api/v1/places/:id/locate':  keepers({ ...at(`${place}/locate`), body: () => ({ latitude: '30.8', longitude: '120.1' }) }, theirs),
  'POST /api/v1/places/:id/describe': keepers({ ...at(`/api/v1/places/${idOf('deputy limin')}/describe`), body: () => ({ receives: '每月 15 日' }) }, theirs),
  'POST /api/v1/places/print':       keepers({ ...at('/api/v1/places/print'), body: () => ({ ids: [idOf('deputy limin')], sheet: 'card' }) }, theirs),
  'POST /api/v1/places/:id/replace-code': keepers({ ...at(`${place}/replace-code`), body: () => ({}) }, theirs),
  // The station is asked first and takes the only code out of use; the offices above it then find none.
  'POST /api/v1/places/:id/revoke-code': { ...keepers({ ...at(`${place}/revoke-code`), body: () => ({}) }, theirs), town: [404, 404, 404], district: [404, null, 404] },

  // A case of another unit is not there at all (404). A move that is none of the role's is refused before one looks (403).
  'GET /api/v1/cases/:id':           { url: onCase(), about: 'received', signedOut: 401, resident: 401,
    deputy: [200, 404, 404], station: [200, 404, 404], town: [200, 404, 404], district: [200, null, 404], agency: [200, 404, 404], auditor: [200, null, 404] },
  'GET /api/v1/cases/:id/files/:file': { url: onCase(`/files/${randomUUID()}`), about: 'received', signedOut: 401, resident: 401,
    deputy: [404, 404, 404], station: [404, 404, 404], town: [404, 404, 404], district: [404, null, 404], agency: [404, 404, 404], auditor: [404, null, 404] },
  'GET /api/v1/cases/:id/readings':  { url: onCase('/readings'), about: 'received', signedOut: 401, resident: 401,
    deputy: [200, 404, 404], station: [200, 404, 404], town: [200, 404, 404], district: [200, null, 404], agency: [200, 404, 404], auditor: [200, null, 404] },
  // No case here has a file: who may write down what it says is told in test/stories/readings.test.ts.
  'POST /api/v1/cases/:id/files/:file/reading': move(`files/${randomUUID()}/reading`, 'received', () => ({ words: '路灯坏了。', confirmed: false }), {
    deputy: [404, 404, 404], station: [404, 404, 404], town: [404, 404, 404], district: [404, null, 404] }),
  // What it tells is one's own to see: live-desk.test.ts.
  'GET /api/v1/live':                ownThing(200, at('/api/v1/live')),
  'POST /api/v1/cases/:id/presence': { url: onCase('/presence'), body: () => ({ here: true }), about: 'received', signedOut: 401, resident: 401,
    deputy: [200, 404, 404], station: [200, 404, 404], town: [200, 404, 404], district: [200, null, 404], agency: [200, 404, 404], auditor: [200, null, 404] },
  'GET /api/v1/notices':             ownThing(200, at('/api/v1/notices')),
  'POST /api/v1/notices/read':       ownThing(204, { ...at('/api/v1/notices/read'), body: () => ({ all: true }) }),
  'GET /api/v1/notices/settings':    ownThing(200, at('/api/v1/notices/settings')),
  'POST /api/v1/notices/settings':   ownThing(204, { ...at('/api/v1/notices/settings'), body: () => ({ quietFrom: 21, quietUntil: 8, digestHour: 9, pace: allAtOnce }) }),
  // Nothing is sent from here, so no address can be kept.
  'POST /api/v1/notices/address':    ownThing(400, { ...at('/api/v1/notices/address'), body: () => ({ address: '13812345678' }) }),
  'POST /api/v1/notices/forget-address': ownThing(204, { ...at('/api/v1/notices/forget-address'), body: () => ({ kind: 'sms' }) }),
  'POST /api/v1/notices/robot':      robot('robot', { webhook: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789abcdef', quietFrom: 21, quietUntil: 8 }),
  'POST /api/v1/notices/forget-robot': robot('forget-robot', {}),
  'GET /api/v1/cases/:id/sheet':     { url: onCase('/sheet'), about: 'received', signedOut: 401, resident: 401,
    deputy: [200, 404, 404], station: [200, 404, 404], town: [200, 404, 404], district: [200, null, 404], agency: [200, 404, 404], auditor: [200, null, 404] },
  'POST /api/v1/cases/:id/release':  move('release', 'quarantined', () => ({}), desk),
  // The view shows what is one's own to look at, and a move on many tells of each what it refused: quarantine.test.ts.
  'GET /api/v1/quarantine':          { ...at('/api/v1/quarantine'), about: 'quarantined', signedOut: 401, resident: 401,
    deputy: [403, 403, 403], station: [200, 200, 200], town: [200, 200, 200], district: [200, null, 200], agency: [403, 403, 403], auditor: [200, null, 200] },
  'POST /api/v1/quarantine/release': together('release'),
  'POST /api/v1/quarantine/propose-decline': together('propose-decline', { reason: 'no-content', ...words }),
  'POST /api/v1/quarantine/drop-decline': together('drop-decline'),
  'POST /api/v1/quarantine/decline': together('decline'),
  // What stands on it is the deputy's own: week.test.ts.
  'GET /api/v1/week':                { ...at('/api/v1/week'), about: 'received', signedOut: 401, resident: 401,
    deputy: [200, 200, 200], station: [403, 403, 403], town: [403, 403, 403], district: [403, null, 403], agency: [403, 403, 403], auditor: [403, null, 403] },
  'POST /api/v1/cases/:id/accept':   { url: onCase('/accept'), body: () => ({}), about: 'received', signedOut: 401, resident: 401,
    deputy: [200, 404, 404], station: [200, 404, 404], town: [200, 404, 404], district: [200, null, 404], agency: [403, 403, 403], auditor: [403, null, 403] },
  'POST /api/v1/cases/:id/pass':     { url: onCase('/pass'), body: () => words, about: 'accepted', signedOut: 401, resident: 401,
    deputy: [200, 404, 404], station: [200, 404, 404], town: [200, 404, 404], district: [403, null, 403], agency: [403, 403, 403], auditor: [403, null, 403] },
  'POST /api/v1/cases/:id/hand-over': { url: onCase('/hand-over'), body: ({ district }) => ({ agencyId: idOf('agency works', district) }), about: 'accepted', signedOut: 401, resident: 401,
    deputy: [403, 403, 403], station: [200, 404, 404], town: [200, 404, 404], district: [200, null, 404], agency: [403, 403, 403], auditor: [403, null, 403] },
  'POST /api/v1/cases/:id/return':   { url: onCase('/return'), body: () => words, about: 'with-agency', signedOut: 401, resident: 401,
    deputy: [403, 403, 403], station: [403, 403, 403], town: [403, 403, 403], district: [403, null, 403], agency: [200, 404, 404], auditor: [403, null, 403] },
  'POST /api/v1/cases/:id/answer':   { url: onCase('/answer'), body: () => answer, about: 'with-agency', signedOut: 401, resident: 401,
    deputy: [403, 403, 403], station: [403, 403, 403], town: [403, 403, 403], district: [403, null, 403], agency: [200, 404, 404], auditor: [403, null, 403] },
  'POST /api/v1/cases/:id/answer-directly': { url: onCase('/answer-directly'), body: () => answer, about: 'accepted', signedOut: 401, resident: 401,
    deputy: [200, 404, 404], station: [200, 404, 404], town: [200, 404, 404], district: [200, null, 404], agency: [403, 403, 403], auditor: [403, null, 403] },
  // A deputy claims what the station holds; whoever holds it already has nothing to claim.
  'POST /api/v1/cases/:id/claim':    move('claim', 'at-station', () => ({}), { deputy: [200, 404, 404] }),
  'POST /api/v1/cases/:id/transfer': move('transfer', 'received', ({ district }) => ({ to: { townId: idOf('town dixi', district) }, ...words }), offices),
  'POST /api/v1/cases/:id/propose-decline': move('propose-decline', 'received', () => ({ reason: 'no-content', ...words }), desk),
  'POST /api/v1/cases/:id/drop-decline': move('drop-decline', 'decline-proposed', () => ({}), desk),
  'POST /api/v1/cases/:id/decline':  move('decline', 'decline-proposed', () => ({}), desk),
  'POST /api/v1/cases/:id/give-opinion': move('give-opinion', 'co-handled', () => words, agency),
  'POST /api/v1/cases/:id/call-meeting': move('call-meeting', 'accepted', ({ district }) => ({ at: '2026-03-12T01:00:00Z', place: '幸福里北门', agencyIds: [idOf('agency works', district)] }), holders),
  'POST /api/v1/cases/:id/answer-meeting': move('answer-meeting', 'meeting-called', () => ({ answer: 'coming' }), agency),
  'POST /api/v1/cases/:id/call-off-meeting': move('call-off-meeting', 'meeting-called', () => words, holders),
  'POST /api/v1/cases/:id/conclude-meeting': move('conclude-meeting', 'meeting-called', ({ district }) => ({ ...words, items: [{ agencyId: idOf('agency works', district), what: '换螺栓', dueOn: '2026-03-20' }] }), holders),
  'POST /api/v1/cases/:id/finish-item': move('finish-item', 'item-agreed', ({ itemId }) => ({ item: itemId, ...words }), agency),
  'POST /api/v1/cases/:id/ask':      move('ask', 'accepted', () => words, { ...holders, ...agency }),
  'POST /api/v1/cases/:id/message':  move('message', 'received', () => words, { ...holders, ...agency }),
  'POST /api/v1/cases/:id/ask-extension': move('ask-extension', 'with-agency', () => ({ until: '2026-03-25', ...words }), agency),
  'POST /api/v1/cases/:id/grant-extension': move('grant-extension', 'extension-asked', () => ({}), offices),
  'POST /api/v1/cases/:id/refuse-extension': move('refuse-extension', 'extension-asked', () => words, offices),
  'POST /api/v1/cases/:id/relay':    move('relay', 'answered', () => words, holders),
  'POST /api/v1/cases/:id/merge':    move('merge', 'two', ({ leadId }) => ({ into: leadId }), desk),
  'POST /api/v1/cases/:id/split':    move('split', 'merged', () => ({}), desk),
  'POST /api/v1/cases/:id/reopen':   move('reopen', 'closed', () => words, offices),
  'POST /api/v1/cases/:id/fulfil':   move('fulfil', 'planned', () => answer, { ...holders, ...agency }),
  'POST /api/v1/cases/:id/supervise': move('supervise', 'received', () => ({}), offices),
  'POST /api/v1/cases/:id/urge':     move('urge', 'received', () => ({}), offices),
  'POST /api/v1/cases/:id/recuse-agency': move('recuse-agency', 'received', ({ district }) => ({ agencyId: idOf('agency water', district), ...words }), { ...desk }),
  'POST /api/v1/cases/:id/drop-recusal': move('drop-recusal', 'received', () => words, offRecusal),
  'POST /api/v1/cases/:id/mark-urgent': move('mark-urgent', 'received', () => ({}), { ...holders, ...agency }),
  // Entering is for one's own places: the station's is within reach of its town and the district, too.
  'GET /api/v1/entries/places':      { ...at('/api/v1/entries/places'), about: null, signedOut: 401, resident: 401,
    deputy: [200, 200, 200], station: [200, 200, 200], town: [200, 200, 200], district: [200, null, 200], agency: [403, 403, 403], auditor: [403, null, 403] },
  'POST /api/v1/entries':            { ...at('/api/v1/entries'), body: () => ({ entryId: randomUUID(), to: { station: codeOf('station dongjie') }, channel: 'phone', ...spoken }), about: null, signedOut: 401, resident: 401,
    deputy: [201, 403, 404], station: [201, 403, 404], town: [201, 403, 404], district: [201, null, 404], agency: [403, 403, 403], auditor: [403, null, 403] },
  // Nobody has entered anything under this id.
  'POST /api/v1/entries/slip':       handOut('/api/v1/entries/slip'),
  'POST /api/v1/entries/aloud':      handOut('/api/v1/entries/aloud'),
  'GET /api/v1/cases/:id/notes':     { url: onCase('/notes'), about: 'received', signedOut: 401, resident: 401,
    deputy: [200, 404, 404], station: [200, 404, 404], town: [200, 404, 404], district: [200, null, 404], agency: [200, 404, 404], auditor: [200, null, 404] },
  'POST /api/v1/cases/:id/notes':    { url: onCase('/notes'), body: () => words, about: 'received', signedOut: 401, resident: 401,
    deputy: [201, 404, 404], station: [201, 404, 404], town: [201, 404, 404], district: [201, null, 404], agency: [201, 404, 404], auditor: [403, null, 403] },
  'POST /api/v1/cases/:id/notes/:note/correct': { url: onCase(`/notes/${randomUUID()}/correct`), body: () => words, about: 'received', signedOut: 401, resident: 401,
    deputy: [404, 404, 404], station: [404, 404, 404], town: [404, 404, 404], district: [404, null, 404], agency: [404, 404, 404], auditor: [403, null, 403] },
  // Calling back is the offices' alone; of their own draws, of which there are none here.
  'GET /api/v1/call-backs':          calling(200, at('/api/v1/call-backs')),
  'GET /api/v1/call-backs/export':   calling(404, at(`/api/v1/call-backs/export?draw=${randomUUID()}&format=csv`)),
  'POST /api/v1/call-backs':         calling(409, { ...at('/api/v1/call-backs'), body: () => ({ from: '2026-03-01', until: '2026-03-31', count: 5 }) }),
  'POST /api/v1/call-backs/:draw/:id/look': calling(404, { ...at(`/api/v1/call-backs/${randomUUID()}/${randomUUID()}/look`), body: () => ({ reason: '电话回访' }) }),
  'POST /api/v1/call-backs/:draw/:id': calling(404, { ...at(`/api/v1/call-backs/${randomUUID()}/${randomUUID()}`), body: () => ({ cameOfIt: 'refused' }) }),
  // Erasing is the district's office alone, whoever holds the case; a colleague has asked where another must decide.
  'GET /api/v1/erasures':            { ...at('/api/v1/erasures'), about: null, signedOut: 401, resident: 401,
    deputy: [403, 403, 403], station: [403, 403, 403], town: [403, 403, 403], district: [200, null, 200], agency: [403, 403, 403], auditor: [403, null, 403] },
  'POST /api/v1/cases/:id/ask-erase': move('ask-erase', 'received', () => ({ wish: 'law', ...words }), { district: [200, null, 404] }),
  'POST /api/v1/cases/:id/drop-erase': move('drop-erase', 'erase-asked', () => ({}), { district: [200, null, 404] }),
  'POST /api/v1/cases/:id/erase':    move('erase', 'erase-asked', () => ({}), { district: [200, null, 404] }),
  // Every prepared case names its resident to those who handle it and to the agency.
  'POST /api/v1/cases/:id/look-at-identity': { url: onCase('/look-at-identity'), body: () => ({ reason: '约时间上门' }), about: 'accepted', signedOut: 401, resident: 401,
    deputy: [200, 404, 404], station: [200, 404, 404], town: [200, 404, 404], district: [200, null, 404], agency: [200, 404, 404], auditor: [403, null, 403] },
}

/** A login of each role, and another unit of the same role; the whole district has no other. */
export const logins = {
  deputy: { own: 'limin', other: 'chenya' },
  station: { own: 'dongjie', other: 'liuan' },
  town: { own: 'shanqiao', other: 'dixijiedao' },
  district: { own: 'qinhu', other: null },
  agency: { own: 'shizheng', other: 'chengguan' },
  auditor: { own: 'shenji', other: null },
} as const satisfies Record<StaffRole, { own: string; other: string | null }>

/** Whom a resident speaks to so that the case lies with the role's own unit (an agency's case comes by its station). */
export const saidTo: Readonly<Record<StaffRole, Record<string, string>>> = {
  deputy: { deputy: codeOf('deputy limin') },
  station: { station: codeOf('station dongjie') },
  town: { town: codeOf('town shanqiao') },
  district: { district: here.prefix },
  agency: { station: codeOf('station dongjie') },
  auditor: { station: codeOf('station dongjie') },
}
