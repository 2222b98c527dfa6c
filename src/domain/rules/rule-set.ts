/**
 * A district's dated set of rules. Every number a deadline or a limit uses is here, none in code: places differ, and
 * what was in force when a case came in stays readable. Defaults follow docs/domain-rules.md.
 */
export type RuleSet = {
  /** Working days within which a report is accepted. */
  readonly acceptWorkingDays: number
  /** Hours, days off not counted, within which a deputy who accepted answers or passes the case on. */
  readonly deputyHours: number
  /** Working days within which a station or office that accepted answers itself or hands the case over. */
  readonly decideWorkingDays: number
  /** Working days an agency has to answer. */
  readonly handleWorkingDays: number
  /** Working days within which an agency may return what is not its own. */
  readonly returnWorkingDays: number
  /** Working days within which a returned case is handed over again. */
  readonly returnedWorkingDays: number
  /** Working days for the redoing after the resident sent an answer back. */
  readonly redoWorkingDays: number
  /** Hours within which each step of an urgent case is due, days off not counted. */
  readonly urgentHours: number
  /** Working days that questions to the resident may pause a case, in all. */
  readonly questionWorkingDays: number
  /** Working days before a due date at which a reminder is sent. */
  readonly remindWorkingDays: number
  /** Working days after a due date at which a case comes under supervision. */
  readonly superviseWorkingDays: number
  /** Working days after a due date at which a supervised case is named on the public overdue list. */
  readonly listOverdueWorkingDays: number
  /** Calendar days the resident has to judge, after which the case is closed as unjudged. */
  readonly judgeCalendarDays: number
  /** Calendar days after closing within which a case can be reopened. */
  readonly reopenCalendarDays: number
  /** Reports that one public code takes at once; what comes beyond is kept in quarantine. */
  readonly codeReportsAtOnce: number
  /** Reports an hour that a code takes when it has had so many at once. */
  readonly codeReportsPerHour: number
  /** Reports that the whole district takes at once. */
  readonly districtReportsAtOnce: number
  /** Reports an hour that the whole district takes when it has had so many at once. */
  readonly districtReportsPerHour: number
}

export const defaultRules: RuleSet = {
  acceptWorkingDays: 1,
  deputyHours: 24,
  decideWorkingDays: 2,
  handleWorkingDays: 7,
  returnWorkingDays: 2,
  returnedWorkingDays: 1,
  redoWorkingDays: 5,
  urgentHours: 24,
  questionWorkingDays: 10,
  remindWorkingDays: 1,
  superviseWorkingDays: 5,
  listOverdueWorkingDays: 10,
  judgeCalendarDays: 15,
  reopenCalendarDays: 90,
  codeReportsAtOnce: 120,
  codeReportsPerHour: 60,
  districtReportsAtOnce: 2_000,
  districtReportsPerHour: 18_000,
}
