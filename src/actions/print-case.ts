/** Prints the file of a case: fetches its small pictures, and draws one PDF. Writes nothing. */
import { fileOfCase } from '../data/files/read.ts'
import { type CaseSheet, printCaseSheet } from '../outside/sheets/case-sheet.ts'
import type { Context } from './context.ts'

export type { CaseSheet, SheetPart } from '../outside/sheets/case-sheet.ts'

/** More of them make a file that no printer likes; the desk shows all. */
export const mostPhotosPrinted = 12

/** The small pictures of these attachments of a case that the caller may see; what the store has lost is left out. */
export async function smallPhotos(
  context: Context,
  district: number,
  given: { readonly caseId: string; readonly attachments: readonly string[] },
): Promise<Uint8Array[]> {
  const db = context.database.of(district)
  const photos: Uint8Array[] = []
  for (const id of given.attachments.slice(0, mostPhotosPrinted)) {
    const file = await fileOfCase(db, given.caseId, id)
    if (file?.type !== 'image/jpeg') continue
    const opened = await context.files.store.open(file.thumbnailHash ?? file.hash)
    if (!opened) continue
    const pieces: Uint8Array[] = []
    for await (const piece of opened.stream()) pieces.push(piece as Uint8Array)
    photos.push(Buffer.concat(pieces))
  }
  return photos
}

/** The finished file. */
export const printCase = (sheet: CaseSheet): Promise<Uint8Array> => printCaseSheet(sheet)
