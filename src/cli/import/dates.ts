/** Reads the times people write into their files. A time without a zone is by the district's clock. */
import { allow, refuse } from '../../domain/shared/decision.ts'

const forms =
  /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?:(?:[T\s]\s*|(?<=日))(\d{1,2})[:：时点](\d{1,2})(?:分|[:：分](\d{1,2})秒?(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i

/**
 * An instant from `2020-01-08`, `2020/1/8 9:05`, `2020年1月8日 9时05分`, `2020.1.8 9:05:00`, or ISO 8601 with or without a
 * zone; null from nothing. Refused: `date-misread`, also for a day or time that does not exist.
 */
export function instantIn(written: string, offsetMinutes: number) {
  const trimmed = written.normalize('NFKC').trim()
  if (trimmed === '') return allow<Date | null>(null)
  const found = forms.exec(trimmed)
  if (!found) return refuse('date-misread')
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const exists =
    year >= 1949 &&
    local.getUTCMonth() === month - 1 &&
    local.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60
  if (!exists) return refuse('date-misread')
  return allow<Date | null>(new Date(local.getTime() - zoneOf(found[7], offsetMinutes) * 60_000))
}

function zoneOf(zone: string | undefined, offsetMinutes: number): number {
  if (zone === undefined) return offsetMinutes
  if (zone.toUpperCase() === 'Z') return 0
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
