/**
 * The Merkle tree of RFC 6962, section 2.1, with SHA-256: its hashes, the root of leaves, and what belongs to a proof.
 * Sizes and positions are whole numbers up to 2^53 - 1, so nothing here counts in bits of 32.
 */
import { hash } from 'node:crypto'

/** Bytes of a hash. */
export const hashLength = 32

const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer')

/** The root of a log without any leaf: SHA-256 of nothing. */
export const emptyRoot: Uint8Array = sha256(new Uint8Array(0))

/** The hash of a leaf: SHA-256(0x00 ‖ entry). */
export const leafHash = (entry: Uint8Array): Buffer => sha256(Buffer.concat([Uint8Array.of(0), entry]))

/** The hash of a node: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(1 + 2 * hashLength)
  bytes[0] = 1
  bytes.set(left, 1)
  bytes.set(right, 1 + hashLength)
  return sha256(bytes)
}

/** The hash of a complete subtree of 2^`level` leaves, the `index`-th of its kind from the left (from 0). */
export type NodeAt = (level: number, index: number) => Uint8Array | Promise<Uint8Array>

/** The leaves from `start` up to and without `end`, as one subtree. */
type Range = { readonly start: number; readonly end: number }

/** The largest power of two below `size`, which is at least 2: where RFC 6962 divides a tree. */
export function divisionOf(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}

/** MTH(D[start:end]) over complete subtrees. `start` is where a division of RFC 6962 begins. */
async function rangeHash({ start, end }: Range, nodeAt: NodeAt): Promise<Uint8Array> {
  const size = end - start
  let level = 0
  while (2 ** level < size) level++
  if (2 ** level === size) return nodeAt(level, start / size)
  const middle = start + divisionOf(size)
  return nodeHash(await rangeHash({ start, end: middle }, nodeAt), await rangeHash({ start: middle, end }, nodeAt))
}

/** The root of the first `size` leaves. */
export const rootAt = async (size: number, nodeAt: NodeAt): Promise<Uint8Array> =>
  size === 0 ? emptyRoot : rangeHash({ start: 0, end: size }, nodeAt)

/** The root of the leaves with these hashes, without any reader: for small trees and as the measure in tests. */
export function rootOfLeaves(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return emptyRoot
  let row = leaves
  while (row.length > 1) {
    const above: Uint8Array[] = []
    for (let i = 0; i + 1 < row.length; i += 2) above.push(nodeHash(row[i] as Uint8Array, row[i + 1] as Uint8Array))
    if (row.length % 2 === 1) above.push(row[row.length - 1] as Uint8Array)
    row = above
  }
  return row[0] as Uint8Array
}

/**
 * PATH(index, D[size]): the hashes beside the way from a leaf to the root, the leaf's sibling first. Throws when there
 * is no such leaf.
 */
export async function inclusionProof(index: number, size: number, nodeAt: NodeAt): Promise<Uint8Array[]> {
  if (!isCount(index) || !isCount(size) || index >= size) throw new RangeError(`no leaf ${index} among ${size}`)
  const ranges: Range[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + divisionOf(end - start)
    if (index < middle) {
      ranges.unshift({ start: middle, end })
      end = middle
    } else {
      ranges.unshift({ start, end: middle })
      start = middle
    }
  }
  return Promise.all(ranges.map((range) => rangeHash(range, nodeAt)))
}

/**
 * PROOF(oldSize, D[size]): what shows that the first `oldSize` leaves of a log are those of before. Empty for `oldSize`
 * 0 or `size`. Throws when the old log is the larger one.
 */
export async function consistencyProof(oldSize: number, size: number, nodeAt: NodeAt): Promise<Uint8Array[]> {
  if (!isCount(oldSize) || !isCount(size) || oldSize > size) throw new RangeError(`${oldSize} is not before ${size}`)
  if (oldSize === 0) return []
  const ranges: Range[] = []
  let [start, end, isOldRoot] = [0, size, true]
  while (oldSize !== end) {
    const middle = start + divisionOf(end - start)
    if (oldSize <= middle) {
      ranges.unshift({ start: middle, end })
      end = middle
    } else {
      ranges.unshift({ start, end: middle })
      start = middle
      isOldRoot = false
    }
  }
  // Whoever checks has the old root; only when the old tree is not one subtree of the new does it need this one.
  if (!isOldRoot) ranges.unshift({ start, end })
  return Promise.all(ranges.map((range) => rangeHash(range, nodeAt)))
}

/** Whether a value can be a size or a position. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
