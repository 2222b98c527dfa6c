/** The units of a district as those see them who set it up: what is there, and what can be added. */
import type { Coordinates } from './coordinates.ts'
import type { PointKind, StationKind } from './place.ts'
import type { CodeKind } from './public-code.ts'

/** A unit with the names above it. */
export type Unit = {
  readonly kind: CodeKind | 'agency'
  readonly id: string
  readonly name: string
  /** Its code in use; null for an agency. */
  readonly code: string | null
  /** What kind of station or point it is. */
  readonly type: string | null
  readonly townName: string | null
  readonly stationName: string | null
  readonly deputyName: string | null
}

/** A unit to be added that residents can speak to. */
export type NewUnit =
  | { readonly kind: 'town'; readonly name: string }
  | { readonly kind: 'station'; readonly name: string; readonly townId: string; readonly stationKind: StationKind }
  | { readonly kind: 'deputy'; readonly name: string; readonly stationId: string }
  | {
      readonly kind: 'point'
      readonly name: string
      readonly pointKind: PointKind
      readonly stationId: string
      /** The deputy who holds what is said here, instead of the station. */
      readonly deputyId: string | null
      /** Where it is; left out or null when nobody has said. */
      readonly coordinates?: Coordinates | null
    }
