/** Takes the lines of a file in, a batch at a time, and counts what became of each. */

import type { Context } from '../../actions/context.ts'
import { countKnown, type ImportManner, type ImportTarget, importReports } from '../../actions/import-report.ts'
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
  const takeIn = async () => {
    if (batch.length === 0) return
    const take = dryRun ? countKnown : importReports
    const { added, there } = await take(context, target, manner, batch)
    counts.added += added
    counts.there += there
    batch = []
    characters = 0
    tell.progress(counts)
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
    return { counts, failed: undefined }
  } catch (failed) {
    return { counts, failed }
  }
}
