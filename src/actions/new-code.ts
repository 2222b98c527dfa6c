import type { Tx } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import { codesTaken } from '../data/places/write.ts'
import { type PublicCode, publicCodeFrom } from '../domain/places/public-code.ts'
import type { Context } from './context.ts'

/**
 * `count` codes that never stood for anything in this district. Of 33 million possible ones a few are drawn twice when a
 * spreadsheet of thousands is read in: those are drawn again.
 */
export async function newCodes(context: Context, tx: Tx, district: District, count: number): Promise<PublicCode[]> {
  const codes = new Set<PublicCode>()
  while (codes.size < count) {
    const drawn = Array.from({ length: count - codes.size }, () =>
      publicCodeFrom(district.prefix, context.randomBytes(4)),
    )
    const taken = await codesTaken(tx, drawn)
    for (const code of drawn) if (!taken.has(code)) codes.add(code)
  }
  return [...codes]
}

/** One code that never stood for anything in this district. */
export async function newCode(context: Context, tx: Tx, district: District): Promise<PublicCode> {
  const [code] = await newCodes(context, tx, district, 1)
  if (!code) throw new Error('no code was drawn')
  return code
}
