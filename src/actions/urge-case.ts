import type { Context } from './context.ts'
import { moveAsStaff, type StaffMove } from './make-move.ts'

/** An office urges whoever has the next step. Refused: what `moveAsStaff` refuses. */
export const urgeCase = (context: Context, move: StaffMove) => moveAsStaff(context, move, { move: 'urge' })
