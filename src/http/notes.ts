/** Notes between colleagues on a case: reading them, writing one, correcting one's own. */
import { z } from 'zod'
import { correctNote, writeNote } from '../actions/write-note.ts'
import { type NotesReply, noteBody, notesReply, writtenNoteReply } from '../contract/notes.ts'
import { caseFor } from '../data/cases/read.ts'
import { colleaguesOn, notesOf } from '../data/cases/read-notes.ts'
import { correctableUntil, readsNotes, writesNoteAs } from '../domain/cases/notes.ts'
import { deeds } from '../domain/people/deeds.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { orRefuse, Refusal } from './refusals.ts'
import type { Doors, Server } from './server.ts'

const caseParams = z.strictObject({ id: z.uuid() })
const noteParams = z.strictObject({ id: z.uuid(), note: z.uuid() })

export function noteRoutes(app: Server, { context }: Doors): void {
  app.get(
    '/api/v1/cases/:id/notes',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description: 'The notes on a case that I may read, and whom I could name in one.',
        params: caseParams,
        response: documented({ 200: notesReply }, [400, 401, 404, 503]),
      },
    },
    async (request): Promise<NotesReply> => {
      const { district, staff } = sessionOn(request)
      const db = context.database.of(district.id)
      const item = await caseFor(db, staff, request.params.id)
      if (!item) throw new Refusal('no-such-case')
      const [mayRead, writer] = [readsNotes(item, staff), item.erased ? undefined : writesNoteAs(item, staff)]
      const [notes, colleagues] = await Promise.all([
        notesOf(db, item.id),
        writer ? colleaguesOn(db, item.id, writer) : [],
      ])
      const now = context.now()
      const isMineToCorrect = (writerId: string, until: Date) => writer && writerId === staff.userId && until > now
      return {
        notes: notes.filter(mayRead).map((note) => {
          const until = correctableUntil(note.writtenAt)
          return {
            id: note.id,
            words: note.words,
            writer: note.writerName,
            unit: note.unitName,
            ofAgency: note.agencyId !== null,
            writtenAt: note.writtenAt.toISOString(),
            correctedAt: note.correctedAt?.toISOString() ?? null,
            correctableUntil: isMineToCorrect(note.writerId, until) ? until.toISOString() : null,
            mentions: [...note.mentions],
          }
        }),
        readers: !writer ? 'nobody' : writer.agencyId === null ? 'desk' : 'agency',
        colleagues: colleagues.filter(({ id }) => id !== staff.userId),
      }
    },
  )

  app.post(
    '/api/v1/cases/:id/notes',
    {
      config: { access: deeds['write-notes'] },
      schema: {
        tags: ['desk'],
        description: 'Writes a note for colleagues. It stands in the history; the resident never sees it.',
        params: caseParams,
        body: noteBody,
        response: documented({ 201: writtenNoteReply }, [400, 401, 403, 404, 409, 503]),
      },
    },
    async (request, reply) => {
      const { district, staff } = sessionOn(request)
      const given = { ...request.body, staff, caseId: request.params.id }
      return reply.status(201).send({ id: orRefuse(await writeNote(context, district.id, given)) })
    },
  )

  app.post(
    '/api/v1/cases/:id/notes/:note/correct',
    {
      config: { access: deeds['write-notes'] },
      schema: {
        tags: ['desk'],
        description: 'Corrects my own note within a quarter of an hour; what it said before stays in the history.',
        params: noteParams,
        body: noteBody,
        response: documented({ 200: writtenNoteReply }, [400, 401, 403, 404, 409, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      const given = { ...request.body, staff, caseId: request.params.id, noteId: request.params.note }
      return { id: orRefuse(await correctNote(context, district.id, given)) }
    },
  )
}
