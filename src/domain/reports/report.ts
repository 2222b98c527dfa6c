/** What a resident said, in their own words. It never changes; what is done about it is a Case. */
import { allow, refuse } from '../shared/decision.ts'
import { cleanWords, tidyWords } from '../shared/words.ts'

export const channels = ['web', 'kiosk', 'paper', 'phone', 'walk-in', 'visit', 'import'] as const
/** How the words came in. */
export type Channel = (typeof channels)[number]

export const identityKinds = ['anonymous', 'station', 'agency'] as const
/** Who may know who spoke: nobody; the deputy or station handling it; them and the agency. */
export type IdentityKind = (typeof identityKinds)[number]

/** Who spoke, when they chose to say. */
export type Identity =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'station' | 'agency'; readonly name: string; readonly phone: string }

/** What a resident says, checked and tidied. */
export type Said = { readonly text: string; readonly place: string; readonly identity: Identity }

const maxPlace = 200
const maxName = 60

/**
 * Checks what was said. Photos and recordings (`hasFiles`) may stand for words. Refused: `nothing-said`, `too-long`, `place-too-long`, `name-missing` (a named identity without
 * a name), `name-too-long`, `phone-misread` (not 5 to 20 figures, spaces, + or -).
 */
export function receiveReport(said: { text: string; place: string; identity: Identity; hasFiles?: boolean }) {
  const text = said.hasFiles && tidyWords(said.text) === '' ? allow('') : cleanWords(said.text)
  if (!text.ok) return text
  const place = tidyWords(said.place)
  if ([...place].length > maxPlace) return refuse('place-too-long')
  const identity = checkIdentity(said.identity)
  if (!identity.ok) return identity
  return allow<Said>({ text: text.value, place, identity: identity.value })
}

/** Checks and tidies an identity. Refused: `name-missing`, `name-too-long`, `phone-misread`. */
export function checkIdentity(identity: Identity) {
  if (identity.kind === 'anonymous') return allow<Identity>({ kind: 'anonymous' })
  const name = tidyWords(identity.name)
  const phone = tidyWords(identity.phone)
  if (name === '') return refuse('name-missing')
  if ([...name].length > maxName) return refuse('name-too-long')
  if (phone !== '' && !/^\+?[0-9][0-9 -]{4,19}$/.test(phone)) return refuse('phone-misread')
  return allow<Identity>({ kind: identity.kind, name, phone })
}
