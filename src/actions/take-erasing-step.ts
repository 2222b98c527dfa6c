/** The way every step of erasing is made: lock, ask the domain, save the case and the event in one transaction. */
import { lockCase, saveMove } from '../data/cases/write.ts'
import { elsewhereOf, latestCaseOf } from '../data/erasing/read.ts'
import { markErased } from '../data/erasing/write.ts'
import { unitName } from '../data/places/read.ts'
import type { Case } from '../domain/cases/case.ts'
import { type ErasingInput, takeErasingStep } from '../domain/cases/erasing.ts'
import { canSee } from '../domain/cases/sight.ts'
import type { EventDetail } from '../domain/loop/event.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import type { Moved, StaffMove } from './make-move.ts'
import { sealEvent } from './seal-event.ts'

/** What came of a step, and where else the report is: erased is only what is here. */
export type ErasingStepTaken = Moved & { readonly wentTo: readonly string[]; readonly cameFrom: boolean }

/**
 * Takes a step as a member of the district's office. Erasing marks every case of the report at once; the contents are
 * removed by the job that follows from the event.
 * Refused: `no-such-case`, `changed-meanwhile`, `transferred-already` when the report goes on with another case of the
 * district, and what `takeErasingStep` refuses.
 */
export const erasingStepAsStaff = (context: Context, move: Omit<StaffMove, 'uploads'>, input: ErasingInput) =>
  context.database.inTransaction(move.district, async (tx) => {
    const item = await lockCase(tx, move.caseId)
    if (!item || !canSee(item, move.staff)) return refuse('no-such-case')
    if (move.seenVersion !== undefined && move.seenVersion !== item.version) return refuse('changed-meanwhile')
    if ((await latestCaseOf(tx, item.reportId)) !== item.id) return refuse('transferred-already')
    const now = context.now()
    const taken = takeErasingStep(item, input, move.staff, now)
    if (!taken.ok) return taken

    const elsewhere = await elsewhereOf(tx, item.reportId)
    const by = await unitName(tx, { kind: 'district', id: null })
    const event = sealEvent(context, tx.district, {
      id: context.newId(),
      subjectKind: 'case',
      subjectId: item.id,
      kind: input.step,
      at: now,
      actorKind: 'district',
      actorId: move.staff.userId,
      fromStatus: item.status,
      toStatus: taken.value.status,
      detail: { by, ...detailOf(item, input, move.staff.userId) },
    })
    await saveMove(tx, taken.value, event)
    if (input.step === 'erase') await markErased(tx, item.reportId)
    const { status, version, clock } = taken.value
    return allow<ErasingStepTaken>({ status, version, dueAt: clock?.dueAt ?? null, notKept: [], ...elsewhere })
  })

/** What the history keeps of a step: whose wish and why. With the erasing itself it stays for ever. */
function detailOf({ eraseAsked }: Case, input: ErasingInput, userId: string): EventDetail {
  switch (input.step) {
    case 'ask-erase':
      return { wish: input.wish, words: input.words }
    case 'drop-erase':
      return { words: input.words, takenBack: eraseAsked?.userId === userId }
    case 'erase':
      return { wish: eraseAsked?.wish ?? '', words: eraseAsked?.words ?? '', askedBy: eraseAsked?.userId ?? '' }
  }
}
