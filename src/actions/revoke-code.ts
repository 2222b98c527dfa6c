import type { District } from '../data/districts/read.ts'
import { renewSubmissionGrounds } from '../data/districts/write.ts'
import { placeOfPublicCode } from '../data/places/read.ts'
import { revokeCode as revoke } from '../data/places/write.ts'
import type { PublicCode } from '../domain/places/public-code.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { type ActingOnPlace, actOnPlace, recordOnPlace, system } from './act-on-place.ts'
import type { Context } from './context.ts'

/**
 * Takes a public code out of use, at the machine itself; its page then says where to go. Refused: `no-such-code`.
 */
export const revokeCode = (context: Context, district: number, code: PublicCode, replacedBy: PublicCode | null) =>
  context.database.inTransaction(district, async (tx) => {
    await renewSubmissionGrounds(tx)
    const place = await placeOfPublicCode(tx, code)
    if (!place || !(await revoke(tx, code, context.now(), replacedBy))) return refuse('no-such-code')
    const detail = { code, replacedBy }
    await recordOnPlace(context, tx, place, { kind: 'revoke-code', by: system, words: '', detail })
    return allow(code)
  })

/**
 * Takes the code of a place out of use without another in its place; its page then names the station to go to.
 * Refused: `no-such-code` when the place has none in use; what `actOnPlace` refuses.
 */
export const revokeCodeOfPlace = (context: Context, district: District, given: ActingOnPlace) =>
  actOnPlace(context, district, { ...given, act: 'revoke-code' }, async (tx, place, by, words) => {
    if (!place.code || !(await revoke(tx, place.code, context.now(), null))) return refuse('no-such-code')
    const detail = { code: place.code, replacedBy: null }
    await recordOnPlace(context, tx, place, { kind: 'revoke-code', by, words, detail })
    return allow(place.code)
  })
