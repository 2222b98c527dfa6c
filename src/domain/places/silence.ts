/** When a code counts as silent: nobody has used it for so long that somebody should go and look at the sticker. */

/** How many weeks back use is counted, the present one among them. */
export const weeksCounted = 26
/** After how many weeks without a report a code is called silent, unless one asks for another number. */
export const usualSilence = 8

const week = 7 * 24 * 60 * 60 * 1000

/** The moment before which a code must have been last used, and made, to be silent for `weeks` weeks at `now`. */
export const silentSince = (now: Date, weeks: number): Date => new Date(now.getTime() - weeks * week)

/** The Monday, `YYYY-MM-DD` by a clock `offsetMinutes` ahead of UTC, of the week `back` weeks before that of `now`. */
export function mondayOf(now: Date, offsetMinutes: number, back = 0): string {
  const local = new Date(now.getTime() + offsetMinutes * 60_000)
  const sinceMonday = (local.getUTCDay() + 6) % 7
  return new Date(local.getTime() - sinceMonday * (week / 7) - back * week).toISOString().slice(0, 10)
}
