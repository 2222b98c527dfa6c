/** Who may have the photos and recordings of a case. Whether someone may see the case at all is asked before. */
import type { FileKind } from '../files/file.ts'
import type { ActingRole, Actor } from '../people/actor.ts'
import { canSee } from './sight.ts'

/**
 * Whether a signed-in person may hear what a resident recorded. A voice tells who spoke: it stays with the deputy, the
 * station and the offices above it; agencies work from words and photos, and auditors read everything but identities.
 */
export const canHear = (item: Parameters<typeof canSee>[0], actor: Actor): boolean =>
  roleToHear(item, actor) !== undefined

/** The role and unit in which they may hear it, and so write down what it says; undefined for everyone else. */
export function roleToHear(
  item: Parameters<typeof canSee>[0],
  actor: Actor,
): { readonly role: 'deputy' | 'station' | 'town' | 'district'; readonly unitId: string | null } | undefined {
  if (actor.kind !== 'staff') return undefined
  for (const { role, unitId } of actor.memberships)
    if (role !== 'agency' && role !== 'auditor' && canSee(item, { ...actor, memberships: [{ role, unitId }] }))
      return { role, unitId }
  return undefined
}

/** Whether a person of the desk may have a file that came with an event by `by`. `hears` is their `canHear`. */
export const staffMayHave = (file: { kind: FileKind; by: ActingRole }, hears: boolean): boolean =>
  file.kind === 'photo' || file.by !== 'resident' || hears
