/** Notes between colleagues on a case. Residents never see any of it. */
import { z } from 'zod'
import { instant } from './shared.ts'

const person = z.object({ id: z.uuid(), name: z.string() })

export const notesReply = z.object({
  notes: z
    .array(
      z.object({
        id: z.uuid(),
        words: z.string(),
        writer: z.string(),
        unit: z.string().describe('As it was called when it was written'),
        ofAgency: z.boolean().describe('An agency’s own note, which the offices read too'),
        writtenAt: instant,
        correctedAt: instant.nullable(),
        correctableUntil: instant.nullable().describe('Mine to correct until then; null when it is not'),
        mentions: z.array(person).describe('Whom it names with @'),
      }),
    )
    .describe('The oldest first'),
  readers: z.enum(['desk', 'agency', 'nobody']).describe('Who would read a note of mine; nobody: I only read'),
  colleagues: z.array(person.extend({ unitName: z.string() })).describe('Who can be named in a note of mine'),
})
export type NotesReply = z.infer<typeof notesReply>
export type NoteReply = NotesReply['notes'][number]

export const noteBody = z.strictObject({
  words: z.string().max(40_000).describe('At most 6,000 characters'),
  mentions: z.array(z.uuid()).max(50).default([]).describe('Colleagues it names'),
})
export type NoteBody = z.input<typeof noteBody>

export const writtenNoteReply = z.object({ id: z.uuid() })
