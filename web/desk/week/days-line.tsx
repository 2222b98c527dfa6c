/** Today and the six days after as a small line: each day with its weekday and a mark for what is due. */
import type { WeekDayReply } from '../../../src/contract/week.ts'
import { dayWords, weekdayWord } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'

/** What stands on a day. `target` is the id of the first thing of it on the page. */
export type OnDay = { readonly due: number; readonly meetings: number; readonly target: string | null }

const mostMarks = 3

export function DaysLine({ days, on }: { days: readonly WeekDayReply[]; on: (date: string) => OnDay }) {
  const { deputy, language } = useWords()
  return (
    <ol className="week-days" aria-label={deputy.week.days}>
      {days.map(({ date, weekday, isWorkingDay, name }, ahead) => {
        const { due, meetings, target } = on(date)
        const said = [
          name,
          due > 0 && deputy.week.dayDue(due),
          meetings > 0 && deputy.week.dayMeetings(meetings),
          due + meetings === 0 && deputy.week.daysNone,
        ].filter(Boolean)
        const weekend = weekday === 0 || weekday === 6
        const mark = !isWorkingDay && name ? deputy.week.rest : isWorkingDay && weekend ? deputy.week.makeUp : ''
        return (
          <li key={date} className={[ahead === 0 && 'today', !isWorkingDay && 'off'].filter(Boolean).join(' ')}>
            <button
              type="button"
              aria-disabled={target === null ? true : undefined}
              aria-current={ahead === 0 ? 'date' : undefined}
              onClick={() => {
                const first = target === null ? null : document.getElementById(target)
                first?.scrollIntoView({ block: 'center' })
                first?.focus({ preventScroll: true })
              }}
            >
              <small title={dayWords(date, language)}>{mark || weekdayWord(weekday, language)}</small>
              <b>{Number(date.slice(8))}</b>
              <span className="visually-hidden">{said.join(language === 'zh' ? '，' : ', ')}</span>
              <span className="marks">
                {Array.from({ length: Math.min(mostMarks, due) }, (_, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: marks are alike
                  <i key={at} />
                ))}
                {meetings > 0 && <i className="meets" />}
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
