/**
 * Whether a proof proves: RFC 9162, sections 2.1.3.2 and 2.1.4.2, which check the proofs of RFC 6962. Nothing here
 * throws: whatever is handed in, the answer is yes or no.
 */
import { emptyRoot, hashLength, isCount, nodeHash } from './merkle.ts'

const isHash = (value: unknown): value is Uint8Array => value instanceof Uint8Array && value.length === hashLength
const areHashes = (value: unknown): value is readonly Uint8Array[] => Array.isArray(value) && value.every(isHash)
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

export type Inclusion = {
  readonly index: number
  readonly size: number
  /** The hash of the leaf, not its entry. */
  readonly leaf: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** The root a proof leads to; undefined when it has too few or too many hashes, or one that is none. */
export function rootOfInclusion({ index, size, leaf, proof }: Inclusion): Uint8Array | undefined {
  if (!isCount(index) || !isCount(size) || index >= size || !isHash(leaf) || !areHashes(proof)) return undefined
  // `at` is the position in its row, `last` the last position there: both halve on the way up.
  let [at, last, root] = [index, size - 1, leaf]
  for (const beside of proof) {
    if (last === 0) return undefined
    if (at % 2 === 1 || at === last) {
      root = nodeHash(beside, root)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else root = nodeHash(root, beside)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 ? root : undefined
}

/** Whether the leaf is at this position of the log with this size and root. */
export function checkInclusion({ root, ...given }: Inclusion & { readonly root: Uint8Array }): boolean {
  const found = rootOfInclusion(given)
  return found !== undefined && isHash(root) && same(found, root)
}

export type Consistency = {
  readonly oldSize: number
  readonly oldRoot: Uint8Array
  readonly size: number
  readonly root: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** Whether the older log is the beginning of the newer one. Everything begins with the empty log. */
export function checkConsistency({ oldSize, oldRoot, size, root, proof }: Consistency): boolean {
  if (!isCount(oldSize) || !isCount(size) || oldSize > size) return false
  if (!isHash(oldRoot) || !isHash(root) || !areHashes(proof)) return false
  if (oldSize === size) return proof.length === 0 && same(oldRoot, root)
  if (oldSize === 0) return proof.length === 0 && same(oldRoot, emptyRoot)

  // An old tree that is one complete subtree of the new one has its root where the proof would begin.
  const isPowerOfTwo = Number.isInteger(Math.log2(oldSize)) && 2 ** Math.round(Math.log2(oldSize)) === oldSize
  const [first, ...rest] = isPowerOfTwo ? [oldRoot, ...proof] : proof
  if (!first) return false
  let [at, last] = [oldSize - 1, size - 1]
  while (at % 2 === 1) [at, last] = [(at - 1) / 2, Math.floor(last / 2)]
  let [before, now] = [first, first]
  for (const beside of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      before = nodeHash(beside, before)
      now = nodeHash(beside, now)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else now = nodeHash(now, beside)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && same(before, oldRoot) && same(now, root)
}
