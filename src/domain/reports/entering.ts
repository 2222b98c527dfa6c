/** A report that somebody on the desk enters for a resident: how it came, for whom it speaks, and who may enter it. */
import type { Staff } from '../people/actor.ts'
import type { Address } from '../places/place.ts'

export const enteredChannels = ['walk-in', 'phone', 'visit', 'paper'] as const
/** 来站 · 来电 · 走访 · 来信. */
export type EnteredChannel = (typeof enteredChannels)[number]

export const speakers = ['self', 'household', 'group', 'business'] as const
/** For whom somebody speaks: 本人 · 一家人 · 几个人 · 企业. */
export type Speaker = (typeof speakers)[number]

export const enteringRoles = ['deputy', 'station', 'town', 'district'] as const
export type EnteringRole = (typeof enteringRoles)[number]

/** The role, with its unit, in which a report is entered. */
export type EnteringAs = { readonly kind: EnteringRole; readonly id: string | null }

/**
 * In which role this person may enter a report for that address, the nearest to it first; undefined for somebody else's
 * address. A deputy enters what is said to them, or to their station.
 */
export function enteringAs(address: Address, { memberships, stationIds }: Staff): EnteringAs | undefined {
  const { deputyId, stationId, townId } = address
  const isMine = {
    deputy: (unitId: string | null) =>
      unitId !== null && (deputyId ? unitId === deputyId : stationId !== null && stationIds.includes(stationId)),
    station: (unitId: string | null) => unitId !== null && unitId === stationId,
    town: (unitId: string | null) => unitId !== null && unitId === townId,
    district: () => true,
  }
  for (const role of enteringRoles)
    for (const { role: mine, unitId } of memberships)
      if (mine === role && isMine[role](unitId)) return { kind: role, id: unitId }
  return undefined
}

/** How often the code of one entered report is handed out in all, on paper or aloud: a printer may jam, a line may drop. */
export const mostHandings = 3
const handingHours = 2

/** Until when the receipt of what was entered in this hour can be handed out; afterwards nobody here can make its code. */
export const handOutUntil = (receivedAt: Date): Date => new Date(receivedAt.getTime() + handingHours * 3_600_000)
