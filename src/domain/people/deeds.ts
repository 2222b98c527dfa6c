/**
 * Who may do what at the desk, in one table: the routes let in by it and the screens offer by it. What may be done to a
 * case stands in its own table of moves (cases/moves.ts); which unit's things a person reaches is decided where those
 * are read.
 */
import type { Membership, StaffRole } from './actor.ts'

// biome-ignore format: a table is read in columns
export const deeds = {
  'look-at-identity':    ['deputy', 'station', 'town', 'district', 'agency'],
  'choose-agency':       ['deputy', 'station', 'town', 'district'],
  'choose-town':         ['town', 'district'],
  'keep-places':         ['station', 'town', 'district'],
  'read-quarantine':     ['station', 'town', 'district', 'auditor'],
  'decide-quarantine':   ['station', 'town', 'district'],
  erase:                 ['district'],
  'see-week':            ['deputy'],
  'enter-for-somebody':  ['deputy', 'station', 'town', 'district'],
  'find-by-receipt':     ['deputy', 'station', 'town', 'district'],
  'move-many':           ['deputy', 'station', 'town', 'district'],
  'sort-cases':          ['deputy', 'station', 'town', 'district'],
  'write-readings':      ['deputy', 'station', 'town', 'district'],
  'write-notes':         ['deputy', 'station', 'town', 'district', 'agency'],
  'call-back':           ['town', 'district'],
  'keep-robots':         ['station', 'town', 'district', 'agency'],
  'read-rules':          ['district', 'auditor'],
  'keep-rules':          ['district'],
  'read-templates':      ['station', 'town', 'district', 'auditor'],
  'keep-templates':      ['station', 'town', 'district'],
  'read-people':         ['district', 'auditor'],
  'keep-people':         ['district'],
} as const satisfies Record<string, readonly StaffRole[]>

export type Deed = keyof typeof deeds

/** Whether any of these memberships allows the deed. */
export const mayDo = (deed: Deed, memberships: readonly Pick<Membership, 'role'>[]): boolean =>
  memberships.some(({ role }) => (deeds[deed] as readonly StaffRole[]).includes(role))
