/**
 * The salted commitment that every report and event carries from its first day: it says nothing by itself, it can be
 * opened field by field, and once salt and content are erased nobody can open it any more. The form is fixed in
 * docs/formats/commitment.md, with test vectors.
 */
import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto'

/** Names (at most 255 bytes of ASCII) and text values of what is committed to. */
export type Fields = Readonly<Record<string, string>>

const version = 0x01

/** The key that opens one field: HMAC-SHA-256 of its name under the salt. */
export const openingOf = (salt: Uint8Array | KeyObject, name: string): Buffer =>
  createHmac('sha256', salt).update(name).digest()

/** The hash by which one field takes part: SHA-256 of its opening followed by its value as UTF-8. */
export const fieldHash = (opening: Uint8Array, value: string): Buffer =>
  createHash('sha256').update(opening).update(value, 'utf8').digest()

/** SHA-256 of the version byte and, for each field in the order of its name, length of name, name and field hash. */
export function commit(salt: Uint8Array, fields: Fields): Buffer {
  const hash = createHash('sha256').update(Uint8Array.of(version))
  // Made once for all fields: from plain bytes an HMAC takes three times as long.
  const key = createSecretKey(salt)
  for (const name of Object.keys(fields).sort()) {
    const bytes = Buffer.from(name, 'ascii')
    hash
      .update(Uint8Array.of(bytes.length))
      .update(bytes)
      .update(fieldHash(openingOf(key, name), fields[name] ?? ''))
  }
  return hash.digest()
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/**
 * JSON in one form only: members in the order of their names (UTF-16 code units), no white space, whole numbers.
 * This is RFC 8785 for the values that occur here.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error('only whole numbers have a canonical form here')
    return String(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = value as { readonly [name: string]: Json }
  const parts = Object.keys(members)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(members[name] as Json)}`)
  return `{${parts.join(',')}}`
}
