/** The numbers of a rule set in words, each with its unit; or as fields to change them in. */
import { useId } from 'react'
import type { RuleSetBody } from '../../../src/contract/rules.ts'
import { isWithin, ruleBounds } from '../../../src/domain/rules/check-rules.ts'
import { useFigure } from '../parts/figure.tsx'
import { type RulesWords, useRulesWords } from './words.ts'

type Rules = RuleSetBody['rules']
type Name = keyof Rules

const ruleGroups = {
  clock: ['acceptWorkingDays', 'deputyHours', 'decideWorkingDays', 'handleWorkingDays', 'urgentHours'],
  office: [
    'returnWorkingDays',
    'returnedWorkingDays',
    'redoWorkingDays',
    'questionWorkingDays',
    'remindWorkingDays',
    'superviseWorkingDays',
    'listOverdueWorkingDays',
  ],
  resident: ['judgeCalendarDays', 'reopenCalendarDays'],
  inflow: ['codeReportsAtOnce', 'codeReportsPerHour', 'districtReportsAtOnce', 'districtReportsPerHour'],
} as const satisfies Record<keyof RulesWords['groups'], readonly Name[]>

const groups = Object.entries(ruleGroups) as [keyof typeof ruleGroups, readonly Name[]][]

/** `before`: what differs from these is marked, with both numbers. */
export function RulesTable({ rules, before }: { rules: Rules; before?: Rules | undefined }) {
  const words = useRulesWords()
  const figure = useFigure()
  return (
    <div className="rule-groups">
      {groups.map(([group, names]) => (
        <section key={group} aria-label={words.groups[group]}>
          <h3>{words.groups[group]}</h3>
          <dl>
            {names.map((name) => {
              const differs = before !== undefined && before[name] !== rules[name]
              return (
                <div key={name} className={differs ? 'rule differs' : 'rule'}>
                  <dt>
                    {words.name[name]}
                    <small>{words.about[name]}</small>
                  </dt>
                  <dd>
                    <b>
                      {differs
                        ? words.sets.changedFrom(figure(before[name]), figure(rules[name]))
                        : figure(rules[name])}
                    </b>{' '}
                    {words.unit[ruleBounds[name].unit]}
                  </dd>
                </div>
              )
            })}
          </dl>
        </section>
      ))}
    </div>
  )
}

/** What was typed for every rule, as text. */
export type TypedRules = Readonly<Record<Name, string>>

export const typedOf = (rules: Rules): TypedRules =>
  Object.fromEntries(Object.entries(rules).map(([name, value]) => [name, String(value)])) as TypedRules

/** The numbers that were typed, or undefined when any is no number the rule may have. */
export function rulesIn(typed: TypedRules): Rules | undefined {
  const names = Object.keys(typed) as Name[]
  if (names.some((name) => !isWithin(name, numberIn(typed[name])))) return undefined
  return Object.fromEntries(names.map((name) => [name, numberIn(typed[name])])) as Rules
}

const numberIn = (text: string): number => (/^\d{1,10}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN)

type Fields = {
  readonly typed: TypedRules
  readonly now: Rules
  readonly change: (typed: TypedRules) => void
}

export function RuleFields({ typed, now, change }: Fields) {
  const words = useRulesWords()
  const figure = useFigure()
  const id = useId()
  return (
    <div className="rule-groups">
      {groups.map(([group, names]) => (
        <fieldset key={group}>
          <legend>{words.groups[group]}</legend>
          {names.map((name) => {
            const { unit, least, most } = ruleBounds[name]
            const wrong = !isWithin(name, numberIn(typed[name]))
            const differs = !wrong && numberIn(typed[name]) !== now[name]
            return (
              <div key={name} className={differs ? 'rule differs' : 'rule'}>
                <label htmlFor={`${id}${name}`}>
                  {words.name[name]}
                  <small>{words.about[name]}</small>
                </label>
                <span>
                  <input
                    id={`${id}${name}`}
                    inputMode="numeric"
                    autoComplete="off"
                    value={typed[name]}
                    onChange={(event) => change({ ...typed, [name]: event.target.value })}
                    aria-invalid={wrong ? true : undefined}
                    aria-describedby={`${id}${name}-hint`}
                  />{' '}
                  {words.unit[unit]}
                  <small id={`${id}${name}-hint`} className={wrong ? 'wrong' : 'dim'}>
                    {wrong
                      ? words.sets.outOfRange(figure(least), figure(most))
                      : differs
                        ? words.sets.wasNow(figure(now[name]))
                        : words.sets.range(figure(least), figure(most))}
                  </small>
                </span>
              </div>
            )
          })}
        </fieldset>
      ))}
    </div>
  )
}
