/** The server as a browser calls it: one function a route, typed by the contract. It validates nothing itself. */
import type { z } from 'zod'
import type {
  AgenciesReply,
  answerBody,
  askExtensionBody,
  CaseReply,
  declineBody,
  handOverBody,
  IdentityReply,
  ListCasesQuery,
  ListCasesReply,
  lookAtIdentityBody,
  MovedReply,
  mergeBody,
  optionalWordsBody,
  plainBody,
  TownsReply,
  transferBody,
  wordsBody,
} from '../../src/contract/cases.ts'
import type { AskEraseBody, DropEraseBody, EraseBody, ErasingReply, ErasuresReply } from '../../src/contract/erasing.ts'
import type {
  answerMeetingBody,
  callMeetingBody,
  concludeMeetingBody,
  finishItemBody,
} from '../../src/contract/meetings.ts'
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
import type { MeReply, SignInBody, SignInReply } from '../../src/contract/sessions.ts'
import type { RefusalReply } from '../../src/contract/shared.ts'
import type { WeekReply } from '../../src/contract/week.ts'
import { paths } from './paths.ts'

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
  }

  async function call<Reply>(
    path: string,
    { method, body, signal, retry = true, file = false }: Call = {},
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
    })
    const date = answer.headers.get('date')
    if (date) options.heardAt?.(new Date(date))
    if (answer.status === 401 && retry) {
      await options.signInAgain()
      return call(path, { ...(method && { method }), body, signal, retry: false, file })
    }
    if (answer.ok && file) return (await fileIn(answer)) as Reply
    if (answer.ok) return (answer.status === 204 ? undefined : await read(answer)) as Reply
    throw new CallFailed(await refusalIn(answer))
  }

  return {
    signIn: (body: SignInBody) =>
      call<SignInReply>(paths.api.sessions, { method: 'POST', body, retry: false }).then(({ me }) => me),
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
    week: (signal?: AbortSignal) => call<WeekReply>(paths.api.week, { signal }),
    readCase: (id: string, signal?: AbortSignal) => call<CaseReply>(paths.api.case(id), { signal }),
    makeMove: <Move extends StaffMove>(id: string, move: Move, body: MoveBodies[Move], files: readonly File[] = []) =>
      call<MovedReply>(paths.api.move(id, move), {
        method: 'POST',
        body: files.length > 0 ? asForm(body, files) : body,
      }),
    lookAtIdentity: (id: string, body: z.input<typeof lookAtIdentityBody>) =>
      call<IdentityReply>(paths.api.lookAtIdentity(id), { method: 'POST', body }),
    takeErasingStep: <Step extends keyof ErasingBodies>(id: string, step: Step, body: ErasingBodies[Step]) =>
      call<ErasingReply>(paths.api.move(id, step), { method: 'POST', body }),
    erasures: (signal?: AbortSignal) => call<ErasuresReply>(paths.api.erasures, { signal }),
    quarantine: (signal?: AbortSignal) => call<QuarantineReply>(paths.api.quarantine, { signal }),
    moveTogether: <Move extends keyof MovesTogether>(move: Move, body: MovesTogether[Move]) =>
      call<MovedTogetherReply>(paths.api.moveTogether(move), { method: 'POST', body }),
    agencies: (signal?: AbortSignal) => call<AgenciesReply>(paths.api.agencies, { signal }),
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

async function fileIn(answer: Response): Promise<Blob> {
  try {
    return await answer.blob()
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

function asQuery(query: Record<string, unknown>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString()
}
