/** How long somebody counts as being at a case after their desk last said so. */

/** How often a desk says that its case is still open, in milliseconds. */
export const presenceSaidEvery = 15_000

/** A desk that missed two of these has gone without a word. */
export const presenceLasts = 3 * presenceSaidEvery

/** Whoever was heard of after this instant is there. */
export const presentAfter = (now: Date): Date => new Date(now.getTime() - presenceLasts)
