/** What names a district: two letters at the head of every code, and the host name by which its pages are found. */
import { alphabet } from '../shared/check-letter.ts'
import { allow, refuse } from '../shared/decision.ts'

/**
 * Reads the two letters of a new district. Refused: `prefix-misread` unless they are exactly two of the codes' alphabet,
 * which has no I, L, O or U, because people take them for 1, 0 or V.
 */
export function readPrefix(typed: string) {
  const prefix = typed.normalize('NFKC').trim().toUpperCase()
  return prefix.length === 2 && [...prefix].every((letter) => alphabet.includes(letter))
    ? allow(prefix)
    : refuse('prefix-misread')
}

const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'
const hostName = new RegExp(`^${label}(\\.${label})*$`)

/** Reads a host name as browsers send it. Refused: `host-misread` for an address with a scheme, port or path. */
export function readHost(typed: string) {
  const host = typed.trim().toLowerCase().replace(/\.$/, '')
  return host.length <= 253 && hostName.test(host) ? allow(host) : refuse('host-misread')
}

/**
 * The name a district's log is signed under: its host name at founding and its two letters. Without a host name it is
 * one of the names that stand for nobody (RFC 2606, `invalid`).
 */
export const originOf = (district: { readonly prefix: string; readonly host: string | null }): string =>
  `${district.host ?? 'jieyou.invalid'}/${district.prefix}`
