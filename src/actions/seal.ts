/**
 * What only this product may read again, and only where it belongs: AES-256-GCM, bound to a name. The first byte tells
 * the algorithm, so that another (SM4) can be added beside it.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto'

const aes256Gcm = 0x01
const nonceLength = 12
const tagLength = 16

/** Algorithm byte, nonce, ciphertext, tag. `nonce` is 12 random bytes; `boundTo` is needed to open it again. */
export function seal(key: Uint8Array, nonce: Uint8Array, boundTo: string, plain: string): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo))
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([Uint8Array.of(aes256Gcm), nonce, sealed, cipher.getAuthTag()])
}

/** The text again. Throws when key, name or bytes are not the ones it was sealed with. */
export function openSealed(key: Uint8Array, boundTo: string, sealed: Buffer): string {
  if (sealed[0] !== aes256Gcm) throw new Error('something is sealed with an algorithm this release does not know')
  const nonce = sealed.subarray(1, 1 + nonceLength)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo))
  decipher.setAuthTag(sealed.subarray(-tagLength))
  const plain = Buffer.concat([decipher.update(sealed.subarray(1 + nonceLength, -tagLength)), decipher.final()])
  return plain.toString('utf8')
}
