/** On the district office's start page, in time: holidays that are not entered. Nothing when none are missing. */
import './rules.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { calendarGapQuery } from './queries.ts'
import { useRulesWords } from './words.ts'

export default function MissingHolidays() {
  const { calendar } = useRulesWords()
  const { data } = useQuery(calendarGapQuery)
  if (!data || data.gap === 'none') return null
  return (
    <p className="gap-line">
      {calendar.missing[data.gap](data.year)}
      <Link to="/rules/calendar" search={{ year: data.year }}>
        {calendar.toCalendar}
      </Link>
    </p>
  )
}
