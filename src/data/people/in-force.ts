/** Which roles count now, for a table of memberships named `m` beside `districts` named `here`: first and last day counted. */
import { type RawBuilder, sql } from 'kysely'

/** The district's day at an instant. */
export const dayAt = (now: Date): RawBuilder<unknown> =>
  sql`((${now}::timestamptz at time zone 'UTC') + make_interval(mins => here.offset_minutes))::date`

/** The role counts on the day of this instant. */
export const inForce = (now: Date): RawBuilder<unknown> =>
  sql`((m.from_day is null or m.from_day <= ${dayAt(now)}) and (m.until_day is null or m.until_day >= ${dayAt(now)}))`
