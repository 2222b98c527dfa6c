/** Secrets under a passphrase, for lying beside what they open: scrypt makes the key, AES-256-GCM seals. */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'

/** RFC 7914; 128 MiB and a good third of a second for each guess. */
const cost = { N: 2 ** 17, r: 8, p: 1 }
const about = Buffer.from('jieyou-sealed-v1')

const sealedForm = z.strictObject({
  sealed: z.literal('jieyou-sealed-v1'),
  kdf: z.literal('scrypt'),
  // A file with larger costs was not written here; opening it could take all of the memory.
  N: z
    .number()
    .int()
    .min(2)
    .max(2 ** 20),
  r: z.number().int().min(1).max(16),
  p: z.number().int().min(1).max(4),
  salt: z.base64(),
  cipher: z.literal('aes-256-gcm'),
  iv: z.base64(),
  tag: z.base64(),
  data: z.base64(),
})

/** Seals bytes; each time gives another result. */
export async function sealWithPassphrase(plain: Uint8Array, passphrase: string): Promise<Buffer> {
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await keyFrom(passphrase, salt, cost), iv).setAAD(about)
  const data = Buffer.concat([cipher.update(plain), cipher.final()])
  const text = (bytes: Buffer) => bytes.toString('base64')
  const sealed: z.infer<typeof sealedForm> = {
    sealed: 'jieyou-sealed-v1',
    kdf: 'scrypt',
    ...cost,
    salt: text(salt),
    cipher: 'aes-256-gcm',
    iv: text(iv),
    tag: text(cipher.getAuthTag()),
    data: text(data),
  }
  return Buffer.from(`${JSON.stringify(sealed, null, 2)}\n`)
}

/** Opens them again; undefined when it is another passphrase, or not one bit is as it was. */
export async function openWithPassphrase(sealed: Uint8Array, passphrase: string): Promise<Buffer | undefined> {
  let read: z.infer<typeof sealedForm>
  try {
    read = sealedForm.parse(JSON.parse(Buffer.from(sealed).toString('utf8')))
  } catch {
    return undefined
  }
  const bytes = (text: string) => Buffer.from(text, 'base64')
  const key = await keyFrom(passphrase, bytes(read.salt), read)
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, bytes(read.iv), { authTagLength: 16 })
    cipher.setAAD(about).setAuthTag(bytes(read.tag))
    return Buffer.concat([cipher.update(bytes(read.data)), cipher.final()])
  } catch {
    return undefined
  }
}

/** People type the same words in more than one form of Unicode. */
function keyFrom(passphrase: string, salt: Buffer, { N, r, p }: typeof cost): Promise<Buffer> {
  const maxmem = 256 * N * r
  return new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
}
