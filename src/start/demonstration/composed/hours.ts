/** Believable moments: office hours on working days, and the hours at which people speak. */
import {
  addDays,
  isWorkingDay,
  type LocalDate,
  localDate,
  startOfDay,
  type WorkingCalendar,
} from '../../../domain/calendar/calendar.ts'
import type { Dice } from './dice.ts'

const minute = 60_000

/** From half past eight to a quarter to twelve, and from half past one to twenty past five. */
const mornings = [8 * 60 + 31, 11 * 60 + 45] as const
const afternoons = [13 * 60 + 30, 17 * 60 + 20] as const

export type Hours = {
  /** A moment at the office, so many working days after `at`; on the same day only while the office is open. */
  office(at: Date, workingDays: number): Date
  /** A moment at the office soon after `at`, not after `until` where there is such a moment. */
  officeSoon(at: Date, until?: Date): Date
  /** A moment in someone's own time, so many days after `at`. */
  own(at: Date, days: number): Date
}

export function hoursOf(dice: Dice, calendar: WorkingCalendar): Hours {
  const on = (date: LocalDate, [from, to]: readonly [number, number]) =>
    new Date(startOfDay(date, calendar).getTime() + dice.between(from, to) * minute + dice.between(0, 59) * 1000)
  const nextWorkingDay = (date: LocalDate): LocalDate => {
    let next = addDays(date, 1)
    while (!isWorkingDay(next, calendar)) next = addDays(next, 1)
    return next
  }
  const minuteOf = (at: Date) =>
    Math.ceil((at.getTime() - startOfDay(localDate(at, calendar), calendar).getTime()) / minute)
  /** Later on the same day, or undefined when the office is closed by then. */
  const sameDay = (at: Date): Date | undefined => {
    const date = localDate(at, calendar)
    if (!isWorkingDay(date, calendar)) return undefined
    const from = minuteOf(at) + 12
    const open = [mornings, afternoons].flatMap(([start, end]) =>
      Math.max(start, from) < end ? [[Math.max(start, from), end] as const] : [],
    )
    const [first] = open
    return first && on(date, dice.happens(0.6) ? first : (open.at(-1) ?? first))
  }
  const office = (at: Date, workingDays: number): Date => {
    if (workingDays === 0) {
      const today = sameDay(at)
      if (today) return today
    }
    let date = nextWorkingDay(localDate(at, calendar))
    for (let counted = 1; counted < workingDays; counted++) date = nextWorkingDay(date)
    return on(date, dice.happens(0.55) ? mornings : afternoons)
  }
  return {
    office,
    officeSoon: (at, until) => {
      for (let tries = 0; tries < 12; tries++) {
        const moment = office(at, 0)
        if (!until || moment < until) return moment
      }
      // Nothing fits into the office's hours: whoever must, does it half-way.
      return new Date((at.getTime() + (until ?? at).getTime()) / 2)
    },
    own: (at, days) => {
      const date = addDays(localDate(at, calendar), days)
      const moment = on(date, dice.happens(0.45) ? [17 * 60 + 40, 22 * 60 + 20] : [6 * 60 + 40, 21 * 60])
      // On the same day it comes afterwards.
      return moment > at ? moment : new Date(at.getTime() + dice.between(20, 90) * minute)
    },
  }
}
