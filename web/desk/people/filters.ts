import { type AccountState, accountStates } from '../../../src/domain/people/account-state.ts'
import { type StaffRole, staffRoles } from '../../../src/domain/people/actor.ts'

export type PeopleFilters = { state?: AccountState; role?: StaffRole; unit?: string; search?: string }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What of an address is a filter; the rest is left out. */
export function peopleFiltersIn(raw: Record<string, unknown>): PeopleFilters {
  const state = accountStates.find((known) => known === raw.state)
  const role = staffRoles.find((known) => known === raw.role)
  const search = raw.search === undefined ? '' : String(raw.search).slice(0, 100)
  return {
    ...(state && { state }),
    ...(role && { role }),
    ...(typeof raw.unit === 'string' && uuid.test(raw.unit) && { unit: raw.unit }),
    ...(search && { search }),
  }
}
