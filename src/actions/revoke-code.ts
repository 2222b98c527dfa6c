import { renewSubmissionGrounds } from '../data/districts/write.ts'
import { revokeCode as revoke } from '../data/places/write.ts'
import type { PublicCode } from '../domain/places/public-code.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'

/** Takes a public code out of use; its page then says where to go. Refused: `no-such-code`. */
export const revokeCode = (context: Context, district: number, code: PublicCode, replacedBy: PublicCode | null) =>
  context.database.inTransaction(district, async (tx) => {
    if (!(await revoke(tx, code, context.now(), replacedBy))) return refuse('no-such-code')
    await renewSubmissionGrounds(tx)
    return allow(code)
  })
