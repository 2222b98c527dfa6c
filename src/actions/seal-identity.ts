/** Identities are kept encrypted, bound to their report. */
import { openSealed, seal } from './seal.ts'

export type KnownIdentity = { readonly name: string; readonly phone: string }

/** Sealed as `seal` says. `nonce` is 12 random bytes. */
export const sealIdentity = (key: Uint8Array, nonce: Uint8Array, reportId: string, identity: KnownIdentity): Buffer =>
  seal(key, nonce, reportId, JSON.stringify({ name: identity.name, phone: identity.phone }))

/** The identity again. Throws when key, report or bytes are not the ones it was sealed with. */
export function openIdentity(key: Uint8Array, reportId: string, sealed: Buffer): KnownIdentity {
  const { name, phone } = JSON.parse(openSealed(key, reportId, sealed)) as KnownIdentity
  return { name, phone }
}
