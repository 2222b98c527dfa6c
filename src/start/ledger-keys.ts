/**
 * The keys that sign the ledger's checkpoints: one Ed25519 seed a file, DATA_DIR/keys/ledger-1.key and so on, 64
 * hexadecimal figures each. Every key that is there signs, which is how one key is replaced by another
 * (docs/operate/ledger.md).
 */
import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readdir, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'

const fileName = /^ledger-([1-9]\d{0,3})\.key$/

/**
 * The seeds of a data folder, 32 bytes each, in the order of their files; the first is made where there is none. None
 * where none can be made because the folder may only be read. Throws for a file that is not whole.
 */
export async function readOrMakeLedgerKeys(dataDir: string): Promise<Uint8Array[]> {
  const folder = join(dataDir, 'keys')
  const known = await readLedgerKeys(folder)
  if (known.length > 0) return known
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await makeKey(folder)
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as { code?: string }).code ?? '')) throw error
  }
  return readLedgerKeys(folder)
}

/** The seeds in a folder of keys as they are; none are made. */
export async function readLedgerKeys(folder: string): Promise<Uint8Array[]> {
  const names = await readdir(folder).catch((error: { code?: string }) => {
    if (error.code !== 'ENOENT') throw error
    return []
  })
  const numbered = names.flatMap((name) => {
    const number = fileName.exec(name)?.[1]
    return number ? [{ name, number: Number(number) }] : []
  })
  numbered.sort((a, b) => a.number - b.number)
  return Promise.all(numbered.map(({ name }) => readSeed(join(folder, name))))
}

/** Complains without the text: it is secret. */
async function readSeed(file: string): Promise<Uint8Array> {
  const text = (await readFile(file, 'utf8')).trim()
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`${file} is not whole. Put the copy of it back that you kept.`)
  return Buffer.from(text, 'hex')
}

/** Written whole and synced before it gets its name; the first program to come makes it. */
async function makeKey(folder: string): Promise<void> {
  const draft = join(folder, `.draft-${randomBytes(6).toString('hex')}`)
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(`${randomBytes(32).toString('hex')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await link(draft, join(folder, 'ledger-1.key')).catch((error: { code?: string }) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(draft)
}
