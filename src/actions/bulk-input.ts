/** What a move on many cases brings with it, read once for all of them. Writes nothing. */
import type { NamedCase } from '../data/cases/read.ts'
import { casesFor } from '../data/cases/read-many.ts'
import type { Db } from '../data/db.ts'
import { agencyById } from '../data/places/read.ts'
import { localDate } from '../domain/calendar/calendar.ts'
import type { Deciding } from '../domain/cases/acting.ts'
import type { BulkGiven } from '../domain/cases/bulk.ts'
import { type MoveInput, moveCase } from '../domain/cases/move-case.ts'
import { isOpen } from '../domain/cases/moves.ts'
import type { Staff } from '../domain/people/actor.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { cleanWords } from '../domain/shared/words.ts'
import { optionalWords } from './make-move.ts'

type Looking = { readonly db: Db; readonly staff: Staff; readonly deciding: Deciding }

/**
 * What is wrong with it for every case alike; else a look at each. Refused: `nothing-said`, `too-long`,
 * `no-such-agency`, `planned-date-missing`, `planned-date-past`, `no-such-case` and `lead-is-not-open` for a lead that
 * cannot be one.
 */
export async function bulkLook({ db, staff, deciding }: Looking, given: BulkGiven) {
  const look = (input: MoveInput) => allow((item: NamedCase) => lookAt(item, input, staff, deciding))
  switch (given.move) {
    case 'accept':
    case 'urge':
      return look({ move: given.move })
    case 'hand-over': {
      const words = optionalWords(given.words)
      if (!words.ok) return words
      if (!(await agencyById(db, given.agencyId))) return refuse('no-such-agency')
      return look({ move: 'hand-over', agencyId: given.agencyId, coHandlers: [], words: words.value })
    }
    case 'message': {
      const words = cleanWords(given.words)
      return words.ok ? look({ move: 'message', words: words.value }) : words
    }
    case 'answer-directly': {
      const words = cleanWords(given.words)
      if (!words.ok) return words
      const { outcome } = given
      const plannedFor = outcome === 'planned' ? given.plannedFor : null
      if (outcome === 'planned' && !plannedFor) return refuse('planned-date-missing')
      if (plannedFor && plannedFor < localDate(deciding.now, deciding.calendar)) return refuse('planned-date-past')
      return look({ move: 'answer-directly', words: words.value, outcome, plannedFor })
    }
    case 'merge': {
      const [lead] = await casesFor(db, staff, [given.into])
      if (!lead) return refuse('no-such-case')
      if (!isOpen(lead.status) || lead.status === 'answered' || lead.status === 'quarantined')
        return refuse('lead-is-not-open')
      return allow((item: NamedCase) =>
        item.recused && item.recused.id !== lead.recused?.id
          ? refuse('report-is-about-them')
          : lookAt(item, { move: 'merge', into: lead.id }, staff, deciding),
      )
    }
  }
}

/** What the move would make of a case: its due date then (a merged case has none of its own), or why not. */
function lookAt(item: NamedCase, input: MoveInput, staff: Staff, deciding: Deciding) {
  const moved = moveCase(item, input, staff, deciding)
  if (!moved.ok) return moved
  return allow({ dueAt: input.move === 'merge' ? null : (moved.value.case.clock?.dueAt ?? null) })
}
