/** Notes between colleagues on a case: written, and corrected by their writer for a quarter of an hour. Each is an event. */

import { colleaguesOn, noteById } from '../data/cases/read-notes.ts'
import { lockCase } from '../data/cases/write.ts'
import { correctNoteRow, insertNote } from '../data/cases/write-notes.ts'
import type { Tx } from '../data/db.ts'
import { insertEvent } from '../data/events/write.ts'
import { unitName } from '../data/places/read.ts'
import type { Case } from '../domain/cases/case.ts'
import type { FurtherEvent } from '../domain/cases/further-events.ts'
import { correctableUntil, type NoteOwner, writesNoteAs } from '../domain/cases/notes.ts'
import { canSee } from '../domain/cases/sight.ts'
import type { Membership, Staff, StaffRole } from '../domain/people/actor.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { cleanWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import { sealEvent } from './seal-event.ts'

export type GivenNote = {
  readonly staff: Staff
  readonly caseId: string
  readonly words: string
  /** Users it names, for notices to them. */
  readonly mentions: readonly string[]
}

/**
 * Writes a note, and gives its id. Refused: `nothing-said`, `too-long`; `no-such-case` (also when it is not theirs to
 * see); `report-erased`; `not-your-role` for those who only read; `no-such-colleague` for whoever does not read it.
 */
export async function writeNote(context: Context, district: number, given: GivenNote) {
  const words = cleanWords(given.words)
  if (!words.ok) return words
  return context.database.inTransaction(district, async (tx) => {
    const found = await writableCase(tx, given)
    if (!found.ok) return found
    const { item, as, agencyId } = found.value
    const [id, now] = [context.newId(), context.now()]
    const by = await unitName(tx, unitOf(as))
    const mentions = await named(tx, item.id, agencyId, given.mentions)
    if (!mentions.ok) return mentions
    const note = { id, caseId: item.id, agencyId, writerId: given.staff.userId, unitName: by, words: words.value }
    await insertNote(tx, { ...note, mentions: mentions.value, writtenAt: now })
    await tell(context, tx, {
      item,
      as,
      staff: given.staff,
      kind: 'note',
      detail: { by, note: id, words: words.value, agency: agencyId },
    })
    return allow(id)
  })
}

/**
 * Corrects a note; the first words stay with their event. Refused: as `writeNote`, and `no-such-note`;
 * `another-persons-note`; `note-stands` after a quarter of an hour.
 */
export async function correctNote(context: Context, district: number, given: GivenNote & { readonly noteId: string }) {
  const words = cleanWords(given.words)
  if (!words.ok) return words
  return context.database.inTransaction(district, async (tx) => {
    const found = await writableCase(tx, given)
    if (!found.ok) return found
    const { item, as } = found.value
    const note = await noteById(tx, item.id, given.noteId)
    if (!note) return refuse('no-such-note')
    if (note.writerId !== given.staff.userId) return refuse('another-persons-note')
    const now = context.now()
    if (correctableUntil(note.writtenAt) <= now) return refuse('note-stands')
    const mentions = await named(tx, item.id, note.agencyId, given.mentions)
    if (!mentions.ok) return mentions
    await correctNoteRow(tx, { id: note.id, words: words.value, mentions: mentions.value, correctedAt: now })
    const detail = { by: note.unitName, note: note.id, words: words.value, agency: note.agencyId }
    await tell(context, tx, { item, as, staff: given.staff, kind: 'correct-note', detail })
    return allow(note.id)
  })
}

/** The case, held, with the role in which a note on it is written. */
async function writableCase(tx: Tx, { staff, caseId }: GivenNote) {
  const item = await lockCase(tx, caseId)
  if (!item || !canSee(item, staff)) return refuse('no-such-case')
  if (item.erased) return refuse('report-erased')
  const writer = writesNoteAs(item, staff)
  return writer ? allow({ item, ...writer }) : refuse('not-your-role')
}

async function named(tx: Tx, caseId: string, agencyId: NoteOwner['agencyId'], asked: readonly string[]) {
  const mentions = [...new Set(asked)]
  if (mentions.length === 0) return allow(mentions)
  const known = new Set((await colleaguesOn(tx, caseId, { agencyId })).map(({ id }) => id))
  return mentions.every((id) => known.has(id)) ? allow(mentions) : refuse('no-such-colleague')
}

type Told = {
  readonly item: Case
  readonly as: Membership
  readonly staff: Staff
  readonly kind: FurtherEvent
  readonly detail: { by: string; note: string; words: string; agency: string | null }
}

const tell = (context: Context, tx: Tx, { item, as, staff, kind, detail }: Told): Promise<void> =>
  insertEvent(
    tx,
    sealEvent(context, tx.district, {
      id: context.newId(),
      subjectKind: 'case',
      subjectId: item.id,
      kind,
      at: context.now(),
      actorKind: as.role,
      actorId: staff.userId,
      fromStatus: item.status,
      toStatus: item.status,
      detail,
    }),
  )

const unitOf = ({ role, unitId }: Membership) => ({ kind: role as Exclude<StaffRole, 'auditor'>, id: unitId })
