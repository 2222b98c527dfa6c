/** Words to begin an answer with, and their fields: what stands between braces is filled in before it is sent. */
import type { Staff, StaffRole } from '../people/actor.ts'
import { allow, refuse } from '../shared/decision.ts'

export const keeperKinds = ['station', 'town', 'district'] as const
/** Who keeps a template: a station, a town, or the district for everyone. */
export type Keeper = { readonly kind: (typeof keeperKinds)[number]; readonly id: string | null }

export const templateRoles = ['deputy', 'station', 'town', 'district', 'agency'] as const satisfies readonly StaffRole[]

export type Template = {
  readonly id: string
  readonly keeper: Keeper
  /** For one role only; null for every role. */
  readonly role: (typeof templateRoles)[number] | null
  readonly categoryId: string | null
  readonly name: string
  readonly words: string
}

/** What the desk fills in by itself: the case's number, one's unit, and today. */
export const knownFields = ['案号', '单位', '日期'] as const
export type KnownField = (typeof knownFields)[number]

const field = /\{([^{}\n]{1,20})\}/g
const longestName = 40

/** The names of the fields that stand in the words, each once, in order. */
export const fieldsIn = (words: string): string[] => [
  ...new Set([...words.matchAll(field)].map(([, name]) => name ?? '')),
]

/** The words with the known fields filled in; the others stay as they are, to be filled in by hand. */
export const filled = (words: string, values: Readonly<Record<KnownField, string>>): string =>
  words.replace(field, (whole, name: string) => (values as Readonly<Record<string, string>>)[name] ?? whole)

/** A name of one line. Refused: `template-name-misread`. */
export function readTemplateName(typed: string) {
  const name = typed.trim()
  const fits = name !== '' && [...name].length <= longestName && !/[\n\r\t]/.test(name)
  return fits ? allow(name) : refuse('template-name-misread')
}

/** Whether this person keeps templates for that unit. */
export const keepsFor = ({ memberships }: Pick<Staff, 'memberships'>, { kind, id }: Keeper): boolean =>
  memberships.some(({ role, unitId }) => role === kind && (kind === 'district' ? id === null : unitId === id))
