/** Everything that residents of the invented district said in the last half-year, and what became of it. */
import type { LocalDate, WorkingCalendar } from '../../domain/calendar/calendar.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { composedStories } from './composed/compose.ts'
import type { Story } from './deed.ts'
import { storiesOfFields } from './stories/fields.ts'
import { firstStories } from './stories/first.ts'
import { storiesOfFloods } from './stories/floods.ts'
import { storiesOfHomes } from './stories/homes.ts'
import { storiesOfLongWays } from './stories/long-ways.ts'
import { storiesOfPaths } from './stories/paths.ts'
import { daysBefore } from './timeline.ts'

/** All stories as they are on the day of the first start. */
export function storiesUpTo(base: LocalDate, calendar: WorkingCalendar, rules: RuleSet): Story[] {
  const written = [
    firstStories,
    storiesOfHomes,
    storiesOfFields,
    storiesOfPaths,
    storiesOfLongWays,
    storiesOfFloods,
  ].flatMap((tell) => tell(daysBefore(base, calendar)))
  return [...written, ...composedStories(base, calendar, rules)]
}
