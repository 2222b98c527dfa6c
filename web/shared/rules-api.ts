/** The calls about what is kept under rules. */
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
import { paths } from './paths.ts'

export type Caller = <Reply>(
  path: string,
  how?: { method?: 'POST'; body?: unknown; signal?: AbortSignal | undefined; file?: boolean },
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
})
