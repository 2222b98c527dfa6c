/** Pressing a move's button, wherever it stands: made at once when the press is all, else its form opens. */
import { useNavigate } from '@tanstack/react-router'
import type { CaseRowReply } from '../../../src/contract/cases.ts'
import type { StaffMove } from '../../shared/api.ts'
import { select } from '../cases/selection.ts'
import { useDeskWidth } from '../look/theme.tsx'
import { useMakeMove } from './make-move.ts'
import { asksOf } from './staff-moves.ts'

/** From a list: the form opens in the preview where there is one, else on the page of the case. */
export function useTakeStep() {
  const navigate = useNavigate()
  const preview = useDeskWidth()
  const making = useMakeMove({ aloud: true })
  const take = (row: CaseRowReply, move: StaffMove) => {
    if (asksOf(move).length === 0) {
      if (!making.isPending) making.mutate({ item: row, move, body: { version: row.version } })
    } else if (preview) select({ caseId: row.id, move })
    else void navigate({ to: '/cases/$id', params: { id: row.id }, search: { move } })
  }
  return { take, busy: making.isPending }
}
