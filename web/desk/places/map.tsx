/**
 * The points on a map of our own: no tiles and no third party, so it works without a network and tells nobody anything.
 * Near the ground of one district a degree is a fixed length: x is longitude × cos(latitude), y is latitude.
 */
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { PlaceRowReply } from '../../../src/contract/places.ts'
import { scaleBar } from '../../shared/map-drawing.ts'
import { useFigure } from '../parts/figure.tsx'
import { Failed, LoadingPage, Nothing } from '../parts/states.tsx'
import type { PlaceFilters } from './filters.ts'
import { type Ground, groundOf } from './ground.ts'
import { mapQuery } from './queries.ts'
import { usePlaceWords } from './words.ts'

export function PlacesMap({ filters }: { filters: PlaceFilters }) {
  const { map, list } = usePlaceWords()
  const query = useQuery(mapQuery(filters))
  const figure = useFigure()
  if (query.isPending) return <LoadingPage />
  if (query.isError) return <Failed title={list.failed} thrown={query.error} retry={() => void query.refetch()} />
  const located = query.data.places.filter((row): row is Located => row.latitude !== null && row.longitude !== null)
  const without = query.data.places.length - located.length
  if (located.length === 0) return <Nothing title={map.none}>{<p>{map.noneMore}</p>}</Nothing>
  return (
    <section className="map" aria-label={map.label}>
      <Drawing points={located} />
      <p className="legend">
        <span className="dot used">{map.legend.used}</span>
        <span className="dot unused">{map.legend.unused}</span>
        <span className="dot silent">{map.legend.silent}</span>
        <span className="dim">
          {[map.shown(figure(located.length)), without > 0 && map.notLocated(figure(without))]
            .filter(Boolean)
            .join('，')}
        </span>
      </p>
    </section>
  )
}

type Located = PlaceRowReply & { latitude: number; longitude: number }

const size = { width: 1200, height: 640 }

function Drawing({ points }: { points: readonly Located[] }) {
  const { map } = usePlaceWords()
  const ground = useMemo(() => groundOf(points, size), [points])
  const [view, look] = useState({ x: 0, y: 0, zoom: 1 })
  const drag = useRef<{ x: number; y: number; view: typeof view } | null>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const closer = (by: number) =>
    look(({ x, y, zoom }) => {
      const next = Math.min(64, Math.max(1, zoom * by))
      const [cx, cy] = [x + size.width / zoom / 2, y + size.height / zoom / 2]
      return { x: cx - size.width / next / 2, y: cy - size.height / next / 2, zoom: next }
    })
  const bar = scaleBar(ground.metresPerUnit / view.zoom)
  return (
    <div className="drawing">
      <svg
        ref={drawing}
        viewBox={`${view.x} ${view.y} ${size.width / view.zoom} ${size.height / view.zoom}`}
        onPointerDown={(event) => {
          if ((event.target as Element).closest('a')) return
          drag.current = { x: event.clientX, y: event.clientY, view }
          event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerMove={(event) => {
          const from = drag.current
          const width = drawing.current?.clientWidth ?? size.width
          if (!from) return
          const scale = size.width / width / from.view.zoom
          look({
            ...from.view,
            x: from.view.x - (event.clientX - from.x) * scale,
            y: from.view.y - (event.clientY - from.y) * scale,
          })
        }}
        onPointerUp={() => {
          drag.current = null
        }}
      >
        <title>{map.label}</title>
        <TownNames points={points} ground={ground} zoom={view.zoom} />
        {points.map((point) => (
          <Point key={point.id} point={point} ground={ground} zoom={view.zoom} />
        ))}
      </svg>
      <div className="map-tools">
        <button type="button" aria-label={map.larger} title={map.larger} onClick={() => closer(1.6)}>
          <ZoomIn aria-hidden />
        </button>
        <button type="button" aria-label={map.smaller} title={map.smaller} onClick={() => closer(1 / 1.6)}>
          <ZoomOut aria-hidden />
        </button>
        <button type="button" aria-label={map.whole} title={map.whole} onClick={() => look({ x: 0, y: 0, zoom: 1 })}>
          <Maximize aria-hidden />
        </button>
      </div>
      <p className="scale" style={{ width: `${(bar.pixels / size.width) * 100}%` }}>
        {bar.metres >= 1000 ? map.kilometres(bar.metres / 1000) : map.metres(bar.metres)}
      </p>
    </div>
  )
}

function Point({ point, ground, zoom }: { point: Located; ground: Ground; zoom: number }) {
  const { map } = usePlaceWords()
  const navigate = useNavigate()
  const { x, y } = ground.at(point)
  const radius = Math.min(18, 6 + Math.sqrt(point.usedLately) * 2.5) / Math.sqrt(zoom)
  const kind = point.usedLately > 0 ? 'used' : point.silent ? 'silent' : 'unused'
  const label = map.point(point.name, point.usedLately)
  return (
    <a
      className={`dot ${kind}`}
      href={`/desk/places/${point.id}`}
      aria-label={label}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        void navigate({ to: '/places/$id', params: { id: point.id } })
      }}
    >
      <title>{label}</title>
      {kind === 'silent' ? (
        <rect
          x={x - radius}
          y={y - radius}
          width={radius * 2}
          height={radius * 2}
          transform={`rotate(45 ${x} ${y})`}
          strokeWidth={2 / zoom}
        />
      ) : (
        <circle cx={x} cy={y} r={radius} strokeWidth={2 / zoom} />
      )}
    </a>
  )
}

/** The name of each town at the middle of its points: enough to know where one is. */
function TownNames({ points, ground, zoom }: { points: readonly Located[]; ground: Ground; zoom: number }) {
  const towns = Map.groupBy(points, ({ town }) => town.name)
  return [...towns].map(([name, inTown]) => {
    const middle = (of: (point: Located) => number) => inTown.reduce((sum, point) => sum + of(point), 0) / inTown.length
    const { x, y } = ground.at({
      latitude: middle(({ latitude }) => latitude),
      longitude: middle(({ longitude }) => longitude),
    })
    return (
      <text key={name} className="town-name" x={x} y={y - 26 / zoom} fontSize={22 / zoom} textAnchor="middle">
        {name}
      </text>
    )
  })
}
