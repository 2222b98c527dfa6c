import type { Context } from './context.ts'
import { moveAsStaff, type StaffMove } from './make-move.ts'

/** A person has looked at a case in quarantine and lets it in. Refused: what `moveAsStaff` refuses. */
export const releaseCase = (context: Context, move: StaffMove) => moveAsStaff(context, move, { move: 'release' })
