/** What a witness keeps: its name, its key, and of every log the last checkpoint it has signed. One file, for its eyes only. */
import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { allow, refuse } from '../../domain/shared/decision.ts'
import { parseCheckpoint } from '../../ledger/checkpoint.ts'

const kept = z.strictObject({
  name: z.string().min(1),
  seed: z.string().regex(/^[0-9a-f]{64}$/),
  /** By address of the log: the text of the checkpoint. */
  logs: z.record(
    z.string(),
    z.string().refine((text) => parseCheckpoint(text) !== undefined),
  ),
})

export type WitnessState = {
  readonly name: string
  /** 32 bytes, used for nothing but cosignatures. */
  readonly seed: Uint8Array
  /** The text of the last checkpoint of a log; undefined for one never seen. */
  lastText(url: string): string | undefined
  /** On the disk when it returns. */
  remember(url: string, text: string): Promise<void>
}

/**
 * Opens the state at a path, or makes it, with a new key, under a name. Refused: `no-name` (there is no state and no name
 * to make one), `unreadable`, `other-name` with the `name` it has.
 */
export async function openWitnessState(path: string, name: string | undefined) {
  const text = await readFile(path, 'utf8').catch((error: { code?: string }) => {
    if (error.code !== 'ENOENT') throw error
    return undefined
  })
  if (text === undefined) {
    if (name === undefined) return { ...refuse('no-name'), name: '' }
    const made = { name, seed: randomBytes(32).toString('hex'), logs: {} }
    await write(path, made)
    return allow(stateOf(path, made))
  }
  const state = parsed(text)
  if (!state) return { ...refuse('unreadable'), name: '' }
  return name === undefined || name === state.name
    ? allow(stateOf(path, state))
    : { ...refuse('other-name'), name: state.name }
}

function parsed(text: string): z.infer<typeof kept> | undefined {
  try {
    return kept.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

function stateOf(path: string, state: z.infer<typeof kept>): WitnessState {
  const logs = { ...state.logs }
  return {
    name: state.name,
    seed: Buffer.from(state.seed, 'hex'),
    lastText: (url) => logs[url],
    remember: async (url, text) => {
      logs[url] = text
      await write(path, { ...state, logs })
    },
  }
}

/** Replaced whole, and synced before: a power cut leaves the state of before or of after. */
async function write(path: string, state: z.infer<typeof kept>): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `.draft-${randomBytes(6).toString('hex')}`)
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(`${JSON.stringify(state, null, 2)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, path)
}
