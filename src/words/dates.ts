/**
 * Dates as people read them, by the district's clock: 11月30日(周一) 14:00, Mon 30 Nov, 14:00. An end of day is said as
 * 24:00 of that day, not as 00:00 of the next.
 */
import type { Language } from './language.ts'

const minute = 60_000
const weekdays = {
  zh: ['日', '一', '二', '三', '四', '五', '六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

type Clock = { readonly offsetMinutes: number }
/** Beijing time. */
export const beijing: Clock = { offsetMinutes: 480 }

const local = (at: Date, clock: Clock) => new Date(at.getTime() + clock.offsetMinutes * minute)

/** 周一, Mon. 0 = Sunday. */
export const weekdayWord = (weekday: number, language: Language): string =>
  language === 'zh' ? `周${weekdays.zh[weekday]}` : `${weekdays.en[weekday]}`

function dayOf(date: Date, language: Language): string {
  const [month, day, weekday] = [date.getUTCMonth(), date.getUTCDate(), weekdayWord(date.getUTCDay(), language)]
  return language === 'zh' ? `${month + 1}月${day}日(${weekday})` : `${weekday} ${day} ${months[month]}`
}

/** 11月30日(周一), from a `YYYY-MM-DD` or an instant. */
export const dayWords = (at: Date | string, language: Language, clock: Clock = beijing): string =>
  dayOf(typeof at === 'string' ? new Date(`${at}T00:00:00Z`) : local(at, clock), language)

/** 11月30日(周一) 14:00. */
export const instantWords = (at: Date, language: Language, clock: Clock = beijing): string =>
  `${dayWords(at, language, clock)}${language === 'en' ? ',' : ''} ${local(at, clock).toISOString().slice(11, 16)}`

/** 11月30日(周一) 14时: all that is known of a resident's time. */
export const hourWords = (at: Date, language: Language, clock: Clock = beijing): string => {
  const hour = local(at, clock).getUTCHours()
  return language === 'zh'
    ? `${dayWords(at, language, clock)} ${hour}时`
    : `${dayWords(at, language, clock)}, ${hour}:00–${hour + 1}:00`
}

/** 11月30日(周一) 24:00 for the midnight that ends that day; otherwise the time as it is. */
export const deadlineWords = (at: Date, language: Language, clock: Clock = beijing): string => {
  const endOfDay = local(at, clock).toISOString().slice(11, 16) === '00:00'
  if (!endOfDay) return instantWords(at, language, clock)
  return `${dayWords(new Date(at.getTime() - minute), language, clock)}${language === 'en' ? ',' : ''} 24:00`
}
