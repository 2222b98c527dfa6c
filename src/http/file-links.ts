/**
 * Addresses of files for pages without a session: sealed, good for half an hour, and telling nothing. The receipt code
 * is not in them, and nobody can tell from two addresses whether they belong together.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { Context } from '../actions/context.ts'

type Given = Pick<Context, 'identityKey' | 'randomBytes' | 'now'>

export type LinkedFile = { readonly district: number; readonly attachmentId: string }

const lifetime = 30 * 60
const [nonceLength, tagLength] = [12, 16]

const keyOf = ({ identityKey }: Given): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', identityKey, '', 'jieyou file links v1', 32))

/** The last part of an address: district, file and end, under AES-256-GCM. */
export function sealFileLink(context: Given, { district, attachmentId }: LinkedFile): string {
  const plain = Buffer.alloc(24)
  plain.writeUInt32BE(district, 0)
  plain.write(attachmentId.replaceAll('-', ''), 4, 'hex')
  plain.writeUInt32BE(Math.floor(context.now().getTime() / 1000) + lifetime, 20)
  const nonce = context.randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', keyOf(context), nonce)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** What an address was made for; `expired` after its half hour, undefined when we did not make it. */
export function openFileLink(context: Given, token: string): LinkedFile | 'expired' | undefined {
  const sealed = Buffer.from(token, 'base64url')
  if (sealed.length !== nonceLength + 24 + tagLength) return undefined
  const decipher = createDecipheriv('aes-256-gcm', keyOf(context), sealed.subarray(0, nonceLength))
  decipher.setAuthTag(sealed.subarray(-tagLength))
  const plain = decipher.update(sealed.subarray(nonceLength, -tagLength))
  try {
    decipher.final()
  } catch {
    return undefined
  }
  if (plain.readUInt32BE(20) < context.now().getTime() / 1000) return 'expired'
  const hex = plain.toString('hex', 4, 20)
  return {
    district: plain.readUInt32BE(0),
    attachmentId: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
  }
}
