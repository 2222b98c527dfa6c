/** A line of the map's background: an outline, a road, a river, as an operator's file gives it. */
export type MapLine = {
  /** Written where it is long enough to be read; empty for none. */
  readonly name: string
  /** An area is drawn filled, a line is not. */
  readonly area: boolean
  /** Longitude and latitude of each corner, in degrees (WGS 84), in the order of GeoJSON. */
  readonly corners: readonly (readonly [longitude: number, latitude: number])[]
}
