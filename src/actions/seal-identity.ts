/**
 * Identities are kept encrypted: AES-256-GCM, bound to their report. The first byte names the algorithm, so that
 * another (SM4) can be added beside it.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto'

const aes256Gcm = 0x01
const nonceLength = 12
const tagLength = 16

export type KnownIdentity = { readonly name: string; readonly phone: string }

/** Algorithm byte, nonce, ciphertext, tag. `nonce` is 12 random bytes. */
export function sealIdentity(key: Uint8Array, nonce: Uint8Array, reportId: string, identity: KnownIdentity): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(reportId))
  const plain = JSON.stringify({ name: identity.name, phone: identity.phone })
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([Uint8Array.of(aes256Gcm), nonce, sealed, cipher.getAuthTag()])
}

/** The identity again. Throws when key, report or bytes are not the ones it was sealed with. */
export function openIdentity(key: Uint8Array, reportId: string, sealed: Buffer): KnownIdentity {
  if (sealed[0] !== aes256Gcm) throw new Error('an identity is sealed with an algorithm this release does not know')
  const nonce = sealed.subarray(1, 1 + nonceLength)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(reportId))
  decipher.setAuthTag(sealed.subarray(-tagLength))
  const plain = Buffer.concat([decipher.update(sealed.subarray(1 + nonceLength, -tagLength)), decipher.final()])
  const { name, phone } = JSON.parse(plain.toString('utf8')) as KnownIdentity
  return { name, phone }
}
