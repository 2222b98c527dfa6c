/** Where a resident pointed, as a small picture: the same drawing they pointed on, with no tiles and no third party. */
import './spot-picture.css'
import { useQuery } from '@tanstack/react-query'
import { spotIn } from '../../../src/domain/places/spot.ts'
import { map as en } from '../../../src/words/en/map.ts'
import { map as zh } from '../../../src/words/zh/map.ts'
import { drawn, nameSize, scaleBar } from '../../shared/map-drawing.ts'
import { useWords } from '../language.tsx'
import { useMe } from '../session/me.tsx'
import { mapAroundQuery } from './queries.ts'

const size = { width: 240, height: 150 }
const metresPerPixel = 2

/** Nothing where the place was told in words alone. */
export function SpotPicture({ place }: { place: string }) {
  const spot = spotIn(place)
  const words = useWords().language === 'en' ? en : zh
  // The whole district's map is asked for: which spot somebody pointed at stands in no address.
  const query = useQuery({ ...mapAroundQuery(useMe().district.prefix), enabled: spot !== undefined })
  if (!spot || !query.data) return null
  const view = { middle: spot, metresPerPixel, ...size }
  const { lines, dots } = drawn(query.data, view)
  const bar = scaleBar(metresPerPixel)
  const { width, height } = size
  return (
    <figure className="spot">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words.picture(place)}>
        {lines.map(({ path, area }) => (
          <path key={path} d={path} className={area ? 'area' : 'road'} />
        ))}
        {dots.map(({ x, y, name }) => (
          <g key={`${x} ${y} ${name}`}>
            <circle cx={x} cy={y} r={4} />
            {name && (
              <text x={x} y={y + nameSize * 1.3} fontSize={nameSize - 2}>
                {name}
              </text>
            )}
          </g>
        ))}
        <path className="pin" d={`M${width / 2} ${height / 2}l-9 -14a11 11 0 1 1 18 0z`} />
        <path className="bar" d={`M10 ${height - 16}v6h${bar.pixels}v-6`} />
        <text className="scale" x={10 + bar.pixels / 2} y={height - 15} fontSize={12}>
          {words.scale(bar.metres)}
        </text>
      </svg>
      <figcaption className="dim">{words.northUp}</figcaption>
    </figure>
  )
}
