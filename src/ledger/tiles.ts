/**
 * The tree of a log as tiles of 256 hashes (https://c2sp.org/tlog-tiles): how they grow by new leaves, what they are
 * called, and proofs from them. A tile of level 0 holds hashes of leaves; one of a higher level holds the roots of the
 * full tiles below. Only what is complete enters the level above, so a hash in a tile never changes.
 */
import { consistencyProof, emptyRoot, hashLength, inclusionProof, nodeHash, rootAt, rootOfLeaves } from './merkle.ts'

/** Hashes of a full tile. */
export const tileWidth = 256

export type Tile = {
  readonly level: number
  /** The how-manieth of its level, from 0. */
  readonly index: number
  /** 1 to 256 hashes of 32 bytes. */
  readonly hashes: Uint8Array
}

/** How many hashes the level's tile at `index` has in a log of this size: 0 to 256. */
export function widthAt(size: number, level: number, index: number): number {
  const hashes = Math.floor(size / tileWidth ** level)
  return Math.max(0, Math.min(tileWidth, hashes - index * tileWidth))
}

/** The levels and positions of the tiles that are not full yet: in a log of this size, what `growTiles` wants as edge. */
export function edgeOf(size: number): { level: number; index: number; width: number }[] {
  const edge: { level: number; index: number; width: number }[] = []
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / tileWidth))
    if (hashes % tileWidth > 0) edge.push({ level, index: Math.floor(hashes / tileWidth), width: hashes % tileWidth })
  return edge
}

/**
 * The root of a log of this size from its edge alone: a tile that is full has its root in the tile above, so the tiles
 * that are not full hold every part of the root. Undefined when these tiles are not the edge of such a log.
 */
export function edgeRoot(size: number, edge: readonly Tile[]): Uint8Array | undefined {
  const wanted = edgeOf(size)
  if (edge.length !== wanted.length) return undefined
  let root: Uint8Array | undefined
  for (const { level, index, width } of wanted) {
    const tile = edge.find((each) => each.level === level)
    if (!tile || tile.index !== index || tile.hashes.length !== width * hashLength) return undefined
    root = withHigherPart(hashesOf(tile.hashes), root)
  }
  return root ?? emptyRoot
}

/** The root of what a level's unfinished tile holds followed by what the lower levels hold, `rest`. */
function withHigherPart(hashes: readonly Uint8Array[], rest: Uint8Array | undefined): Uint8Array {
  let root = rest
  let end = hashes.length
  // The complete subtrees from the right, smallest first, as the figures of the width in base two tell them.
  for (let size = 1; end > 0; size *= 2) {
    if (Math.floor(end / size) % 2 === 0) continue
    const part = rootOfLeaves(hashes.slice(end - size, end))
    root = root ? nodeHash(part, root) : part
    end -= size
  }
  return root as Uint8Array
}

/** A tile's content cut into its hashes. */
export function hashesOf(content: Uint8Array): Uint8Array[] {
  const hashes: Uint8Array[] = []
  for (let at = 0; at < content.length; at += hashLength) hashes.push(content.subarray(at, at + hashLength))
  return hashes
}

/**
 * A log of `size` leaves grown by new ones, given as hashes. In: the tiles of its edge (see `edgeOf`). Out: the new size,
 * every tile that got a hash with its whole content, lower levels first, and the new root. A partial tile of width W is
 * the first W hashes of that content. Throws when the edge is not that of such a log: then nothing may be signed.
 */
export function growTiles(
  size: number,
  edge: readonly Tile[],
  leaves: readonly Uint8Array[],
): { size: number; changed: Tile[]; root: Uint8Array } {
  if (!edgeRoot(size, edge)) throw new Error(`these tiles are not the edge of a log of ${size} leaves`)
  const changed: Tile[] = []
  const newEdge: Tile[] = []
  let added = leaves
  for (let level = 0; ; level++) {
    const before = edge.find((tile) => tile.level === level)
    const index = Math.floor(size / tileWidth ** (level + 1))
    const grown = growLevel(level, index, before, added)
    changed.push(...grown.tiles)
    const last = grown.tiles.at(-1) ?? before
    if (last && last.hashes.length < tileWidth * hashLength) newEdge.push(last)
    added = grown.complete
    if (added.length === 0 && !edge.some((tile) => tile.level > level)) break
  }
  const newSize = size + leaves.length
  const root = edgeRoot(newSize, newEdge)
  if (!root) throw new Error(`grown to ${newSize} leaves, the tiles do not fit together`)
  return { size: newSize, changed, root }
}

/** One level grown: the tiles that got hashes, and the roots of those that became full. */
function growLevel(level: number, index: number, before: Tile | undefined, added: readonly Uint8Array[]) {
  const tiles: Tile[] = []
  const complete: Uint8Array[] = []
  let held = before ? hashesOf(before.hashes) : []
  let [at, taken] = [index, 0]
  while (taken < added.length) {
    const more = added.slice(taken, taken + tileWidth - held.length)
    held = [...held, ...more]
    taken += more.length
    tiles.push({ level, index: at, hashes: Buffer.concat(held) })
    if (held.length < tileWidth) break
    complete.push(rootOfLeaves(held))
    at++
    held = []
  }
  return { tiles, complete }
}

/** Reads a tile's content: at least `width` hashes, of which the first `width` are looked at. */
export type ReadTile = (level: number, index: number, width: number) => Uint8Array | Promise<Uint8Array>

/**
 * Proofs of a log of this size, from its tiles; each tile is read once. They throw when there is no such leaf or size
 * and when a tile is shorter than it must be, and reject as `readTile` does.
 */
export function proofsFromTiles(size: number, readTile: ReadTile) {
  const known = new Map<string, Promise<Uint8Array>>()
  const tile = (level: number, index: number): Promise<Uint8Array> => {
    const key = `${level}/${index}`
    const found = known.get(key) ?? read(level, index)
    known.set(key, found)
    return found
  }
  const read = async (level: number, index: number) => {
    const width = widthAt(size, level, index)
    const content = await readTile(level, index, width)
    if (content.length < width * hashLength) throw new Error(`${tilePath(level, index, width)} is cut off`)
    return content
  }
  // A complete subtree of 2^(8 × level + rest) leaves is one of 2^rest hashes within one tile of that level.
  const nodeAt = async (height: number, index: number): Promise<Uint8Array> => {
    const level = Math.floor(height / 8)
    const count = 2 ** (height % 8)
    const first = index * count
    const content = await tile(level, Math.floor(first / tileWidth))
    const start = first % tileWidth
    return rootOfLeaves(hashesOf(content.subarray(start * hashLength, (start + count) * hashLength)))
  }
  return {
    inclusion: (index: number): Promise<Uint8Array[]> => inclusionProof(index, size, nodeAt),
    consistency: (oldSize: number): Promise<Uint8Array[]> => consistencyProof(oldSize, size, nodeAt),
    /** The root of the first so many leaves. */
    rootAt: (first: number): Promise<Uint8Array> => rootAt(first, nodeAt),
  }
}

/** Where a tile is found below a log's address: `tile/<level>/<index>[.p/<width>]`, or `tile/entries/…`. */
export function tilePath(level: number | 'entries', index: number, width: number): string {
  const figures = String(index)
  const groups = figures.padStart(Math.ceil(figures.length / 3) * 3, '0').match(/.{3}/g) as string[]
  const last = groups.pop()
  return `tile/${level}/${groups.map((group) => `x${group}/`).join('')}${last}${width < tileWidth ? `.p/${width}` : ''}`
}

/** What a path names; undefined when it is not the one path of any tile. */
export function parseTilePath(
  path: string,
): { readonly level: number | 'entries'; readonly index: number; readonly width: number } | undefined {
  const found = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path)
  if (!found) return undefined
  const [, kind = '', groups = '', partial] = found
  const level = kind === 'entries' ? kind : Number(kind)
  const index = Number(groups.replace(/[x/]/g, ''))
  const width = partial === undefined ? tileWidth : Number(partial)
  if (!Number.isSafeInteger(index) || (level !== 'entries' && level > 63)) return undefined
  if (partial !== undefined && (width < 1 || width >= tileWidth)) return undefined
  // Written again it is the same, or it had a zero or a group too many.
  return tilePath(level, index, width) === path ? { level, index, width } : undefined
}
