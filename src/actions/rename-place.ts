import type { District } from '../data/districts/read.ts'
import { isNameTaken } from '../data/places/read.ts'
import { renamePlace as rename } from '../data/places/write.ts'
import { readName } from '../domain/people/account.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { type ActingOnPlace, actOnPlace, recordOnPlace } from './act-on-place.ts'
import type { Context } from './context.ts'

/** Gives a place another name; its history keeps both. Refused: `name-misread`, `name-taken`, what `actOnPlace` refuses. */
export async function renamePlace(context: Context, district: District, given: ActingOnPlace & { name: string }) {
  const name = readName(given.name)
  if (!name.ok) return name
  return actOnPlace(context, district, { ...given, act: 'rename' }, async (tx, place, by, words) => {
    const renamed = { ...place, name: name.value }
    if (await isNameTaken(tx, renamed)) return refuse('name-taken')
    await rename(tx, renamed)
    const detail = { from: place.name, to: name.value }
    await recordOnPlace(context, tx, renamed, { kind: 'rename-place', by, words, detail })
    return allow(place.id)
  })
}
