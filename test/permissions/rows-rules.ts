/** The rows of the permission matrix about what is kept under rules. */
import type { StaffRole } from '../../src/domain/people/actor.ts'
import { defaultRules } from '../../src/domain/rules/rule-set.ts'

type Cells = readonly [own: number, otherUnit: number | null, otherTenant: number]
type Body = () => unknown

const nobody: Readonly<Record<StaffRole, Cells>> = {
  deputy: [403, 403, 403],
  station: [403, 403, 403],
  town: [403, 403, 403],
  district: [403, null, 403],
  agency: [403, 403, 403],
  auditor: [403, null, 403],
}
const row = (url: string, own: Partial<Record<StaffRole, Cells>>, body?: Body) => ({
  url: () => url,
  ...(body && { body }),
  about: null,
  signedOut: 401,
  resident: 401,
  ...nobody,
  ...own,
})

/** What the district's office keeps and auditors read, each in their own district. */
const read = (url: string) => row(url, { district: [200, null, 200], auditor: [200, null, 200] })
const kept = (url: string, status: number, body: Body) => row(url, { district: [status, null, status] }, body)

const days = () => ({ days: [{ date: '2026-03-31', day: { kind: 'holiday', name: '建区纪念日' } }] })

// biome-ignore format: a table is read in columns
export const rulesRows = {
  'GET /api/v1/rules':              read('/api/v1/rules'),
  'POST /api/v1/rules/preview':     kept('/api/v1/rules/preview', 200, () => ({ validFrom: '2026-06-01', rules: defaultRules })),
  // The rules in force already.
  'POST /api/v1/rules':             kept('/api/v1/rules', 400, () => ({ validFrom: '2020-01-01', rules: defaultRules })),
  'POST /api/v1/rules/withdraw':    kept('/api/v1/rules/withdraw', 404, () => ({ validFrom: '2030-06-01' })),
  'GET /api/v1/calendar':           read('/api/v1/calendar'),
  'GET /api/v1/calendar/gap':       read('/api/v1/calendar/gap'),
  'POST /api/v1/calendar/read':     kept('/api/v1/calendar/read', 200, () => ({ year: 2025, content: null })),
  'POST /api/v1/calendar/preview':  kept('/api/v1/calendar/preview', 200, days),
  'POST /api/v1/calendar':          kept('/api/v1/calendar', 200, days),
}
