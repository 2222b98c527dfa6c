/** The moves that people at the desk make, and what each asks for besides the press. */
import { moves } from '../../../src/domain/cases/moves.ts'
import type { MoveNeed } from '../../../src/domain/loop/loop.ts'
import type { StaffMove } from '../../shared/api.ts'

export const staffMoves = [
  'accept',
  'answer',
  'answer-directly',
  'hand-over',
  'pass',
  'return',
] as const satisfies StaffMove[]

export const isStaffMove = (move: string): move is StaffMove => staffMoves.some((known) => known === move)

/** What the form of a move asks for. Empty: the press is all. */
export const needsOf = (move: StaffMove): readonly MoveNeed[] => moves[move].needs
