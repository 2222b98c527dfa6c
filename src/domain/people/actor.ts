/** Who acts. What they may do to a matter is decided by its table of moves, never here. */

export const staffRoles = ['deputy', 'station', 'town', 'district', 'agency', 'auditor'] as const
/** The roles a signed-in person can have, in the glossary's words. */
export type StaffRole = (typeof staffRoles)[number]

/** One role in one unit: a deputy's own id, a station, a town, an agency; null for the whole district. */
export type Membership = { readonly role: StaffRole; readonly unitId: string | null }

/** A signed-in person. */
export type Staff = {
  readonly kind: 'staff'
  readonly userId: string
  readonly name: string
  readonly memberships: readonly Membership[]
  /** The stations a deputy member belongs to, so that what is addressed to them can be seen. */
  readonly stationIds: readonly string[]
}

/** The resident who holds the receipt. */
export type Resident = { readonly kind: 'resident' }
/** The product itself, by the clock. */
export type System = { readonly kind: 'system' }
export type Actor = Staff | Resident | System
/** Every role a table of moves can name. */
export type ActingRole = StaffRole | 'resident' | 'system'

export const resident: Resident = { kind: 'resident' }
export const system: System = { kind: 'system' }
