/** What recordings and photographed pages say, written down by people. */
import { z } from 'zod'
import { fileKinds } from '../domain/files/file.ts'
import { instant } from './shared.ts'

/** To whoever holds the receipt, and to agencies: words that were checked. */
export const confirmedReading = z.object({
  file: z.uuid(),
  kind: z.enum(fileKinds),
  words: z.string(),
  removed: z.boolean().describe('The recording is removed, as the resident wished; the words stay'),
})
export type ConfirmedReadingReply = z.infer<typeof confirmedReading>

const version = z.object({
  words: z.string(),
  confirmed: z.boolean(),
  by: z.string().nullable().describe('Who wrote it; null where that was another district’s person'),
  at: instant,
})

/** To those who may hear the original: every version, the latest first. Others get one version, without who and when. */
export const deskReading = z.object({ ...confirmedReading.shape, confirmed: z.boolean(), versions: z.array(version) })
export type DeskReadingReply = z.infer<typeof deskReading>

/** Where a case's readings stand. */
export const caseReadings = z.object({
  readings: z.array(deskReading),
  canRead: z.boolean().describe('Whether I may write readings down'),
  transcriptOnly: z.boolean().describe('The resident wants only the words kept of what they recorded'),
})
export type CaseReadingsReply = z.infer<typeof caseReadings>

export const readFileBody = z.strictObject({
  words: z.string().max(40_000).describe('At most 6,000 characters'),
  confirmed: z.boolean().describe('Held against the original. Where only the words are wanted, the recording goes now'),
  seenVersion: z.int().min(0).default(0).describe('How many versions the caller saw; 0 for none'),
})
export type ReadFileBody = z.input<typeof readFileBody>

export const readFileReply = z.object({
  version: z.int(),
  removed: z.int().describe('Recordings that are removed now'),
})
export type ReadFileReply = z.infer<typeof readFileReply>
