/** What a rule may be set to: its unit, and the least and the most that makes sense. */
import { allow, refuse } from '../shared/decision.ts'
import { defaultRules, type RuleSet } from './rule-set.ts'

export const ruleUnits = ['working-days', 'hours', 'calendar-days', 'reports', 'reports-an-hour'] as const
export type RuleUnit = (typeof ruleUnits)[number]

type Bounds = { readonly unit: RuleUnit; readonly least: number; readonly most: number }

const mostReports = 1_000_000_000

// biome-ignore format: a table is read in columns
export const ruleBounds: Readonly<Record<keyof RuleSet, Bounds>> = {
  acceptWorkingDays:      { unit: 'working-days',    least: 1, most: 30 },
  deputyHours:            { unit: 'hours',           least: 1, most: 240 },
  decideWorkingDays:      { unit: 'working-days',    least: 1, most: 30 },
  handleWorkingDays:      { unit: 'working-days',    least: 1, most: 120 },
  returnWorkingDays:      { unit: 'working-days',    least: 1, most: 30 },
  returnedWorkingDays:    { unit: 'working-days',    least: 1, most: 30 },
  redoWorkingDays:        { unit: 'working-days',    least: 1, most: 120 },
  urgentHours:            { unit: 'hours',           least: 1, most: 72 },
  questionWorkingDays:    { unit: 'working-days',    least: 1, most: 60 },
  remindWorkingDays:      { unit: 'working-days',    least: 0, most: 30 },
  superviseWorkingDays:   { unit: 'working-days',    least: 0, most: 60 },
  listOverdueWorkingDays: { unit: 'working-days',    least: 0, most: 120 },
  judgeCalendarDays:      { unit: 'calendar-days',   least: 1, most: 180 },
  reopenCalendarDays:     { unit: 'calendar-days',   least: 0, most: 730 },
  codeReportsAtOnce:      { unit: 'reports',         least: 1, most: mostReports },
  codeReportsPerHour:     { unit: 'reports-an-hour', least: 1, most: mostReports },
  districtReportsAtOnce:  { unit: 'reports',         least: 1, most: mostReports },
  districtReportsPerHour: { unit: 'reports-an-hour', least: 1, most: mostReports },
}

/** Every rule by its name, in the order in which they are told. */
export const ruleNames = Object.keys(defaultRules) as (keyof RuleSet)[]

/** Whether this number is one the rule may have: whole, and within its bounds. */
export const isWithin = (name: keyof RuleSet, value: number): boolean => {
  const { least, most } = ruleBounds[name]
  return Number.isInteger(value) && value >= least && value <= most
}

/** The rules, when each is within its bounds. Refused: `rule-out-of-range`. */
export const checkRules = (rules: RuleSet) =>
  ruleNames.every((name) => isWithin(name, rules[name])) ? allow(rules) : refuse('rule-out-of-range')

/** The rules that differ, in order. */
export const changedRules = (before: RuleSet, after: RuleSet): (keyof RuleSet)[] =>
  ruleNames.filter((name) => before[name] !== after[name])
