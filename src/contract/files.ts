/** Photos and recordings beside words. A file has no name: it is the first, second … of its step. */
import { z } from 'zod'
import { fileKinds, fileRefusals, fileTypes } from '../domain/files/file.ts'

export const attachedFile = z.object({
  id: z.uuid(),
  kind: z.enum(fileKinds),
  type: z.enum(fileTypes),
  width: z.int().nullable().describe('Of a photo, as it is looked at'),
  height: z.int().nullable(),
  seconds: z.int().nullable().describe('Of a recording, rounded up'),
})
export type AttachedFileReply = z.infer<typeof attachedFile>

/** A file that was not kept; everything else of the request was. */
export const notKept = z.object({
  position: z.int().describe('The how-manieth of the files it was, from 1'),
  refusal: z.enum(fileRefusals),
  message: z.string(),
})
export type NotKeptReply = z.infer<typeof notKept>

export const fileSizes = ['whole', 'small'] as const
export const fileQuery = z.object({
  size: z.enum(fileSizes).default('whole').describe('small: the preview of a photo'),
})
