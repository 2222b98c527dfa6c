/**
 * What is being entered and not yet sent. It lies in this browser alone, by the login of whoever types, so that a closed
 * page or a failed line loses nothing; for half a day at most, and without name, telephone or files.
 */
import { useEffect, useState } from 'react'
import type { EnterReportBody } from '../../../src/contract/entries.ts'
import { type EnteredChannel, enteredChannels, type Speaker, speakers } from '../../../src/domain/reports/entering.ts'
import { type IdentityKind, identityKinds } from '../../../src/domain/reports/report.ts'

/** Whom it is said to: a public code, or the district's letters, with the name that was chosen. */
export type EntryTarget = { readonly kind: string; readonly code: string; readonly name: string }

export type EntryDraft = {
  readonly entryId: string
  readonly channel: EnteredChannel
  readonly speaker: Speaker
  readonly to: EntryTarget | null
  readonly text: string
  readonly place: string
  readonly identity: IdentityKind
  readonly aboutAddressee: boolean
}

const keptFor = 12 * 3_600_000
const nameOf = (login: string) => `jieyou-entry ${login}`
const targetOf = (login: string) => `jieyou-entry-target ${login}`

/** A UUID v4; `crypto.randomUUID` is not there on pages without TLS. */
function newEntryId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const readJson = (name: string): Record<string, unknown> | null => {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as Record<string, unknown> | null
  } catch {
    return null // storage is switched off, or something else was written there
  }
}

function write(name: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(name)
    else localStorage.setItem(name, JSON.stringify(value))
  } catch {
    // storage is switched off or full: the draft then lasts as long as the page
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function targetIn(raw: unknown): EntryTarget | null {
  const { kind, code, name } = (raw ?? {}) as Record<string, unknown>
  return typeof code === 'string' && code !== '' ? { kind: text(kind), code, name: text(name) } : null
}

const emptyDraft = (login: string): EntryDraft => ({
  entryId: newEntryId(),
  channel: 'walk-in',
  speaker: 'self',
  // Where the last one was entered is where the next one comes.
  to: targetIn(readJson(targetOf(login))),
  text: '',
  place: '',
  identity: 'anonymous',
  aboutAddressee: false,
})

/** Looked at field by field: what lies in a browser may be of another release. */
function keptDraft(login: string): EntryDraft | null {
  const raw = readJson(nameOf(login))
  if (!raw || typeof raw.entryId !== 'string' || !(Date.now() - Number(raw.at) < keptFor)) return null
  return {
    entryId: raw.entryId,
    channel: enteredChannels.find((known) => known === raw.channel) ?? 'walk-in',
    speaker: speakers.find((known) => known === raw.speaker) ?? 'self',
    to: targetIn(raw.to),
    text: text(raw.text),
    place: text(raw.place),
    identity: identityKinds.find((known) => known === raw.identity) ?? 'anonymous',
    aboutAddressee: raw.aboutAddressee === true,
  }
}

export const isBegun = ({ text: words, place, aboutAddressee }: EntryDraft): boolean =>
  words.trim() !== '' || place.trim() !== '' || aboutAddressee

/** The draft of this person, kept with every change, with ways to change it and to begin the next. */
export function useEntryDraft(login: string) {
  const [found] = useState(() => keptDraft(login))
  const [draft, setDraft] = useState<EntryDraft>(() => found ?? emptyDraft(login))
  useEffect(() => write(nameOf(login), isBegun(draft) ? { ...draft, at: Date.now() } : null), [login, draft])
  return {
    draft,
    wasFound: found !== null && found.entryId === draft.entryId,
    change: (changed: Partial<EntryDraft>) => setDraft((before) => ({ ...before, ...changed })),
    /** What was sent leaves this browser; where it went is remembered for the next. */
    begin: (sentTo: EntryTarget | null) => {
      if (sentTo) write(targetOf(login), sentTo)
      write(nameOf(login), null)
      setDraft(emptyDraft(login))
    },
    /** Becomes another report: the id was used for one that is in. */
    renew: () => setDraft((before) => ({ ...before, entryId: newEntryId() })),
  }
}

type Given = { readonly name: string; readonly phone: string; readonly callBack: boolean }

/** What is sent of a draft. */
export function bodyOf(draft: EntryDraft & { to: EntryTarget }, { name, phone, callBack }: Given): EnterReportBody {
  const { to, identity, ...said } = draft
  const isNamed = identity !== 'anonymous'
  return {
    ...said,
    to: { [to.kind]: to.code } as EnterReportBody['to'],
    identity: isNamed ? { kind: identity, name, phone } : { kind: 'anonymous' },
    callBack: isNamed && callBack,
  }
}
