/**
 * Notes between colleagues on a case. Those of the deputy, the station and the offices are theirs together; an agency has
 * its own, which the offices read too. No resident reads any, and no search finds them.
 */
import type { Membership, Staff, StaffRole } from '../people/actor.ts'
import { canSee } from './sight.ts'

/** Minutes within which the writer may correct a note; afterwards a further note says what was wrong. */
export const correctableMinutes = 15

/** Whose note it is: an agency's, or with null the deputy's, the station's and the offices'. */
export type NoteOwner = { readonly agencyId: string | null }

const desk: readonly StaffRole[] = ['deputy', 'station', 'town', 'district']
const readsAgencies: readonly StaffRole[] = ['town', 'district', 'auditor']

type Seen = Parameters<typeof canSee>[0]

/** The memberships by which this person sees the case. */
const seesItBy = (item: Seen, staff: Staff): readonly Membership[] =>
  canSee(item, staff) ? staff.memberships.filter((one) => canSee(item, { ...staff, memberships: [one] })) : []

/** The role and owner of a note that this person would write; undefined for those who only read. */
export function writesNoteAs(item: Seen, staff: Staff): (NoteOwner & { readonly as: Membership }) | undefined {
  const by = seesItBy(item, staff)
  const ours = by.find(({ role }) => desk.includes(role))
  if (ours) return { as: ours, agencyId: null }
  const agency = by.find(({ role }) => role === 'agency')
  return agency && { as: agency, agencyId: agency.unitId }
}

/** Which notes on the case this person may read. */
export function readsNotes(item: Seen, staff: Staff): (owner: NoteOwner) => boolean {
  const by = seesItBy(item, staff)
  return ({ agencyId }) =>
    agencyId === null
      ? by.some(({ role }) => desk.includes(role) || role === 'auditor')
      : by.some(({ role, unitId }) => readsAgencies.includes(role) || (role === 'agency' && unitId === agencyId))
}

/** Until when its writer may correct a note. */
export const correctableUntil = (writtenAt: Date): Date => new Date(writtenAt.getTime() + correctableMinutes * 60_000)
