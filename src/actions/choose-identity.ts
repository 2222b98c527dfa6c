import { lockCase } from '../data/cases/write.ts'
import type { Tx } from '../data/db.ts'
import { insertEvent } from '../data/events/write.ts'
import { caseIdByCode, reportIdByCode } from '../data/reports/read.ts'
import { forgetIdentity, insertIdentity, setIdentityChoice } from '../data/reports/write-identity.ts'
import { checkIdentity, type Identity, type IdentityKind } from '../domain/reports/report.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { hashOfReceiptCode } from '../ledger/receipt-secret.ts'
import type { Context } from './context.ts'
import { momentOfResident } from './make-move.ts'
import type { ReceiptMove } from './resident-moves.ts'
import { sealEvent } from './seal-event.ts'
import { sealIdentity } from './seal-identity.ts'

/** What the resident chose now. Name and telephone count only for someone who was anonymous until now. */
export type ChosenIdentity = { readonly kind: IdentityKind; readonly name: string; readonly phone: string }

/**
 * The resident raises or lowers who may know who spoke. Lowering to nobody forgets name and telephone at once, in every
 * district the report came through; the event keeps the choice and no name. The choice in force again changes nothing.
 * Refused: `no-such-receipt`; `report-erased`; `name-missing`, `name-too-long` and `phone-misread` for who was anonymous.
 */
export async function chooseIdentity(context: Context, move: ReceiptMove, chosen: ChosenIdentity) {
  const codeHash = hashOfReceiptCode(move.code)
  if (chosen.kind === 'anonymous')
    for (const district of move.cameThrough ?? []) await forgetIn(context, district, codeHash)
  return context.database.inTransaction(move.district, async (tx) => {
    const caseId = await caseIdByCode(tx, codeHash)
    const item = caseId ? await lockCase(tx, caseId) : undefined
    if (!item) return refuse('no-such-receipt')
    if (item.erased) return refuse('report-erased')
    if (item.identityKind === chosen.kind) return allow(undefined)
    const named = item.identityKind === 'anonymous' ? checkIdentity(identityOf(chosen)) : undefined
    if (named && !named.ok) return named
    await keepChoice(context, tx, item.reportId, chosen.kind, named?.value)
    await insertEvent(
      tx,
      sealEvent(context, tx.district, {
        id: context.newId(),
        subjectKind: 'case',
        subjectId: item.id,
        kind: 'choose-identity',
        at: await momentOfResident(context, tx, item.id),
        actorKind: 'resident',
        actorId: null,
        fromStatus: item.status,
        toStatus: item.status,
        detail: { by: '', identity: chosen.kind },
      }),
    )
    return allow(undefined)
  })
}

async function keepChoice(context: Context, tx: Tx, reportId: string, kind: IdentityKind, named?: Identity) {
  await setIdentityChoice(tx, reportId, kind)
  if (kind === 'anonymous') return forgetIdentity(tx, reportId)
  if (!named || named.kind === 'anonymous') return
  await insertIdentity(tx, reportId, sealIdentity(context.identityKey, context.randomBytes(12), reportId, named))
}

const identityOf = ({ kind, name, phone }: ChosenIdentity): Identity =>
  kind === 'anonymous' ? { kind } : { kind, name, phone }

/** What was kept in a district that the report has left. */
const forgetIn = (context: Context, district: number, codeHash: Uint8Array) =>
  context.database.inTransaction(district, async (tx) => {
    const reportId = await reportIdByCode(tx, codeHash)
    if (reportId) await keepChoice(context, tx, reportId, 'anonymous')
  })
