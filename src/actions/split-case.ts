import type { Context } from './context.ts'
import { moveAsStaff, type StaffMove } from './make-move.ts'

/** Takes a merged case out from under its lead again. Refused: what `moveAsStaff` refuses. */
export const splitCase = (context: Context, move: StaffMove) => moveAsStaff(context, move, { move: 'split' })
