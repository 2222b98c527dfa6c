/** Photos and recordings that come before their report, in sealed pieces: a lost line costs one piece, not the file. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { NamedUpload } from '../actions/gather-uploads.ts'
import { type NamedUploadBody, namedUploads, pieceHeaders } from '../contract/uploads.ts'
import { fileLimits } from '../domain/files/limits.ts'
import { documented } from './documented.ts'
import { Refusal } from './refusals.ts'
import type { Doors, Server } from './server.ts'

const sealOverhead = 16

export async function uploadPieceRoutes(app: Server, { context }: Doors): Promise<void> {
  // Bytes are a body for this route alone, so its parser stands in a scope of its own.
  await app.register(async (scope) => {
    const bodyLimit = fileLimits.bytesOfPiece + sealOverhead
    scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
      done(null, body),
    )
    ;(scope as unknown as Server).post(
      '/api/v1/uploads',
      {
        config: { access: 'anyone' },
        bodyLimit,
        schema: {
          tags: ['residents'],
          description:
            'Keeps one sealed piece (application/octet-stream) of a photo or recording until a report names it, a day at most. The same piece may come again. Every piece but the last holds 65,536 bytes before sealing; see `uploads` of a report for how they are sealed.',
          headers: pieceHeaders,
          consumes: ['application/octet-stream'],
          response: documented({ 204: z.null() }, [400, 409, 413, 503]),
        },
      },
      async (request, reply) => {
        const sealed = request.body
        const { 'upload-id': id, 'piece-number': number, 'piece-sha256': claimed } = request.headers
        if (!Buffer.isBuffer(sealed) || sealed.length <= sealOverhead) throw new Refusal('not-understood')
        if (createHash('sha256').update(sealed).digest('hex') !== claimed) throw new Refusal('piece-damaged')
        const done = await context.files.incoming.pieces.keep(id, number, sealed)
        if (done === 'full') throw new Refusal('no-room')
        if (done === 'differs') throw new Refusal('piece-differs')
        return reply.status(204).send(null)
      },
    )
  })
}

/** Uploads as a report names them, for the action. */
export const namedIn = (named: readonly NamedUploadBody[]): NamedUpload[] =>
  named.map(({ id, pieces, key, sha256 }) => ({
    id,
    pieces,
    key: Buffer.from(key, 'hex'),
    hash: Buffer.from(sha256, 'hex'),
  }))

/** The same from a field of a form, as JSON. Refused: `not-understood`. */
export function namedInField(text: string): NamedUpload[] {
  if (text === '') return []
  try {
    return namedIn(namedUploads.parse(JSON.parse(text)))
  } catch {
    throw new Refusal('not-understood', 'uploads')
  }
}
