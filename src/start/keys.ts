/** The secrets of this machine: made once, kept in DATA_DIR/keys for the owner's eyes only, never in the database. */
import { createHmac, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { loginRoles, owner, type RolePasswords } from '../data/roles.ts'
import { readOrMakeLedgerKeys } from './ledger-keys.ts'

export type Keys = {
  /** 32 bytes: encrypts identities. */
  readonly identity: Uint8Array
  /** 32 bytes: makes the submission ids of imported messages, the same in every run. */
  readonly imports: Uint8Array
  /** Seeds of 32 bytes: sign the checkpoints of the ledger. They stand in files of their own. */
  readonly ledger: readonly Uint8Array[]
  readonly rolePasswords: RolePasswords
}

const keysFile = z.object({
  identity: z.string().regex(/^[0-9a-f]{64}$/),
  /** Missing in files of releases that knew no imports. */
  imports: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  rolePasswords: z.object(
    Object.fromEntries([owner, ...loginRoles].map((role) => [role, z.string().min(20)])) as Record<
      keyof RolePasswords,
      z.ZodString
    >,
  ),
})

/** Where the keys of a data folder are. */
export const keysFileOf = (dataDir: string): string => join(dataDir, 'keys', 'jieyou.json')

/** Reads the keys of a data folder; undefined where none were made yet. Fails on a file that is not whole. */
export async function readKeys(dataDir: string): Promise<Keys | undefined> {
  const file = keysFileOf(dataDir)
  const text = await readFile(file, 'utf8').catch((error: { code?: string }) => {
    if (error.code !== 'ENOENT') throw error
    return undefined
  })
  if (text === undefined) return undefined
  const kept = parsed(text, dataDir)
  const imports = kept.imports ?? (await addImports(file, kept))
  return {
    identity: Buffer.from(kept.identity, 'hex'),
    imports: Buffer.from(imports, 'hex'),
    ledger: await readOrMakeLedgerKeys(dataDir),
    rolePasswords: kept.rolePasswords,
  }
}

/**
 * Adds the key that files of earlier releases lack. It is computed from what is there, so that two programs that add it
 * at the same moment write the same.
 */
async function addImports(file: string, { identity, rolePasswords }: z.infer<typeof keysFile>): Promise<string> {
  const imports = createHmac('sha256', Buffer.from(identity, 'hex')).update('jieyou-imports-v1').digest('hex')
  try {
    await rename(await writeDraft(dirname(file), { identity, imports, rolePasswords }), file)
  } catch (error) {
    // A folder that may only be read stays as it is; the next who may write adds the same.
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as { code?: string }).code ?? '')) throw error
  }
  return imports
}

/** Complains without the text: it is all secrets. */
function parsed(text: string, dataDir: string) {
  try {
    return keysFile.parse(JSON.parse(text))
  } catch {
    throw new Error(`${keysFileOf(dataDir)} is not whole. Put the copy of it back that you kept.`)
  }
}

/** Reads the keys of a data folder; the first program to come makes them. Fails on a file that is not whole. */
export async function readOrMakeKeys(dataDir: string): Promise<Keys> {
  const known = await readKeys(dataDir)
  if (known) return known
  const file = keysFileOf(dataDir)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await makeKeys(dirname(file), file)
  return (await readKeys(dataDir)) as Keys
}

/** Written whole and synced before it gets its name, so neither a power cut nor a second program leaves half a file. */
async function makeKeys(folder: string, file: string): Promise<void> {
  const password = () => randomBytes(24).toString('base64url')
  const keys: z.infer<typeof keysFile> = {
    identity: randomBytes(32).toString('hex'),
    imports: randomBytes(32).toString('hex'),
    rolePasswords: Object.fromEntries([owner, ...loginRoles].map((role) => [role, password()])) as RolePasswords,
  }
  const draft = await writeDraft(folder, keys)
  await link(draft, file).catch((error: { code?: string }) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(draft)
}

/** The file under a name of its own, on the disk. */
async function writeDraft(folder: string, keys: z.infer<typeof keysFile>): Promise<string> {
  const draft = join(folder, `.draft-${randomBytes(6).toString('hex')}`)
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(`${JSON.stringify(keys, null, 2)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return draft
}
