/**
 * The background of the map as its operator gives it: `maps/QH.geojson` in the data folder, QH being the district's
 * letters (docs/operate/map.md). RFC 7946: longitude before latitude, WGS 84.
 */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { MapLine } from '../domain/places/map-line.ts'

/** Gives the lines of a district's background, by its letters; none where no file lies there or it is no such file. */
export type MapBackground = (prefix: string) => Promise<readonly MapLine[]>

/** A phone on a slow line has to load it: a larger file is not used. */
export const mostBytes = 2_000_000

type Kept = { readonly version: string; readonly lines: readonly MapLine[] }

/** Reads the files of a data folder, each again only when it changed. `onProblem` hears of a file that cannot be used. */
export function openMapBackground(dataDir: string, onProblem: (code: string) => void): MapBackground {
  const kept = new Map<string, Kept>()
  return async (prefix) => {
    // Two letters and nothing else: the name of a file is made of it.
    if (!/^[A-Z]{2}$/.test(prefix)) return []
    const file = join(dataDir, 'maps', `${prefix}.geojson`)
    const found = await stat(file).catch(() => undefined)
    if (!found?.isFile()) return []
    const version = `${found.mtimeMs} ${found.size}`
    const known = kept.get(prefix)
    if (known?.version === version) return known.lines
    const lines = found.size > mostBytes ? undefined : linesOf(await readFile(file, 'utf8').catch(() => ''))
    if (!lines) onProblem('map-unusable')
    kept.set(prefix, { version, lines: lines ?? [] })
    return lines ?? []
  }
}

/** The lines in a GeoJSON text; undefined where it is none, or gives corners that are not on the earth. */
export function linesOf(text: string): readonly MapLine[] | undefined {
  try {
    const whole = JSON.parse(text) as Json
    const features = whole.type === 'FeatureCollection' ? (whole.features as Json[]) : [whole]
    return features.flatMap((feature) => {
      const geometry = (feature.type === 'Feature' ? feature.geometry : feature) as Json | null
      const name = String((feature.properties as Json | null | undefined)?.name ?? '')
      return geometry ? ofGeometry(geometry, name) : []
    })
  } catch {
    return undefined
  }
}

type Json = { readonly [name: string]: unknown }

function ofGeometry({ type, coordinates, geometries }: Json, name: string): MapLine[] {
  switch (type) {
    case 'LineString':
      return [line(coordinates, name, false)]
    case 'MultiLineString':
      return (coordinates as unknown[]).map((one) => line(one, name, false))
    case 'Polygon':
      // Holes are drawn as outlines of their own: nobody looks for them on this map.
      return (coordinates as unknown[]).map((ring, index) => line(ring, index === 0 ? name : '', true))
    case 'MultiPolygon':
      return (coordinates as unknown[][]).flatMap((polygon) =>
        ofGeometry({ type: 'Polygon', coordinates: polygon }, name),
      )
    case 'GeometryCollection':
      return (geometries as Json[]).flatMap((geometry) => ofGeometry(geometry, name))
    default:
      return []
  }
}

function line(coordinates: unknown, name: string, area: boolean): MapLine {
  const corners = (coordinates as unknown[][]).map(([east, north]) => {
    if (typeof east !== 'number' || typeof north !== 'number' || Math.abs(east) > 180 || Math.abs(north) > 90)
      throw new RangeError('a corner is not on the earth')
    // A metre is enough for a line that is drawn.
    return [Math.round(east * 1e5) / 1e5, Math.round(north * 1e5) / 1e5] as const
  })
  return { name, area, corners }
}
