import type { District } from '../data/districts/read.ts'
import { describePlace as describe } from '../data/places/write.ts'
import { type PageTexts, readPageTexts } from '../domain/places/place-page.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { type ActingOnPlace, actOnPlace, recordOnPlace } from './act-on-place.ts'
import type { Context } from './context.ts'

/**
 * Keeps what the public page of a deputy or a station says: who they are, when they receive.
 * Refused: `page-text-too-long`, `not-your-role` for a place without such a page, what `actOnPlace` refuses.
 */
export const describePlace = (
  context: Context,
  district: District,
  given: ActingOnPlace & { texts: Partial<PageTexts> },
) =>
  actOnPlace(context, district, { ...given, act: 'describe' }, async (tx, place, by, words) => {
    if (place.kind !== 'deputy' && place.kind !== 'station') return refuse('not-your-role')
    const texts = readPageTexts(place.kind, given.texts)
    if (!texts.ok) return texts
    await describe(tx, { kind: place.kind, id: place.id, texts: texts.value })
    await recordOnPlace(context, tx, place, {
      kind: 'describe-place',
      by,
      words,
      detail: { texts: { ...texts.value } },
    })
    return allow(place.id)
  })
