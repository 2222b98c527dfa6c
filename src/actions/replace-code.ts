import type { District } from '../data/districts/read.ts'
import { insertCode, revokeCode } from '../data/places/write.ts'
import { allow } from '../domain/shared/decision.ts'
import { type ActingOnPlace, actOnPlace, recordOnPlace } from './act-on-place.ts'
import type { Context } from './context.ts'
import { newCode } from './new-code.ts'

/**
 * Gives a place a new code; the old one, if it has one in use, leads to the new. Gives the new code.
 * Refused: what `actOnPlace` refuses.
 */
export const replaceCode = (context: Context, district: District, given: ActingOnPlace) =>
  actOnPlace(context, district, { ...given, act: 'replace-code' }, async (tx, place, by, words) => {
    const code = await newCode(context, tx, district)
    if (place.code) await revokeCode(tx, place.code, context.now(), code)
    await insertCode(tx, { code, kind: place.kind, unitId: place.id, at: context.now() })
    const detail = { code, replaces: place.code }
    await recordOnPlace(context, tx, place, { kind: 'replace-code', by, words, detail })
    return allow(code)
  })
