/** The calls about what is kept under rules. */

import type { MovedReply } from '../../src/contract/cases.ts'
import type {
  AddCategoryBody,
  CategoriesReply,
  ChangeCategoryBody,
  ImportCategoriesBody,
  ImportCategoriesReply,
  PutRoutingBody,
  RetireCategoryBody,
  RoutingReply,
  SortBody,
  SuggestionReply,
} from '../../src/contract/categories.ts'
import type {
  AddRuleSetBody,
  CalendarCorrectedReply,
  CalendarGapReply,
  CalendarPreviewReply,
  CalendarReply,
  CorrectCalendarBody,
  CorrectedDayBody,
  ReadYearBody,
  ReadYearReply,
  RuleSetBody,
  RulesPreviewReply,
  RulesReply,
  WithdrawRuleSetBody,
} from '../../src/contract/rules.ts'
import type { PutSignpostBody, SignpostsReply } from '../../src/contract/signposts.ts'
import type { PutTemplateBody, TemplatesReply } from '../../src/contract/templates.ts'
import { paths } from './paths.ts'

export type Caller = <Reply>(
  path: string,
  how?: { method?: 'POST' | 'DELETE'; body?: unknown; signal?: AbortSignal | undefined; file?: boolean },
) => Promise<Reply>

/** The calls, made by `call`. Each resolves with its reply or throws `CallFailed`. */
export const rulesCalls = (call: Caller) => ({
  rules: (signal?: AbortSignal) => call<RulesReply>(paths.api.rules, { signal }),
  previewRules: (body: RuleSetBody) => call<RulesPreviewReply>(paths.api.rulesPreview, { method: 'POST', body }),
  addRules: (body: AddRuleSetBody) => call<{ validFrom: string }>(paths.api.rules, { method: 'POST', body }),
  withdrawRules: (body: WithdrawRuleSetBody) =>
    call<{ validFrom: string }>(paths.api.withdrawRules, { method: 'POST', body }),
  calendar: (year: number | undefined, signal?: AbortSignal) =>
    call<CalendarReply>(year === undefined ? paths.api.calendar : `${paths.api.calendar}?year=${year}`, { signal }),
  calendarGap: (signal?: AbortSignal) => call<CalendarGapReply>(paths.api.calendarGap, { signal }),
  readYear: (body: ReadYearBody) => call<ReadYearReply>(paths.api.readYear, { method: 'POST', body }),
  previewCalendar: (days: CorrectedDayBody[]) =>
    call<CalendarPreviewReply>(paths.api.calendarPreview, { method: 'POST', body: { days } }),
  correctCalendar: (body: CorrectCalendarBody) =>
    call<CalendarCorrectedReply>(paths.api.calendar, { method: 'POST', body }),
  categories: (signal?: AbortSignal) => call<CategoriesReply>(paths.api.categories, { signal }),
  addCategory: (body: AddCategoryBody) => call<{ id: string }>(paths.api.categories, { method: 'POST', body }),
  changeCategory: (id: string, body: ChangeCategoryBody) =>
    call<{ id: string }>(paths.api.category(id), { method: 'POST', body }),
  retireCategory: (id: string, body: RetireCategoryBody) =>
    call<{ id: string }>(`${paths.api.category(id)}/retire`, { method: 'POST', body }),
  importCategories: (body: ImportCategoriesBody) =>
    call<ImportCategoriesReply>(paths.api.importCategories, { method: 'POST', body }),
  exportCategories: (format: 'csv' | 'xlsx') =>
    call<Blob>(`${paths.api.exportCategories}?format=${format}`, { file: true }),
  exportCalendar: (year: number, format: 'csv' | 'xlsx') =>
    call<Blob>(`${paths.api.calendar}/export?year=${year}&format=${format}`, { file: true }),
  exportRouting: (format: 'csv' | 'xlsx') => call<Blob>(`${paths.api.routing}/export?format=${format}`, { file: true }),
  routing: (signal?: AbortSignal) => call<RoutingReply>(paths.api.routing, { signal }),
  putRouting: (body: PutRoutingBody) => call<{ id: string }>(paths.api.routing, { method: 'POST', body }),
  dropRouting: (id: string) => call<{ id: string }>(`${paths.api.routing}/${id}`, { method: 'DELETE' }),
  templates: (signal?: AbortSignal) => call<TemplatesReply>(paths.api.templates, { signal }),
  putTemplate: (body: PutTemplateBody) => call<{ id: string }>(paths.api.templates, { method: 'POST', body }),
  dropTemplate: (id: string) => call<{ id: string }>(`${paths.api.templates}/${id}`, { method: 'DELETE' }),
  signposts: (signal?: AbortSignal) => call<SignpostsReply>(paths.api.signposts, { signal }),
  putSignpost: (body: PutSignpostBody) => call<{ kind: string }>(paths.api.signposts, { method: 'POST', body }),
  dropSignpost: (kind: string) => call<{ kind: string }>(`${paths.api.signposts}/${kind}`, { method: 'DELETE' }),
  suggestion: (id: string, signal?: AbortSignal) => call<SuggestionReply>(paths.api.suggestion(id), { signal }),
  sortCase: (id: string, body: SortBody) => call<MovedReply>(paths.api.move(id, 'sort'), { method: 'POST', body }),
})
