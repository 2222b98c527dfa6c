import type { Context } from './context.ts'
import { moveAsStaff, type StaffMove } from './make-move.ts'

/** A deputy takes a case that their station holds. Refused: what `moveAsStaff` refuses. */
export const claimCase = (context: Context, move: StaffMove) => moveAsStaff(context, move, { move: 'claim' })
