/**
 * The state of a sending, kept beside it: what makes its submission ids, and the receipt of each message delivered.
 * Its first line holds a random key and is on the disk before anything is sent. Every submission id is computed from
 * that key and the message, so a run that was interrupted at any moment sends the same content under the same id when
 * it is run again. Receipt codes are secrets: the file is readable by its owner only.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { lineSet } from './line-set.ts'
import { linesOf } from './lines.ts'

const job = z.object({
  file: z.string().describe('SHA-256 of the file of messages'),
  to: z.string(),
  url: z.string(),
  columns: z.object({ text: z.array(z.string()).readonly(), place: z.array(z.string()).readonly() }),
})
/** What is sent where. A state file belongs to exactly one. */
export type Job = z.infer<typeof job>

const header = z.object({ jieyouSend: z.literal(1), ...job.shape, key: z.base64() })
const delivered = z.object({ line: z.int().positive(), submissionId: z.uuid(), receiptCode: z.string() })

export type SentFile = {
  /** Whether the message of this line was delivered by an earlier run. */
  readonly has: (line: number) => boolean
  /** The submission id of a message: the same in every run. */
  readonly submissionId: (message: { line: number; text: string; place: string }) => string
  readonly record: (line: number, submissionId: string, receiptCode: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** Why a state file cannot be used: it is of another job (with what differs), or not a state file at all. */
export type SentFileProblem =
  | { readonly ok: false; readonly refusal: 'of-another-job'; readonly differs: readonly (keyof Job)[] }
  | { readonly ok: false; readonly refusal: 'not-a-sent-file' }

/** Opens the state file of a job, or begins it. Throws the file system's error when it cannot be written. */
export async function openSentFile(path: string, mine: Job): Promise<{ ok: true; value: SentFile } | SentFileProblem> {
  const file = await open(path, 'a+', 0o600)
  try {
    const found = await readBack(path)
    if (found === 'not-a-sent-file') {
      await file.close()
      return { ok: false, refusal: found }
    }
    if (found.begun) {
      const { begun } = found
      const differs = (['file', 'to', 'url', 'columns'] as const).filter(
        (name) => JSON.stringify(begun[name]) !== JSON.stringify(mine[name]),
      )
      if (differs.length > 0) {
        await file.close()
        return { ok: false, refusal: 'of-another-job', differs }
      }
    }
    await file.chmod(0o600)
    // What a crash left half written is cut off: an unfinished result is asked for again under the same id.
    await file.truncate(found.wholeBytes)
    const key = found.begun?.key ?? (await begin(file, path, mine))
    return { ok: true, value: sentFile(file, Buffer.from(key, 'base64'), found.lines) }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function readBack(path: string) {
  const lines = lineSet()
  let begun: z.infer<typeof header> | undefined
  let wholeBytes = 0
  for await (const { number, bytes, ended } of linesOf(createReadStream(path))) {
    if (bytes === null) return 'not-a-sent-file'
    if (!ended) {
      // Half a first line is either our own beginning, cut short, or somebody else's file, which is left alone.
      if (number === 1 && !'{"jieyouSend":1,'.startsWith(bytes.toString().slice(0, 16))) return 'not-a-sent-file'
      break
    }
    const value = parsed(bytes)
    if (number === 1) {
      const first = header.safeParse(value)
      if (!first.success) return 'not-a-sent-file'
      begun = first.data
    } else {
      const result = delivered.safeParse(value)
      if (!result.success) return 'not-a-sent-file'
      lines.add(result.data.line)
    }
    wholeBytes += bytes.length + 1
  }
  return { begun, lines, wholeBytes }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}

async function begin(file: FileHandle, path: string, mine: Job): Promise<string> {
  const key = randomBytes(32).toString('base64')
  const first: z.infer<typeof header> = { jieyouSend: 1, ...mine, key }
  await file.appendFile(`${JSON.stringify(first)}\n`)
  await file.sync()
  // The name of a new file must be on the disk too.
  const folder = await open(dirname(path))
  await folder.sync().finally(() => folder.close())
  return key
}

function sentFile(file: FileHandle, key: Buffer, lines: ReturnType<typeof lineSet>): SentFile {
  // One after another, so that lines are never mixed.
  let last: Promise<void> = Promise.resolve()
  return {
    has: lines.has,
    submissionId: ({ line, text, place }) =>
      uuidFrom(
        createHmac('sha256', key)
          .update(JSON.stringify([line, text, place]))
          .digest(),
      ),
    record: (line, submissionId, receiptCode) => {
      const result: z.infer<typeof delivered> = { line, submissionId, receiptCode }
      last = last.then(() => file.appendFile(`${JSON.stringify(result)}\n`))
      return last
    },
    close: async () => {
      try {
        await last
        await file.sync()
      } finally {
        await file.close()
      }
    },
  }
}

/** The first 16 bytes as a UUID of version 4: 122 bits that cannot be told from random ones without the key. */
function uuidFrom(bytes: Buffer): string {
  const own = Buffer.from(bytes.subarray(0, 16))
  own[6] = ((own[6] ?? 0) & 0x0f) | 0x40
  own[8] = ((own[8] ?? 0) & 0x3f) | 0x80
  return own.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
