/** When things happened: the working days before the first start, and every day's share of all stories. */
import {
  addDays,
  endOfDay,
  isWorkingDay,
  type LocalDate,
  localDate,
  startOfDay,
  type WorkingCalendar,
} from '../../domain/calendar/calendar.ts'
import type { Deed, Story } from './deed.ts'
import type { Days } from './tell.ts'

const minute = 60_000
const hour = 60 * minute

/** The day that lies so many working days before `date`; after it when negative. */
export function workingDaysAgo(date: LocalDate, count: number, calendar: WorkingCalendar): LocalDate {
  const step = count > 0 ? -1 : 1
  let day = date
  for (let counted = 0; counted < Math.abs(count); ) {
    day = addDays(day, step)
    if (isWorkingDay(day, calendar)) counted += 1
  }
  return day
}

/** Times before the first day, each at a minute of its own. */
export function daysBefore(base: LocalDate, calendar: WorkingCalendar): Days {
  let asked = 0
  const day = (daysAgo: number) => workingDaysAgo(base, daysAgo, calendar)
  const on = (daysAgo: number, atHour: number) => {
    asked += 1
    return new Date(startOfDay(day(daysAgo), calendar).getTime() + atHour * hour + (4 + ((asked * 17) % 49)) * minute)
  }
  return Object.assign(on, { day })
}

/** What happens on one day: who speaks, and who does what, each in the order in which it happens. */
export type DayOfStories = {
  readonly date: LocalDate
  readonly begins: Date
  readonly told: readonly Story[]
  /** The deeds of one story on this day, by their place among all its deeds. */
  readonly deeds: readonly { readonly story: Story; readonly indexes: readonly number[] }[]
}

/**
 * The stories day by day, from the first word to the end of `base`. Whatever a story would still have in store after
 * that day has not happened.
 */
export function dayByDay(stories: readonly Story[], base: LocalDate, calendar: WorkingCalendar): DayOfStories[] {
  const end = endOfDay(base, calendar)
  const told = stories.map(inOrder).filter(({ at }) => at < end)
  told.sort((a, b) => a.at.getTime() - b.at.getTime())
  const first = told[0]
  if (!first) return []
  const shares = new Map<LocalDate, { told: Story[]; deeds: Map<Story, number[]> }>()
  const days: LocalDate[] = []
  for (let date = localDate(first.at, calendar); date <= base; date = addDays(date, 1)) {
    shares.set(date, { told: [], deeds: new Map() })
    days.push(date)
  }
  for (const story of told) {
    shares.get(localDate(story.at, calendar))?.told.push(story)
    for (const [index, { at }] of story.deeds.entries()) {
      const deeds = shares.get(localDate(at, calendar))?.deeds
      if (deeds) deeds.set(story, [...(deeds.get(story) ?? []), index])
    }
  }
  return days.map((date) => ({
    date,
    begins: startOfDay(date, calendar),
    told: shares.get(date)?.told ?? [],
    deeds: [...(shares.get(date)?.deeds ?? [])].map(([story, indexes]) => ({ story, indexes })),
  }))
}

/** Each deed comes after the one before it. */
function inOrder(story: Story): Story {
  let last = story.at.getTime()
  const deeds = story.deeds.map((deed): Deed => {
    last = Math.max(deed.at.getTime(), last + 2 * minute)
    return { ...deed, at: new Date(last) }
  })
  return { ...story, deeds }
}
