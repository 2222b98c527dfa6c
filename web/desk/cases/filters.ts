/** The filters of a list of cases, as they stand in its address. Nothing in them tells of a resident. */
import type { KeptFilters } from '../../../src/contract/lists.ts'
import { type CaseStatus, caseStatuses } from '../../../src/domain/cases/moves.ts'
import { type Channel, channels } from '../../../src/domain/reports/report.ts'

export const listViews = ['to-do', 'waiting', 'handed-out', 'soon', 'all'] as const
export type CaseView = (typeof listViews)[number]

export const marks = ['urgent', 'supervised', 'late', 'disputed'] as const
export type Mark = (typeof marks)[number]

export type Filters = {
  status?: CaseStatus
  agency?: string
  station?: string
  town?: string
  receivedFrom?: string
  receivedUntil?: string
  channel?: Channel
  search?: string
} & { [mark in Mark]?: true }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const day = /^\d{4}-\d{2}-\d{2}$/
const units = ['agency', 'station', 'town'] as const
const days = ['receivedFrom', 'receivedUntil'] as const

/** What of an address is a filter; the rest is left out. */
export function filtersIn(raw: Record<string, unknown>): Filters {
  const found: Filters = {}
  const status = caseStatuses.find((known) => known === raw.status)
  const channel = channels.find((known) => known === raw.channel)
  const search = raw.search === undefined ? '' : String(raw.search).slice(0, 100)
  if (status) found.status = status
  if (channel) found.channel = channel
  for (const name of units) {
    const id = raw[name]
    if (typeof id === 'string' && uuid.test(id)) found[name] = id
  }
  for (const name of days) {
    const date = raw[name]
    if (typeof date === 'string' && day.test(date) && !Number.isNaN(Date.parse(date))) found[name] = date
  }
  for (const mark of marks) if (raw[mark] === true || raw[mark] === 'true') found[mark] = true
  if (search) found.search = search
  return found
}

/** The same, without one of them, or with another value. */
export function changed<Name extends keyof Filters>(filters: Filters, name: Name, value: Filters[Name] | ''): Filters {
  const { [name]: _, ...others } = filters
  return value ? { ...others, [name]: value } : (others as Filters)
}

/** As the server takes them. */
export const asQuery = (filters: Filters): Omit<KeptFilters, 'view'> & { search?: string } => {
  const { urgent, supervised, late, disputed, ...others } = filters
  return {
    ...others,
    ...(urgent && { urgent: 'true' as const }),
    ...(supervised && { supervised: 'true' as const }),
    ...(late && { late: 'true' as const }),
    ...(disputed && { disputed: 'true' as const }),
  }
}

/** How many stand in the panel of filters, beside the status and the search. */
export const panelCount = ({ status: _, search: __, ...others }: Filters): number => Object.keys(others).length

export const anyFilter = (filters: Filters): boolean => Object.keys(filters).length > 0
