/** What stands in a backup: the list of its parts, each with its checksum, and the seal that the list itself carries. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { BackupDraft, KeptBackup } from '../../outside/backup-folder.ts'
import { isAsWritten, readSmall } from '../../outside/backup-folder.ts'
import { openWithPassphrase, sealWithPassphrase } from '../../outside/passphrase.ts'
import type { Secret } from '../../start/secrets.ts'

/** Raised when a program could no longer read what an earlier one wrote. */
export const formatNow = 1

const manifestFile = 'manifest.json'
const sealFile = 'manifest.seal'
const keysFile = 'keys.sealed'

const hex = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().min(0)
const written = z.object({ file: z.string().regex(/^[\w.-]+$/), bytes: count, sha256: hex })

const manifestForm = z.object({
  format: z.literal(formatNow),
  id: z.uuid(),
  /** The release of the program that wrote it. */
  release: z.string(),
  takenAt: z.iso.datetime(),
  migrations: z.array(z.object({ file: z.string(), sha256: hex })),
  /** `content` is the checksum of the rows as COPY writes them, in the order of the primary key. */
  tables: z.array(
    z.object({ name: z.string(), columns: z.array(z.string()), rows: count, content: hex, ...written.shape }),
  ),
  queue: z.object({ jobs: count, ...written.shape }),
  /** Kept files: a list of “hash size”; they lie beside the backups. Those that were not to be had are named. */
  files: z.object({ count, total: count, missing: z.array(hex), ...written.shape }),
  keys: written,
  checkpoints: z.array(z.object({ district: z.number().int(), size: count, note: z.string() })),
})
export type Manifest = z.infer<typeof manifestForm>

/** What is sealed under the passphrase: every secret of the data folder, and the key of the manifest's own seal. */
const sealedForm = z.object({
  manifestKey: z.base64(),
  secrets: z.array(z.object({ name: z.string(), bytes: z.base64() })),
})

/** Seals the keys into the draft and gives what must be in the manifest, and what seals it in turn. */
export async function writeKeys(
  draft: BackupDraft,
  given: { secrets: readonly Secret[]; passphrase: string; manifestKey: Buffer },
): Promise<Manifest['keys']> {
  const plain: z.infer<typeof sealedForm> = {
    manifestKey: given.manifestKey.toString('base64'),
    secrets: given.secrets.map(({ name, bytes }) => ({ name, bytes: bytes.toString('base64') })),
  }
  return draft.write(keysFile, await sealWithPassphrase(Buffer.from(JSON.stringify(plain)), given.passphrase))
}

/** Writes the manifest, and an HMAC-SHA256 over it that only the passphrase's holder can make. */
export async function writeManifest(draft: BackupDraft, manifest: Manifest, manifestKey: Buffer): Promise<void> {
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)
  await draft.write(manifestFile, bytes)
  await draft.write(sealFile, Buffer.from(`${sealOf(bytes, manifestKey).toString('hex')}\n`))
}

const sealOf = (bytes: Uint8Array, key: Buffer) => createHmac('sha256', key).update(bytes).digest()

export type ReadManifest =
  | { readonly ok: true; readonly manifest: Manifest; readonly secrets: readonly Secret[] }
  | { readonly ok: false; readonly refusal: 'newer-format' | 'not-whole' | 'wrong-passphrase'; readonly file: string }

/** Reads the manifest and opens the keys. Nothing of it is believed before its seal is found whole. */
export async function readManifest(backup: KeptBackup, passphrase: string): Promise<ReadManifest> {
  const notWhole = (file: string) => ({ ok: false, refusal: 'not-whole', file }) as const
  const bytes = await readSmall(backup, manifestFile)
  const said = bytes && jsonIn(bytes)
  if (!bytes || said === undefined) return notWhole(manifestFile)
  const { format } = z.object({ format: z.number() }).catch({ format: 0 }).parse(said)
  if (format > formatNow) return { ok: false, refusal: 'newer-format', file: manifestFile }
  const read = manifestForm.safeParse(said)
  if (!read.success) return notWhole(manifestFile)
  const manifest = read.data

  const sealed = (await isAsWritten(backup, manifest.keys)) ? await readSmall(backup, manifest.keys.file) : undefined
  if (!sealed) return notWhole(manifest.keys.file)
  const plain = await openWithPassphrase(sealed, passphrase)
  if (!plain) return { ok: false, refusal: 'wrong-passphrase', file: manifest.keys.file }
  const { manifestKey, secrets } = sealedForm.parse(JSON.parse(plain.toString('utf8')))
  const seal = Buffer.from((await readSmall(backup, sealFile))?.toString('utf8').trim() ?? '', 'hex')
  const expected = sealOf(bytes, Buffer.from(manifestKey, 'base64'))
  if (seal.length !== expected.length || !timingSafeEqual(seal, expected)) return notWhole(manifestFile)
  return {
    ok: true,
    manifest,
    secrets: secrets.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes, 'base64') })),
  }
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
