/** People as replies, and what was done to an account in a few words. */
import type { HeldRoleReply, PersonReply, PersonRowReply } from '../contract/people.ts'
import type { AccountEvent, PersonRow } from '../data/people/read-desk.ts'
import type { StaffRole } from '../domain/people/actor.ts'
import { dayWords, instantWords } from '../words/dates.ts'
import { people as en } from '../words/en/people.ts'
import { terms as termsEn } from '../words/en/terms.ts'
import type { Language } from '../words/language.ts'
import { people as zh } from '../words/zh/people.ts'
import { terms as termsZh } from '../words/zh/terms.ts'

const words = { zh: zh as unknown as typeof en, en }
const terms = { zh: termsZh as unknown as typeof termsEn, en: termsEn }

/** What the pages and tables about people say. */
export const peopleWords = (language: Language): typeof en => words[language]

/** The name of a role. */
export const roleName = (role: StaffRole, language: Language): string => terms[language].role[role]

export const presentPerson = (row: PersonRow): PersonRowReply => ({
  ...row,
  leftAt: row.leftAt?.toISOString() ?? null,
  lastSignedInAt: row.lastSignedInAt?.toISOString() ?? null,
  invitedUntil: row.invitedUntil?.toISOString() ?? null,
  roles: row.roles.map((one): HeldRoleReply => ({ ...one })),
})

export const presentAccountHistory = (events: readonly AccountEvent[], language: Language): PersonReply['history'] =>
  events.map((event) => ({
    id: event.id,
    kind: event.kind,
    at: event.at.toISOString(),
    who: event.actorName,
    by: text(event.detail?.by),
    said: saidOf(event, language),
  }))

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

type Detail = Readonly<Record<string, unknown>>

/** What changed: the role and its days, the name before and after, what somebody left behind. */
function saidOf({ kind, detail }: AccountEvent, language: Language): string {
  const { history } = peopleWords(language)
  const given: Detail = detail ?? {}
  switch (kind) {
    case 'give-role':
    case 'take-role':
      return roleOf(given, language)
    case 'change-term': {
      const before = (given.before ?? {}) as Detail
      return `${roleOf(given, language)}${history.before(termOf(before, language))}`
    }
    case 'add-account':
      return list(given.roles)
        .map((one) => roleOf(one as Detail, language))
        .join(history.between)
    case 'describe-account':
      return [
        given.to ? history.renamed(text(given.from), text(given.to)) : '',
        given.emailChanged ? history.email : '',
      ]
        .filter(Boolean)
        .join(history.between)
    case 'invite':
      return history.until(instantWords(new Date(text(given.expiresAt)), language))
    case 'end-sessions':
      return history.ended(Number(given.ended ?? 0))
    case 'add-passkey':
    case 'remove-passkey':
      return text(given.passkey)
    case 'require-second-factor':
      return list(given.roles).length === 0
        ? history.noRole
        : list(given.roles)
            .map((role) => roleName(role as StaffRole, language))
            .join(history.between)
    case 'leave':
      return [history.goesTo(text(given.to)), text(given.words)].filter(Boolean).join(history.between)
    case 'finish-leaving':
      return history.left(Number(given.cases ?? 0))
    default:
      return ''
  }
}

const roleOf = (given: Detail, language: Language): string =>
  `${roleName(given.role as StaffRole, language)} · ${text(given.unit)}${given.fromDay || given.untilDay ? peopleWords(language).inBrackets(termOf(given, language)) : ''}`

const termOf = (given: Detail, language: Language): string => {
  const day = (value: unknown) => (typeof value === 'string' ? dayWords(value, language) : null)
  return peopleWords(language).term(day(given.fromDay), day(given.untilDay))
}

/** The days of a role, for people; empty where it has none. */
export const termWords = (
  { fromDay, untilDay }: { readonly fromDay: string | null; readonly untilDay: string | null },
  language: Language,
): string => (fromDay || untilDay ? termOf({ fromDay, untilDay }, language) : '')
