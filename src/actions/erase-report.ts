import type { Context } from './context.ts'
import type { StaffMove } from './make-move.ts'
import { erasingStepAsStaff } from './take-erasing-step.ts'

/**
 * Another person of the district's office consents: from now on nothing of the report is shown, and a job removes it. It
 * cannot be undone. Refused: what `erasingStepAsStaff` refuses.
 */
export const eraseReport = (context: Context, move: Omit<StaffMove, 'uploads'>) =>
  erasingStepAsStaff(context, move, { step: 'erase' })
