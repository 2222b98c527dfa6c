import { openCasesWithClock } from '../data/cases/read-open.ts'
import type { District } from '../data/districts/read.ts'
import { deleteRuleSet, putRuleSet, renewSubmissionGrounds } from '../data/districts/write.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import { type DatedRules, ruleSets } from '../data/rules/read-sets.ts'
import { type LocalDate, localDate } from '../domain/calendar/calendar.ts'
import type { CaseStatus } from '../domain/cases/moves.ts'
import { dueUnder, type MovedDate, movedReturn } from '../domain/cases/rules-effect.ts'
import type { Staff } from '../domain/people/actor.ts'
import { changedRules, checkRules } from '../domain/rules/check-rules.ts'
import type { RuleSet } from '../domain/rules/rule-set.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import { asDistrict, reasonIn, recordOnRules } from './record-on-rules.ts'

export type NewRuleSet = { readonly validFrom: LocalDate; readonly rules: RuleSet }

/** What a rule set would do to one open case. Its due date stays; `wouldBeDue` tells the two sets apart. */
export type RulesEffect = {
  readonly id: string
  readonly number: number
  readonly receivedAt: Date
  readonly status: CaseStatus
  readonly dueAt: Date
  /** The due date if this step had begun under the new rules; null when it is the same. */
  readonly wouldBeDue: Date | null
  /** The time to return it, which follows the rules in force. */
  readonly returnBy: MovedDate | null
}

/** The most cases a preview lists; all are counted. */
const mostPreviewed = 200

/**
 * What these rules would do to the cases that are open now; writes nothing. Days are the district's.
 * Refused: `rule-out-of-range`, `rules-day-past`.
 */
export async function previewRuleSet(context: Context, district: District, staff: Staff, given: NewRuleSet) {
  const checked = check(context, district, given)
  if (!checked.ok) return checked
  const db = context.database.of(district.id)
  const [before, calendar] = await Promise.all([rulesAt(db, context.now()), workingCalendar(db)])
  const [now, then] = [
    { rules: before, calendar },
    { rules: given.rules, calendar },
  ]
  const cases: RulesEffect[] = []
  let [open, steps, returns] = [0, 0, 0]
  for await (const item of openCasesWithClock(db, staff)) {
    if (!item.clock) continue
    open += 1
    const due = dueUnder(item, then)
    const wouldBeDue = due && due.getTime() !== item.clock.dueAt.getTime() ? due : null
    const returnBy = movedReturn(item, now, then)
    if (wouldBeDue) steps += 1
    if (returnBy) returns += 1
    if ((wouldBeDue || returnBy) && cases.length < mostPreviewed)
      cases.push({
        id: item.id,
        number: item.number,
        receivedAt: item.receivedAt,
        status: item.status,
        dueAt: item.clock.dueAt,
        wouldBeDue,
        returnBy,
      })
  }
  cases.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
  return allow({ open, steps, returns, cases, changed: changedRules(before, given.rules) })
}

/**
 * Puts a rule set in force from a day on; one that is already set for that day gives way to it, and its numbers stay in
 * the history. Clocks that run keep what they started with.
 * Refused: `not-your-role`, `too-long`, `rule-out-of-range`, `rules-day-past`, `rules-unchanged`.
 */
export async function addRuleSet(
  context: Context,
  district: District,
  staff: Staff,
  given: NewRuleSet & { readonly words: string },
) {
  const by = asDistrict(staff)
  if (!by.ok) return by
  const words = reasonIn(given.words)
  if (!words.ok) return words
  const checked = check(context, district, given)
  if (!checked.ok) return checked
  return context.database.inTransaction(district.id, async (tx) => {
    // Two people who change the rules at once wait for each other here.
    await renewSubmissionGrounds(tx)
    const before = rulesOn(await ruleSets(tx), given.validFrom)
    const changed = before ? changedRules(before.rules, given.rules) : []
    if (before && changed.length === 0) return refuse('rules-unchanged')
    await putRuleSet(tx, given.validFrom, given.rules)
    await recordOnRules(context, tx, {
      kind: 'add-rule-set',
      subjectId: context.newId(),
      by: by.value,
      what: given.validFrom,
      words: words.value,
      changes: changed.map((name) => ({
        name,
        from: before ? String(before.rules[name]) : null,
        to: String(given.rules[name]),
      })),
    })
    return allow({ validFrom: given.validFrom })
  })
}

/**
 * Takes back a rule set that is not in force yet.
 * Refused: `not-your-role`, `too-long`, `no-such-rule-set` (also when it is in force).
 */
export async function withdrawRuleSet(
  context: Context,
  district: District,
  staff: Staff,
  given: { readonly validFrom: LocalDate; readonly words: string },
) {
  const by = asDistrict(staff)
  if (!by.ok) return by
  const words = reasonIn(given.words)
  if (!words.ok) return words
  const today = localDate(context.now(), district)
  return context.database.inTransaction(district.id, async (tx) => {
    await renewSubmissionGrounds(tx)
    const sets = await ruleSets(tx)
    const set = sets.find(({ validFrom }) => validFrom === given.validFrom && validFrom > today)
    if (!set) return refuse('no-such-rule-set')
    await deleteRuleSet(tx, set.validFrom)
    const before = sets.find(({ validFrom }) => validFrom < set.validFrom)
    await recordOnRules(context, tx, {
      kind: 'withdraw-rule-set',
      subjectId: context.newId(),
      by: by.value,
      what: set.validFrom,
      words: words.value,
      changes: before
        ? changedRules(set.rules, before.rules).map((name) => ({
            name,
            from: String(set.rules[name]),
            to: String(before.rules[name]),
          }))
        : [],
    })
    return allow({ validFrom: set.validFrom })
  })
}

/** What holds for a new rule set whatever is there: its numbers, and that what is past stays as it was. */
function check(context: Context, district: District, { validFrom, rules }: NewRuleSet) {
  if (validFrom < localDate(context.now(), district)) return refuse('rules-day-past')
  return checkRules(rules)
}

/** The set in force on a day, out of all, the latest first. */
export const rulesOn = (sets: readonly DatedRules[], day: LocalDate): DatedRules | undefined =>
  sets.find(({ validFrom }) => validFrom <= day)
