/** A district's log as files that any static host can serve. Full tiles never change, so those that are there stay. */
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Db } from '../../data/db.ts'
import { entriesFrom, lastCheckpoint, tilesAt } from '../../data/ledger/read.ts'
import { allow, refuse } from '../../domain/shared/decision.ts'
import { parseCheckpoint } from '../../ledger/checkpoint.ts'
import { entryBundle } from '../../ledger/entries.ts'
import { hashLength } from '../../ledger/merkle.ts'
import { parseNote } from '../../ledger/signed-note.ts'
import { tilePath, tileWidth, widthAt } from '../../ledger/tiles.ts'

/** Tiles of one level that are read at a time: two mebibytes at most. */
const atOnce = 256

/**
 * Writes the log as it is now into a folder. Each file gets its name when it is whole, and the checkpoint comes last.
 * Out: the size of the log and how many files were written. Refused: `no-checkpoint`; `other-log` when the folder's
 * checkpoint is of another log or a larger one; `not-whole`, with the path of what the database lacks.
 */
export async function exportLog(db: Db, folder: string, progress: (leaves: number, of: number) => void) {
  const last = await lastCheckpoint(db)
  if (!last) return refuse('no-checkpoint')
  const { size } = last
  if (await holdsOther(folder, last)) return refuse('other-log')
  let written = 0
  const write = async (path: string, content: Uint8Array | string) => {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(`${file}.draft`, content)
    await rename(`${file}.draft`, file)
    written++
  }
  const isThere = async (path: string) =>
    stat(join(folder, path)).then(
      ({ size }) => size > 0,
      () => false,
    )
  const missing = (path: string) => ({ ...refuse('not-whole'), path })

  for (let index = 0; index * tileWidth < size; index++) {
    const width = widthAt(size, 0, index)
    const path = tilePath('entries', index, width)
    progress(index * tileWidth, size)
    if (await isThere(path)) continue
    const entries = await entriesFrom(db, index * tileWidth, width)
    if (entries.length !== width) return missing(path)
    await write(path, entryBundle(entries))
  }
  for (let level = 0; widthAt(size, level, 0) > 0; level++)
    for (let from = 0; widthAt(size, level, from) > 0; from += atOnce) {
      const wanted: { level: number; index: number; path: string; width: number }[] = []
      for (let index = from; index < from + atOnce && widthAt(size, level, index) > 0; index++) {
        const width = widthAt(size, level, index)
        const path = tilePath(level, index, width)
        if (!(await isThere(path))) wanted.push({ level, index, path, width })
      }
      const tiles = new Map((await tilesAt(db, wanted)).map(({ index, hashes }) => [index, hashes]))
      for (const { index, path, width } of wanted) {
        const content = tiles.get(index)?.subarray(0, width * hashLength)
        if (content?.length !== width * hashLength) return missing(path)
        await write(path, content)
      }
    }
  await write('checkpoint', last.note + last.cosignatures.join(''))
  return allow({ size, written })
}

/** Whether the folder's checkpoint is of another log, or of a later state than there is. */
async function holdsOther(folder: string, last: { readonly size: number; readonly note: string }): Promise<boolean> {
  const there = await readFile(join(folder, 'checkpoint'), 'utf8').catch(() => undefined)
  if (there === undefined) return false
  const [theirs, ours] = [there, last.note].map((note) => parseCheckpoint(parseNote(note)?.text ?? ''))
  return theirs === undefined || theirs.origin !== ours?.origin || theirs.size > last.size
}
