import { placeCaseWords } from '../data/cases/write.ts'
import type { Context } from './context.ts'

const batch = 500

/**
 * Puts the words of a district's cases that wait for it into the blocks by which they are searched: many cases at once,
 * because a word's block is written anew each time. Gives the number of cases; may be done twice, and by several.
 */
export const placeWords = (context: Context, district: number): Promise<number> =>
  context.database.inTransaction(district, (tx) => placeCaseWords(tx, batch))
