/** Takes the lines of a file in, a batch at a time, and counts what became of each. */

import type { Context } from '../../actions/context.ts'
import {
  countKnown,
  type ImportCount,
  type ImportManner,
  type ImportTarget,
  importReports,
  prepareImport,
} from '../../actions/import-report.ts'
import { type ImportedMessage, receiveMessage } from '../../domain/reports/imported-message.ts'
import { type ImportCounts, sentences } from '../words.ts'
import type { FileLine } from './messages.ts'

/** So many messages come in, or do not, together. */
const batchSize = 200
/** A batch of long messages is closed sooner, so that memory stays small. */
const batchCharacters = 500_000

type Given = {
  readonly target: ImportTarget
  readonly manner: ImportManner
  readonly dryRun: boolean
  readonly tell: {
    readonly refused: (line: number, why: string) => void
    readonly progress: (counts: ImportCounts) => void
  }
}

/** Takes in every line that can be. What fails before the end is handed back with what was done until then. */
export async function importAll(
  context: Context,
  lines: AsyncIterable<FileLine>,
  { target, manner, dryRun, tell }: Given,
): Promise<{ readonly counts: ImportCounts; readonly failed: unknown }> {
  const counts = { added: 0, there: 0, refused: 0 }
  let batch: ImportedMessage[] = []
  let characters = 0
  const refuse = (line: number, why: keyof typeof sentences.imports.lineRefusals) => {
    counts.refused += 1
    tell.refused(line, sentences.imports.lineRefusals[why])
  }
  const count = ({ added, there }: ImportCount) => {
    counts.added += added
    counts.there += there
    tell.progress(counts)
  }
  // One batch is written while the next is read and made ready.
  let writing: Promise<unknown> = Promise.resolve()
  const takeIn = async () => {
    const messages = batch
    batch = []
    characters = 0
    if (messages.length === 0) return
    if (dryRun) return count(await countKnown(context, target, manner, messages))
    const prepared = await prepareImport(context, target, manner, messages)
    await writing
    writing = importReports(context, prepared).then(count)
    // Told where it is waited for.
    writing.catch(() => {})
  }
  try {
    for await (const read of lines) {
      if (!read.ok) {
        refuse(read.line, read.why)
        continue
      }
      const message = receiveMessage(read.value, context.now())
      if (!message.ok) {
        refuse(read.line, message.refusal)
        continue
      }
      batch.push(message.value)
      characters += read.value.text.length + read.value.reply.length
      if (batch.length >= batchSize || characters >= batchCharacters) await takeIn()
    }
    await takeIn()
    await writing
    return { counts, failed: undefined }
  } catch (failed) {
    await writing.catch(() => {})
    return { counts, failed }
  }
}
