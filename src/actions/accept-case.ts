import type { Context } from './context.ts'
import { moveAsStaff, type StaffMove } from './make-move.ts'

/** Someone takes a received case and becomes its holder. Refused: what `moveAsStaff` refuses. */
export const acceptCase = (context: Context, move: StaffMove) => moveAsStaff(context, move, { move: 'accept' })
