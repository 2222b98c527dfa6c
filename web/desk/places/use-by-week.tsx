/** How often a code was used, week by week: bars over half a year, and the same as a table for who reads by ear. */
import type { PlaceReply } from '../../../src/contract/places.ts'
import { localDate } from '../../../src/domain/calendar/calendar.ts'
import { mondayOf, weeksCounted } from '../../../src/domain/places/silence.ts'
import { beijing, dayWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'
import { useFigure } from '../parts/figure.tsx'
import { useNow } from '../shell/now.ts'
import { usePlaceWords } from './words.ts'

const [height, step, bar] = [96, 16, 12]

export function UseByWeek({ place }: { place: Pick<PlaceReply, 'weeks' | 'used'> }) {
  const { one, list } = usePlaceWords()
  const { language } = useWords()
  const figure = useFigure()
  const now = useNow()
  if (place.used === 0) return <p className="dim">{one.noUse(weeksCounted)}</p>
  const known = new Map(place.weeks.map(({ week, reports }) => [week, reports]))
  const weeks = Array.from({ length: weeksCounted }, (_, at) => {
    const week = mondayOf(now, beijing.offsetMinutes, weeksCounted - 1 - at)
    return { week, reports: known.get(week) ?? 0 }
  })
  const most = Math.max(1, ...weeks.map(({ reports }) => reports))
  const first = weeks[0]?.week ?? localDate(now, beijing)
  return (
    <figure className="use">
      <svg
        viewBox={`0 0 ${weeksCounted * step} ${height + 20}`}
        role="img"
        aria-label={one.counted(figure(place.used), weeksCounted)}
      >
        <line className="ground" x1="0" x2={weeksCounted * step} y1={height + 0.5} y2={height + 0.5} />
        {weeks.map(({ week, reports }, at) => {
          const tall = reports === 0 ? 0 : Math.max(3, (reports / most) * (height - 16))
          return (
            <g key={week}>
              <rect x={at * step + 2} y={height - tall} width={bar} height={tall} />
              {reports === most && at === weeks.findIndex((one) => one.reports === most) && (
                <text x={at * step + 2 + bar / 2} y={height - tall - 4} textAnchor="middle">
                  {figure(reports)}
                </text>
              )}
            </g>
          )
        })}
        <text x="0" y={height + 16}>
          {dayWords(first, language)}
        </text>
        <text x={weeksCounted * step} y={height + 16} textAnchor="end">
          {dayWords(weeks.at(-1)?.week ?? first, language)}
        </text>
      </svg>
      <figcaption className="dim">{one.counted(figure(place.used), weeksCounted)}</figcaption>
      <table className="visually-hidden">
        <tbody>
          {weeks
            .filter(({ reports }) => reports > 0)
            .map(({ week, reports }) => (
              <tr key={week}>
                <th scope="row">{one.week(dayWords(week, language))}</th>
                <td>{list.reports(figure(reports))}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </figure>
  )
}
