/** What lists of cases are narrowed by, the views a person keeps, and a case found by its receipt. */
import { z } from 'zod'
import { caseStatuses } from '../domain/cases/moves.ts'
import { channels } from '../domain/reports/report.ts'
import { localDate } from './shared.ts'

export const caseViews = ['to-do', 'waiting', 'handed-out', 'soon', 'all'] as const

const yes = z.literal('true').optional()

/** The filters of a list, each left out where it does not narrow. */
export const listFilters = z.object({
  status: z.enum(caseStatuses).optional(),
  agency: z.uuid().optional(),
  station: z.uuid().optional(),
  town: z.uuid().optional(),
  urgent: yes,
  supervised: yes,
  late: yes.describe('Somebody on the desk should have taken the next step by now'),
  disputed: yes.describe('Sent back by its resident at least once'),
  receivedFrom: localDate.optional(),
  receivedUntil: localDate.optional().describe('The last day that counts'),
  channel: z.enum(channels).optional(),
})

const view = z
  .enum(caseViews)
  .default('to-do')
  .describe(
    'to-do: my next step; waiting: someone else’s; handed-out: given to an agency by my unit; soon: due within the reminder’s days, or late; all: everything I may see',
  )

const search = z
  .string()
  .max(100)
  .optional()
  .describe(
    'Words of the report, a place, a case number, the public code of a point, deputy, station or town, or an agency’s whole name',
  )

export const listCasesQuery = z.object({
  view,
  ...listFilters.shape,
  search,
  after: z.string().max(200).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ListCasesQuery = z.input<typeof listCasesQuery>

export const exportCasesQuery = z.object({
  view,
  ...listFilters.shape,
  search,
  format: z.enum(['csv', 'xlsx']).default('xlsx'),
})
export type ExportCasesQuery = z.input<typeof exportCasesQuery>

/** The first page says how many it found; later ones do not count again. */
export const foundCount = z
  .object({ count: z.int(), more: z.boolean().describe('There may be more than were counted') })
  .nullable()
  .describe('How many the filters leave; null where they were not counted: later pages, searches, unfiltered lists')

/** A view as it is kept: never with words that were searched for. */
export const keptFilters = z.strictObject({ view, ...listFilters.shape })
export type KeptFilters = z.input<typeof keptFilters>

export const listView = z.object({ id: z.uuid(), name: z.string(), isDefault: z.boolean(), filters: keptFilters })
export type ListViewReply = z.infer<typeof listView>
export const listViewsReply = z.object({ views: z.array(listView).describe('By name') })
export type ListViewsReply = z.infer<typeof listViewsReply>

export const keepViewBody = z.strictObject({
  name: z.string().max(200).describe('At most 30 characters; a view of the same name is replaced'),
  filters: keptFilters,
  isDefault: z.boolean().default(false).describe('The desk opens on it'),
})
export type KeepViewBody = z.input<typeof keepViewBody>

const named = z.array(z.object({ id: z.uuid(), name: z.string() }))
export const filterUnitsReply = z.object({ agencies: named, stations: named, towns: named })
export type FilterUnitsReply = z.infer<typeof filterUnitsReply>

export const byReceiptBody = z.strictObject({ receiptCode: z.string().max(60) })
export const byReceiptReply = z.object({ id: z.uuid() })
export type ByReceiptReply = z.infer<typeof byReceiptReply>
