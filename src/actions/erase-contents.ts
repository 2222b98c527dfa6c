import { removeContents } from '../data/erasing/write.ts'
import type { Context } from './context.ts'

/**
 * Removes what the report of a case held, once two persons have wished it, in one transaction. `eraser` acts as the
 * database role of that name. Gives whether it was consented to. May be done twice.
 */
export const eraseContents = (eraser: Context, district: number, caseId: string): Promise<boolean> =>
  eraser.database.inTransaction(district, (tx) => removeContents(tx, caseId))
