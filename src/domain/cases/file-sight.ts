/** Who may have the photos and recordings of a case. Whether someone may see the case at all is asked before. */
import type { FileKind } from '../files/file.ts'
import type { ActingRole, Actor } from '../people/actor.ts'
import { canSee } from './sight.ts'

/**
 * Whether a signed-in person may hear what a resident recorded. A voice tells who spoke: it stays with the deputy, the
 * station and the offices above it; agencies work from words and photos, and auditors read everything but identities.
 */
export const canHear = (item: Parameters<typeof canSee>[0], actor: Actor): boolean =>
  actor.kind === 'staff' &&
  canSee(item, {
    ...actor,
    memberships: actor.memberships.filter(({ role }) => role !== 'agency' && role !== 'auditor'),
  })

/** Whether a person of the desk may have a file that came with an event by `by`. `hears` is their `canHear`. */
export const staffMayHave = (file: { kind: FileKind; by: ActingRole }, hears: boolean): boolean =>
  file.kind === 'photo' || file.by !== 'resident' || hears
