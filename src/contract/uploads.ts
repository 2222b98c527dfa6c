/** Files sent in pieces before their report, sealed by the sender; the report names them and brings the keys. */
import { z } from 'zod'
import { fileLimits } from '../domain/files/limits.ts'

const pieceNumber = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number)
  .pipe(z.int().max(fileLimits.pieces - 1))

/** In headers rather than in the address: whoever knows the id can name the file in a report of their own. */
export const pieceHeaders = z.object({
  'upload-id': z.uuidv4().describe('Made by the sender, one a file. Never kept'),
  'piece-number': pieceNumber.describe('From 0'),
  'piece-sha256': z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('Of the sealed piece as it is sent, in hex'),
})

/** A file that came in pieces. */
export const namedUpload = z.strictObject({
  id: z.uuidv4(),
  pieces: z.int().min(1).max(fileLimits.pieces),
  key: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe(
      'Hex. Opens each piece: AES-256-GCM, nonce = eight zero bytes and the piece’s number (32 bits, big-endian), the tag behind',
    ),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('Of the whole file before it was sealed, in hex'),
})
export type NamedUploadBody = z.infer<typeof namedUpload>

export const namedUploads = z.array(namedUpload).max(fileLimits.filesRead)
