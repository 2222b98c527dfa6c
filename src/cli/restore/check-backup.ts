/** Looks whether a backup can be restored by this release, and whether every part of it is as it was written. */
import { hashOfMigration } from '../../data/migrate.ts'
import { findBackup, isAsWritten, type KeptBackup, linesOf, measure } from '../../outside/backup-folder.ts'
import type { Secret } from '../../start/secrets.ts'
import { type Manifest, readManifest } from '../backup/manifest.ts'
import { sentences } from '../words.ts'

const words = sentences.restore

export type CheckedBackup = {
  readonly backup: KeptBackup
  readonly manifest: Manifest
  readonly secrets: readonly Secret[]
  /** The kept files that are not as they should be (hashes, hex). */
  readonly damaged: ReadonlySet<string>
}

/** The backup meant by a path, wholly checked, or the sentence why it cannot be used. Changes nothing. */
export async function checkBackup(
  path: string,
  passphrase: string,
  onProgress: (line: string) => void,
): Promise<{ ok: true; value: CheckedBackup } | { ok: false; sentence: string }> {
  const refused = (sentence: string) => ({ ok: false, sentence }) as const
  const backup = await findBackup(path).catch((error: { code?: string }) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
    return undefined
  })
  if (!backup) return refused(words.noBackup(path))
  const read = await readManifest(backup, passphrase)
  if (!read.ok) {
    if (read.refusal === 'newer-format') return refused(words.newer(backup.name, ''))
    return refused(read.refusal === 'wrong-passphrase' ? words.wrongPassphrase : words.notWhole(backup.name, read.file))
  }
  const { manifest, secrets } = read
  for (const { file, sha256 } of manifest.migrations) {
    const known = hashOfMigration(file)
    if (known === undefined) return refused(words.newer(backup.name, manifest.release))
    if (known !== sha256) return refused(words.otherMigration(file))
  }
  for (const part of [...manifest.tables, manifest.queue, manifest.files]) {
    onProgress(words.checking(part.file))
    if (!(await isAsWritten(backup, part))) return refused(words.notWhole(backup.name, part.file))
  }
  return { ok: true, value: { backup, manifest, secrets, damaged: await damagedFiles(backup, manifest, onProgress) } }
}

async function damagedFiles(backup: KeptBackup, { files }: Manifest, onProgress: (line: string) => void) {
  const damaged = new Set<string>()
  let done = 0
  for await (const hex of hashesOf(backup, files.file)) {
    const opened = await backup.files.open(Buffer.from(hex, 'hex'))
    const found = opened && (await measure(opened.stream()))
    if (found?.sha256 !== hex) damaged.add(hex)
    done += 1
    if (done % 20 === 0) onProgress(words.checkingFiles(done, files.count))
  }
  return damaged
}

/** The kept files of a backup (hashes, hex). */
export async function* hashesOf(backup: KeptBackup, file: string): AsyncGenerator<string> {
  for await (const line of linesOf(backup, file)) {
    const [hex] = line.split(' ')
    if (hex) yield hex
  }
}
