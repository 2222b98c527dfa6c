/** What the larger district tells about each of its stations. */
import type { PointKind, StationKind } from '../../../domain/places/place.ts'

export type StationOf = {
  readonly name: string
  readonly town: string
  readonly kind: StationKind
  /** Places around it as people name them: housing estates, streets, villages. */
  readonly estates: readonly string[]
  readonly streets: readonly string[]
  readonly villages: readonly string[]
  /** Spots with a code, by kind and name. */
  readonly points: readonly (readonly [PointKind, string])[]
}
