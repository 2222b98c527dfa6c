/** The server as a browser calls it: one function a route, typed by the contract. It validates nothing itself. */
import type { z } from 'zod'
import type {
  BulkActsReply,
  BulkBody,
  BulkPreviewReply,
  BulkReportReply,
  BulkStartedReply,
} from '../../src/contract/bulk.ts'
import type { CallBacksReply, DrawBody, RecordCallBody } from '../../src/contract/call-backs.ts'
import type {
  AgenciesReply,
  answerBody,
  askExtensionBody,
  CaseReply,
  declineBody,
  handOverBody,
  IdentityReply,
  ListCasesReply,
  lookAtIdentityBody,
  MovedReply,
  mergeBody,
  optionalWordsBody,
  plainBody,
  recuseAgencyBody,
  TownsReply,
  transferBody,
  wordsBody,
} from '../../src/contract/cases.ts'
import type { EnterReportBody, EnterReportReply, EntryPlacesReply, ReadAloudReply } from '../../src/contract/entries.ts'
import type { AskEraseBody, DropEraseBody, EraseBody, ErasingReply, ErasuresReply } from '../../src/contract/erasing.ts'
import type {
  ByReceiptReply,
  ExportCasesQuery,
  FilterUnitsReply,
  KeepViewBody,
  ListCasesQuery,
  ListViewReply,
  ListViewsReply,
} from '../../src/contract/lists.ts'
import type { PresenceReply } from '../../src/contract/live.ts'
import type { MapReply } from '../../src/contract/map.ts'
import type {
  BegunSecondFactorReply,
  ChangePasswordBody,
  InvitationReply,
  OwnAccountReply,
  RecoveryCodesReply,
  SignInWaysReply,
} from '../../src/contract/me.ts'
import type {
  answerMeetingBody,
  callMeetingBody,
  concludeMeetingBody,
  finishItemBody,
} from '../../src/contract/meetings.ts'
import type { NoteBody, NotesReply } from '../../src/contract/notes.ts'
import type {
  ForgetRobotBody,
  ListNoticesQuery,
  ListNoticesReply,
  NoticeSettingsReply,
  NoticeWishesBody,
  ReadNoticesBody,
  RobotBody,
} from '../../src/contract/notices.ts'
import type {
  AddPersonBody,
  InvitedReply,
  LeaveBody,
  LeavingReply,
  LeftReply,
  ListPeopleQuery,
  ListPeopleReply,
  PersonAct,
  PersonActBodies,
  PersonReply,
  SignInRules,
  UnitsForRolesReply,
} from '../../src/contract/people.ts'
import type {
  ActedReply,
  AddedPlaceReply,
  AddPlaceBody,
  ImportPlacesBody,
  ImportPlacesReply,
  ListPlacesQuery,
  ListPlacesReply,
  OneAct,
  OwnersReply,
  PlaceActBodies,
  PlaceReply,
  PrintPlacesBody,
} from '../../src/contract/places.ts'
import type {
  declineTogetherBody,
  MovedTogetherReply,
  QuarantineReply,
  releaseTogetherBody,
} from '../../src/contract/quarantine.ts'
import type { CaseReadingsReply, ReadFileBody, ReadFileReply } from '../../src/contract/readings.ts'
import type { MeReply, SignInBody, SignInReply } from '../../src/contract/sessions.ts'
import type { RefusalReply } from '../../src/contract/shared.ts'
import type { WeekReply } from '../../src/contract/week.ts'
import { paths } from './paths.ts'
import { rulesCalls } from './rules-api.ts'

type Plain = z.input<typeof plainBody>
type Words = z.input<typeof wordsBody>
type Answer = z.input<typeof answerBody>

/** The moves staff make, with what each sends. */
export type MoveBodies = {
  release: Plain
  accept: Plain
  claim: Plain
  pass: Words
  transfer: z.input<typeof transferBody>
  'propose-decline': z.input<typeof declineBody>
  'drop-decline': Plain
  decline: Plain
  'hand-over': z.input<typeof handOverBody>
  return: Words
  'give-opinion': Words
  'call-meeting': z.input<typeof callMeetingBody>
  'answer-meeting': z.input<typeof answerMeetingBody>
  'call-off-meeting': Words
  'conclude-meeting': z.input<typeof concludeMeetingBody>
  'finish-item': z.input<typeof finishItemBody>
  ask: Words
  message: Words
  'ask-extension': z.input<typeof askExtensionBody>
  'grant-extension': Plain
  'refuse-extension': Words
  'answer-directly': Answer
  answer: Answer
  fulfil: Answer
  relay: Words
  merge: z.input<typeof mergeBody>
  split: Plain
  reopen: Words
  supervise: Plain
  urge: Plain
  'recuse-agency': z.input<typeof recuseAgencyBody>
  'drop-recusal': Words
  'mark-urgent': z.input<typeof optionalWordsBody>
}
export type StaffMove = keyof MoveBodies

/** The steps of erasing, with what each sends. */
export type ErasingBodies = {
  'ask-erase': AskEraseBody
  'drop-erase': DropEraseBody
  erase: EraseBody
}

type Together = z.input<typeof releaseTogetherBody>

/** The moves on many cases in quarantine at once, with what each sends. */
export type MovesTogether = {
  release: Together
  'propose-decline': z.input<typeof declineTogetherBody>
  decline: Together
  'drop-decline': Together
}

/** Why a call came to nothing: the server said no and why; nobody answered; or the answer made no sense. */
export type Failure =
  | ({ readonly kind: 'refused'; readonly status: number } & RefusalReply)
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'broken'; readonly status: number }

/** A `Failure` on its way up to whoever shows it. */
export class CallFailed extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.kind === 'refused' ? failure.refusal : failure.kind)
    this.failure = failure
  }
}

/** The failure in something that was thrown; what is not one of ours counts as broken. */
export const failureOf = (thrown: unknown): Failure =>
  thrown instanceof CallFailed ? thrown.failure : { kind: 'broken', status: 0 }

export type ApiOptions = {
  /** The language in which refusals are to be said. */
  readonly language: () => string
  readonly csrfToken: () => string | null
  /** Called when a session has ended in the middle of work; the call is made once more when it resolves. */
  readonly signInAgain: () => Promise<void>
  /** The server's clock with every answer, for a device whose own clock is wrong. */
  readonly heardAt?: (serverTime: Date) => void
}

/** The calls. Each resolves with its reply or throws `CallFailed`. */
export function createApi(options: ApiOptions) {
  type Call = {
    method?: 'POST' | 'DELETE'
    body?: unknown
    signal?: AbortSignal | undefined
    retry?: boolean
    file?: boolean
    keepalive?: boolean
    /** Hears how many bytes of a file have come. */
    progress?: (bytes: number) => void
  }

  async function call<Reply>(
    path: string,
    { method, body, signal, retry = true, file = false, keepalive = false, progress }: Call = {},
  ): Promise<Reply> {
    const csrf = method ? options.csrfToken() : null
    const answer = await send(path, {
      method: method ?? 'GET',
      headers: {
        accept: 'application/json',
        'accept-language': options.language(),
        // A form says its own type, with the line between its parts.
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...(csrf && { 'x-csrf-token': csrf }),
      },
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
      ...(keepalive && { keepalive }),
    })
    const date = answer.headers.get('date')
    if (date) options.heardAt?.(new Date(date))
    if (answer.status === 401 && retry) {
      await options.signInAgain()
      return call(path, { ...(method && { method }), body, signal, retry: false, file, ...(progress && { progress }) })
    }
    if (answer.ok && file) return (await fileIn(answer, progress)) as Reply
    if (answer.ok) return (answer.status === 204 ? undefined : await read(answer)) as Reply
    throw new CallFailed(await refusalIn(answer))
  }

  return {
    signIn: (body: SignInBody) =>
      call<SignInReply>(paths.api.sessions, { method: 'POST', body, retry: false }).then(({ me }) => me),
    signInWays: () => call<SignInWaysReply>(paths.api.signInWays, { retry: false }),
    /** What to ask the device, and its answer: the browser's own parts of a passkey go through as they are. */
    askPasskey: () => call<unknown>(paths.api.passkeyChallenge, { method: 'POST', retry: false }),
    signInWithPasskey: (answer: unknown) =>
      call<SignInReply>(paths.api.passkeySession, { method: 'POST', body: { answer }, retry: false }).then(
        ({ me }) => me,
      ),
    openInvitation: (token: string) =>
      call<InvitationReply>(paths.api.openInvitation, { method: 'POST', body: { token }, retry: false }),
    acceptInvitation: (body: { token: string; password: string }) =>
      call<{ login: string }>(paths.api.acceptInvitation, { method: 'POST', body, retry: false }),
    ownAccount: (signal?: AbortSignal) => call<OwnAccountReply>(paths.api.me, { signal }),
    changePassword: (body: ChangePasswordBody) => call<object>(paths.api.ownAct('password'), { method: 'POST', body }),
    beginSecondFactor: (body: { password: string }) =>
      call<BegunSecondFactorReply>(paths.api.ownAct('second-factor'), { method: 'POST', body }),
    confirmSecondFactor: (body: { code: string }) =>
      call<RecoveryCodesReply>(paths.api.ownAct('second-factor/confirm'), { method: 'POST', body }),
    dropSecondFactor: (body: { password: string }) =>
      call<object>(paths.api.ownAct('second-factor/drop'), { method: 'POST', body }),
    renewRecoveryCodes: (body: { password: string }) =>
      call<RecoveryCodesReply>(paths.api.ownAct('recovery-codes'), { method: 'POST', body }),
    beginPasskey: (body: { password: string }) =>
      call<unknown>(paths.api.ownAct('passkeys/begin'), { method: 'POST', body }),
    addPasskey: (body: { name: string; answer: unknown }) =>
      call<object>(paths.api.ownAct('passkeys'), { method: 'POST', body }),
    removePasskey: (id: string) => call<object>(paths.api.ownAct('passkeys/remove'), { method: 'POST', body: { id } }),
    endSession: (id: string) =>
      call<{ ended: number }>(paths.api.ownAct('sessions/end'), { method: 'POST', body: { id } }),
    endOtherSessions: () =>
      call<{ ended: number }>(paths.api.ownAct('sessions/end-others'), { method: 'POST', body: {} }),
    listPeople: (query: ListPeopleQuery, signal?: AbortSignal) =>
      call<ListPeopleReply>(`${paths.api.people}?${asQuery(query)}`, { signal }),
    exportPeople: (query: ListPeopleQuery, format: 'csv' | 'xlsx') =>
      call<Blob>(`${paths.api.exportPeople}?${asQuery({ ...query, format })}`, { file: true }),
    unitsForRoles: (signal?: AbortSignal) => call<UnitsForRolesReply>(paths.api.unitsForRoles, { signal }),
    signInRules: (signal?: AbortSignal) => call<SignInRules>(paths.api.signInRules, { signal }),
    setSignInRules: (body: SignInRules) => call<SignInRules>(paths.api.signInRules, { method: 'POST', body }),
    readPerson: (id: string, signal?: AbortSignal) => call<PersonReply>(paths.api.person(id), { signal }),
    addPerson: (body: AddPersonBody) => call<InvitedReply>(paths.api.people, { method: 'POST', body }),
    invite: (id: string) => call<InvitedReply>(paths.api.personAct(id, 'invite'), { method: 'POST', body: {} }),
    actOnPerson: <Act extends PersonAct>(id: string, act: Act, body: PersonActBodies[Act]) =>
      call<{ id: string }>(paths.api.personAct(id, act), { method: 'POST', body }),
    leaving: (id: string, signal?: AbortSignal) => call<LeavingReply>(paths.api.personAct(id, 'leaving'), { signal }),
    letLeave: (id: string, body: LeaveBody) =>
      call<LeftReply>(paths.api.personAct(id, 'leave'), { method: 'POST', body }),
    /** Who is signed in, or null. */
    currentSession: (signal?: AbortSignal) =>
      call<MeReply>(paths.api.currentSession, { signal, retry: false }).catch((thrown: unknown) => {
        const failure = failureOf(thrown)
        if (failure.kind === 'refused' && failure.status === 401) return null
        throw thrown
      }),
    signOut: () => call<void>(paths.api.currentSession, { method: 'DELETE', retry: false }),
    listCases: (query: ListCasesQuery, signal?: AbortSignal) =>
      call<ListCasesReply>(`${paths.api.cases}?${asQuery(query)}`, { signal }),
    filterUnits: (signal?: AbortSignal) => call<FilterUnitsReply>(paths.api.filterUnits, { signal }),
    /** The case behind a receipt, where the person may see it; the code goes in the body, never in an address. */
    caseByReceipt: (receiptCode: string) =>
      call<ByReceiptReply>(paths.api.byReceipt, { method: 'POST', body: { receiptCode } }),
    listViews: (signal?: AbortSignal) => call<ListViewsReply>(paths.api.listViews, { signal }),
    keepView: (body: KeepViewBody) => call<ListViewReply>(paths.api.listViews, { method: 'POST', body }),
    dropView: (id: string) => call<void>(paths.api.listView(id), { method: 'DELETE' }),
    week: (signal?: AbortSignal) => call<WeekReply>(paths.api.week, { signal }),
    readCase: (id: string, signal?: AbortSignal) => call<CaseReply>(paths.api.case(id), { signal }),
    makeMove: <Move extends StaffMove>(id: string, move: Move, body: MoveBodies[Move], files: readonly File[] = []) =>
      call<MovedReply>(paths.api.move(id, move), {
        method: 'POST',
        body: files.length > 0 ? asForm(body, files) : body,
      }),
    lookAtIdentity: (id: string, body: z.input<typeof lookAtIdentityBody>) =>
      call<IdentityReply>(paths.api.lookAtIdentity(id), { method: 'POST', body }),
    readNotes: (id: string, signal?: AbortSignal) => call<NotesReply>(paths.api.notes(id), { signal }),
    writeNote: (id: string, body: NoteBody) => call<{ id: string }>(paths.api.notes(id), { method: 'POST', body }),
    correctNote: (id: string, note: string, body: NoteBody) =>
      call<{ id: string }>(paths.api.correctNote(id, note), { method: 'POST', body }),
    takeErasingStep: <Step extends keyof ErasingBodies>(id: string, step: Step, body: ErasingBodies[Step]) =>
      call<ErasingReply>(paths.api.move(id, step), { method: 'POST', body }),
    erasures: (signal?: AbortSignal) => call<ErasuresReply>(paths.api.erasures, { signal }),
    callBacks: (draw: string | undefined, signal?: AbortSignal) =>
      call<CallBacksReply>(`${paths.api.callBacks}?${asQuery({ draw })}`, { signal }),
    drawCallBacks: (body: DrawBody) => call<{ id: string }>(paths.api.callBacks, { method: 'POST', body }),
    lookToCallBack: (draw: string, id: string, body: z.input<typeof lookAtIdentityBody>) =>
      call<IdentityReply>(paths.api.lookToCallBack(draw, id), { method: 'POST', body }),
    recordCall: (draw: string, id: string, body: RecordCallBody) =>
      call<unknown>(paths.api.call(draw, id), { method: 'POST', body }),
    exportCallBacks: (draw: string, format: 'csv' | 'xlsx') =>
      call<Blob>(`${paths.api.exportCallBacks}?${asQuery({ draw, format })}`, { file: true }),
    quarantine: (signal?: AbortSignal) => call<QuarantineReply>(paths.api.quarantine, { signal }),
    moveTogether: <Move extends keyof MovesTogether>(move: Move, body: MovesTogether[Move]) =>
      call<MovedTogetherReply>(paths.api.moveTogether(move), { method: 'POST', body }),
    listNotices: (query: ListNoticesQuery, signal?: AbortSignal) =>
      call<ListNoticesReply>(`${paths.api.notices}?${asQuery(query)}`, { signal }),
    readNotices: (body: ReadNoticesBody) => call<void>(paths.api.notice('read'), { method: 'POST', body }),
    noticeSettings: (signal?: AbortSignal) => call<NoticeSettingsReply>(paths.api.notice('settings'), { signal }),
    keepNoticeWishes: (body: NoticeWishesBody) => call<void>(paths.api.notice('settings'), { method: 'POST', body }),
    keepStaffAddress: (body: { address: string }) => call<void>(paths.api.notice('address'), { method: 'POST', body }),
    forgetStaffAddress: (body: { kind: 'email' | 'sms' }) =>
      call<void>(paths.api.notice('forget-address'), { method: 'POST', body }),
    keepRobot: (body: RobotBody) => call<void>(paths.api.notice('robot'), { method: 'POST', body }),
    forgetRobot: (body: ForgetRobotBody) => call<void>(paths.api.notice('forget-robot'), { method: 'POST', body }),
    /** Says that the case is open here, or was left; `keepalive` lets it arrive although the page goes. */
    beAtCase: (id: string, here: boolean) =>
      call<PresenceReply>(paths.api.presence(id), { method: 'POST', body: { here }, keepalive: !here, retry: here }),
    previewBulk: (body: BulkBody) => call<BulkPreviewReply>(paths.api.bulkPreview, { method: 'POST', body }),
    startBulk: (body: BulkBody) => call<BulkStartedReply>(paths.api.bulkActs, { method: 'POST', body }),
    bulkActs: (signal?: AbortSignal) => call<BulkActsReply>(paths.api.bulkActs, { signal }),
    bulkAct: (id: string, signal?: AbortSignal) => call<BulkReportReply>(paths.api.bulkAct(id), { signal }),
    decideBulk: (id: string, verb: 'consent' | 'drop') =>
      call<{ id: string }>(paths.api.decideBulk(id, verb), { method: 'POST', body: {} }),
    exportCases: (
      query: ExportCasesQuery,
      { signal, progress }: { signal: AbortSignal; progress: (bytes: number) => void },
    ) => call<Blob>(`${paths.api.exportCases}?${asQuery(query)}`, { signal, file: true, progress }),
    /** The case file as one PDF. */
    caseSheet: (id: string) => call<Blob>(paths.api.caseSheet(id), { file: true }),
    entryPlaces: (search: string, signal?: AbortSignal) =>
      call<EntryPlacesReply>(`${paths.api.entryPlaces}?${asQuery({ search })}`, { signal }),
    enterReport: (body: EnterReportBody, files: readonly File[] = []) =>
      call<EnterReportReply>(paths.api.entries, {
        method: 'POST',
        body: files.length > 0 ? asForm(asTexts(body), files) : body,
      }),
    /** The receipt as a drawing, to be printed and kept nowhere. */
    receiptSlip: (entryId: string) =>
      call<Blob>(paths.api.receiptSlip, { method: 'POST', body: { entryId }, file: true }),
    receiptAloud: (entryId: string) =>
      call<ReadAloudReply>(paths.api.receiptAloud, { method: 'POST', body: { entryId } }),
    mapAround: (prefix: string, signal?: AbortSignal) => call<MapReply>(paths.api.map(prefix), { signal }),
    readings: (id: string, signal?: AbortSignal) => call<CaseReadingsReply>(paths.api.readings(id), { signal }),
    readFile: (id: string, file: string, body: ReadFileBody) =>
      call<ReadFileReply>(paths.api.readFile(id, file), { method: 'POST', body }),
    agencies: (signal?: AbortSignal) => call<AgenciesReply>(paths.api.agencies, { signal }),
    ...rulesCalls(call),
    towns: (signal?: AbortSignal) => call<TownsReply>(paths.api.towns, { signal }),
    listPlaces: (query: ListPlacesQuery, signal?: AbortSignal) =>
      call<ListPlacesReply>(`${paths.api.places}?${asQuery(query)}`, { signal }),
    readPlace: (id: string, signal?: AbortSignal) => call<PlaceReply>(paths.api.place(id), { signal }),
    placeOwners: (signal?: AbortSignal) => call<OwnersReply>(paths.api.placeOwners, { signal }),
    addPlace: (body: AddPlaceBody) => call<AddedPlaceReply>(paths.api.places, { method: 'POST', body }),
    actOnPlace: <Act extends OneAct>(id: string, act: Act, body: PlaceActBodies[Act]) =>
      call<ActedReply>(paths.api.placeAct(id, act), { method: 'POST', body }),
    importPlaces: (body: ImportPlacesBody) => call<ImportPlacesReply>(paths.api.importPlaces, { method: 'POST', body }),
    printPlaces: (body: PrintPlacesBody) => call<Blob>(paths.api.printPlaces, { method: 'POST', body, file: true }),
    exportPlaces: (query: ListPlacesQuery, format: 'csv' | 'xlsx') =>
      call<Blob>(`${paths.api.exportPlaces}?${asQuery({ ...query, format })}`, { file: true }),
    placesTemplate: (format: 'csv' | 'xlsx') =>
      call<Blob>(`${paths.api.placesTemplate}?${asQuery({ format })}`, { file: true }),
  }
}

async function send(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(path, request)
  } catch (thrown) {
    if (request.signal?.aborted) throw thrown
    throw new CallFailed({ kind: 'unreachable' })
  }
}

async function read(answer: Response): Promise<unknown> {
  try {
    return await answer.json()
  } catch {
    throw new CallFailed({ kind: 'broken', status: answer.status })
  }
}

async function fileIn(answer: Response, progress: (bytes: number) => void = () => {}): Promise<Blob> {
  try {
    const pieces: Uint8Array<ArrayBuffer>[] = []
    let bytes = 0
    for (const reader = answer.body?.getReader(); reader; ) {
      const { done, value } = await reader.read()
      if (done) break
      pieces.push(value)
      bytes += value.byteLength
      progress(bytes)
    }
    return new Blob(pieces, { type: answer.headers.get('content-type') ?? '' })
  } catch {
    throw new CallFailed({ kind: 'broken', status: answer.status })
  }
}

async function refusalIn(answer: Response): Promise<Failure> {
  // Looked at field by field below: a proxy in between answers with whatever it likes.
  const said = (await answer.json().catch(() => null)) as Partial<RefusalReply> | null
  if (answer.status < 500 && typeof said?.refusal === 'string' && typeof said.message === 'string')
    return { kind: 'refused', status: answer.status, refusal: said.refusal, message: said.message }
  return { kind: 'broken', status: answer.status }
}

/** Words with files beside them: every field as text, what is empty left out. */
function asForm(fields: Record<string, unknown>, files: readonly File[]): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields))
    if (value !== null && value !== undefined) form.append(name, String(value))
  for (const file of files) form.append('files', file)
  return form
}

/** What is not text, as JSON. */
const asTexts = (fields: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )

function asQuery(query: Record<string, unknown>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString()
}
