import type { Context } from './context.ts'
import { moveAsStaff, type StaffMove } from './make-move.ts'

/** An office puts a case under supervision (挂号督办) until it is closed. Refused: what `moveAsStaff` refuses. */
export const superviseCase = (context: Context, move: StaffMove) => moveAsStaff(context, move, { move: 'supervise' })
