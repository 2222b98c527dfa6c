import { insertStep } from '../data/demonstration/write.ts'
import type { Context } from './context.ts'

/** Remembers that a step of filling a demonstration is done. */
export const recordStep = (context: Context, district: number, step: string): Promise<void> =>
  context.database.inTransaction(district, (tx) => insertStep(tx, step))
