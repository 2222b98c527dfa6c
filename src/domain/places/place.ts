/** Where a report can be said and who is there: the units of a district, as far as rules need them. */
export const stationKinds = ['central', 'station', 'liaison-point'] as const
/** 中心站, 联络站, 联络点. */
export type StationKind = (typeof stationKinds)[number]

export const pointKinds = ['station', 'workplace', 'market', 'stairwell', 'bus-stop', 'kiosk', 'other'] as const
/** What kind of spot carries a code. */
export type PointKind = (typeof pointKinds)[number]

/** Where a report first goes: the narrowest unit that was addressed, with the units above it. */
export type Address = {
  readonly deputyId: string | null
  readonly stationId: string | null
  readonly townId: string | null
  /** The point whose code was scanned, if one was. */
  readonly pointId: string | null
}
