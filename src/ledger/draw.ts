/**
 * A draw that anyone can repeat: the numbers in the order of SHA-256 of «seed number», of which the first are drawn. The
 * seed is the root of a published checkpoint, 64 small hexadecimal figures.
 */
import { createHash } from 'node:crypto'

/** The numbers that are drawn, in the order of the draw; all of them when there are no more than `count`. */
export function drawn(seed: string, numbers: readonly number[], count: number): number[] {
  const place = (number: number) => createHash('sha256').update(`${seed} ${number}`, 'ascii').digest('hex')
  return numbers
    .map((number) => ({ number, at: place(number) }))
    .sort((one, other) => (one.at < other.at ? -1 : 1))
    .slice(0, count)
    .map(({ number }) => number)
}
