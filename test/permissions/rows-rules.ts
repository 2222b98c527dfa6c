/** The rows of the permission matrix about what is kept under rules. */
import { randomUUID } from 'node:crypto'
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

const theirs: Cells = [200, 404, 404]
const holders = { deputy: theirs, station: theirs, town: theirs, district: [200, null, 404] as const }
const nowhere: Cells = [404, 404, 404]
const notTheirs = { deputy: nowhere, station: nowhere, town: nowhere, district: [404, null, 404] as const }
const everyUnit: Cells = [200, 200, 200]
const everyStaff = (url: string) =>
  row(url, {
    deputy: everyUnit,
    station: everyUnit,
    town: everyUnit,
    district: [200, null, 200],
    agency: everyUnit,
    auditor: [200, null, 200],
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
  'GET /api/v1/calendar/export': read('/api/v1/calendar/export?year=2026&format=csv'),
  'GET /api/v1/routing/export': read('/api/v1/routing/export?format=xlsx'),
  'GET /api/v1/calendar/gap':       read('/api/v1/calendar/gap'),
  'POST /api/v1/calendar/read':     kept('/api/v1/calendar/read', 200, () => ({ year: 2025, content: null })),
  'POST /api/v1/calendar/preview':  kept('/api/v1/calendar/preview', 200, days),
  'POST /api/v1/calendar':          kept('/api/v1/calendar', 200, days),
  // Everybody at the desk chooses among the categories.
  'GET /api/v1/categories':         everyStaff('/api/v1/categories'),
  'POST /api/v1/categories':        kept('/api/v1/categories', 201, () => ({ parentId: null, name: randomUUID().slice(0, 8), keywords: [] })),
  'POST /api/v1/categories/:id':    kept(`/api/v1/categories/${randomUUID()}`, 404, () => ({ name: '路灯', keywords: [] })),
  'POST /api/v1/categories/:id/retire': kept(`/api/v1/categories/${randomUUID()}/retire`, 404, () => ({ from: null })),
  'POST /api/v1/categories/import': kept('/api/v1/categories/import', 200, () => ({ content: btoa('level 1'), make: false })),
  'GET /api/v1/categories/export':  read('/api/v1/categories/export?format=csv'),
  'GET /api/v1/routing':            read('/api/v1/routing'),
  'POST /api/v1/routing':           kept('/api/v1/routing', 404, () => ({ categoryId: randomUUID(), townId: null, stationId: null, agencyId: randomUUID(), coAgencyIds: [] })),
  'DELETE /api/v1/routing/:id':     row(`/api/v1/routing/${randomUUID()}`, { district: [404, null, 404] }),
  'GET /api/v1/templates':          everyStaff('/api/v1/templates'),
  // The district's own templates are not a station's or a town's to write.
  'POST /api/v1/templates':         row('/api/v1/templates', { station: [403, 403, 403], town: [403, 403, 403], district: [200, null, 200] }, () => ({ keeper: { kind: 'district', id: null }, role: null, categoryId: null, name: '已修好', words: '已修好。' })),
  'DELETE /api/v1/templates/:id':   row(`/api/v1/templates/${randomUUID()}`, { station: nowhere, town: nowhere, district: [404, null, 404] }),
  'GET /api/v1/signposts':          everyStaff('/api/v1/signposts'),
  'POST /api/v1/signposts':         kept('/api/v1/signposts', 200, () => ({ kind: 'petition', title: '信访的事请到信访局', note: '', words: ['信访'] })),
  'DELETE /api/v1/signposts/:kind': row('/api/v1/signposts/own-00000000', { district: [404, null, 404] }),
  'GET /api/v1/cases/:id/suggestion': { ...row('', holders), about: 'received' as const, url: ({ caseId }: { caseId: string }) => `/api/v1/cases/${caseId}/suggestion` },
  // No category is of that id: whose case it is comes first.
  'POST /api/v1/cases/:id/sort':    { ...row('', notTheirs, () => ({ categoryId: randomUUID() })), about: 'received' as const, url: ({ caseId }: { caseId: string }) => `/api/v1/cases/${caseId}/sort` },
}
