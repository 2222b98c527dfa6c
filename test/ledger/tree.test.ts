/** The tree of the ledger: its hashes are those of RFC 6962, its proofs prove and nothing else does, its tiles only grow. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryBundle, entryOf, parseEntryBundle } from '../../src/ledger/entries.ts'
import { emptyRoot, leafHash, nodeHash, rootOfLeaves } from '../../src/ledger/merkle.ts'
import { checkConsistency, checkInclusion } from '../../src/ledger/merkle-checks.ts'
import {
  edgeOf,
  growTiles,
  parseTilePath,
  proofsFromTiles,
  type Tile,
  tilePath,
  widthAt,
} from '../../src/ledger/tiles.ts'
import { bytesFor } from './made-log.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const ofHex = (text: string) => Buffer.from(text, 'hex')
const sizes = [0, 1, 2, 3, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000]
const leaves = Array.from({ length: 70_000 }, (_, i) => bytesFor(`leaf ${i}`))

/** MTH of RFC 6962 as its text has it: divided at the largest power of two below the size. */
function mth(from: number, to: number): Uint8Array {
  const size = to - from
  if (size === 0) return emptyRoot
  if (size === 1) return leaves[from] as Uint8Array
  let k = 1
  while (k * 2 < size) k *= 2
  return nodeHash(mth(from, from + k), mth(from + k, to))
}

/** A log of this many leaves: its root, and proofs read from its tiles. */
function logOf(size: number) {
  const { changed, root } = growTiles(0, [], leaves.slice(0, size))
  const tiles = new Map(changed.map((tile) => [`${tile.level}/${tile.index}`, tile.hashes]))
  return { root, ...proofsFromTiles(size, (level, index) => tiles.get(`${level}/${index}`) ?? new Uint8Array(0)) }
}

describe('the vectors of certificate-transparency', () => {
  const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ]
  const hashes = entries.map((entry) => leafHash(ofHex(entry)))
  const tree = (size: number) => {
    const { root, changed } = growTiles(0, [], hashes.slice(0, size))
    return { root, ...proofsFromTiles(size, () => changed[0]?.hashes ?? new Uint8Array(0)) }
  }

  test('roots of 0 to 8 leaves', () => {
    expect(roots.map((_, size) => hex(tree(size).root))).toEqual(roots)
    expect(roots.map((_, size) => hex(rootOfLeaves(hashes.slice(0, size))))).toEqual(roots)
  })

  test('the hashes of a leaf and of a node', () => {
    expect(hex(leafHash(Buffer.from('L123456')))).toBe(
      '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
    )
  })

  test('inclusion proofs', async () => {
    const first = [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]
    const sixth = [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]
    expect((await tree(8).inclusion(0)).map(hex)).toEqual(first)
    expect((await tree(8).inclusion(5)).map(hex)).toEqual(sixth)
    expect((await tree(3).inclusion(2)).map(hex)).toEqual([roots[2]])
    expect(await tree(1).inclusion(0)).toEqual([])
  })

  test('consistency proofs', async () => {
    expect(await tree(1).consistency(1)).toEqual([])
    expect((await tree(8).consistency(6)).map(hex)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
    expect((await tree(5).consistency(2)).map(hex)).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ])
  })
})

describe.each(sizes)('a log of %i leaves', (size) => {
  test('has the root of RFC 6962', async () => {
    expect(hex(logOf(size).root)).toBe(hex(mth(0, size)))
    expect(hex(await logOf(size).rootAt(size >> 1))).toBe(hex(mth(0, size >> 1)))
    expect(hex(rootOfLeaves(leaves.slice(0, size)))).toBe(hex(mth(0, size)))
  })

  test('proves each leaf at its own place and nowhere else', async () => {
    const log = logOf(size)
    const picked = [...new Set([0, 1, 2, 254, 255, 256, 65_535, 65_536, size >> 1, size - 2, size - 1])]
    for (const index of picked.filter((each) => each >= 0 && each < size)) {
      const given = {
        index,
        size,
        leaf: leaves[index] as Uint8Array,
        root: log.root,
        proof: await log.inclusion(index),
      }
      expect([index, checkInclusion(given)]).toEqual([index, true])
      expect(checkInclusion({ ...given, leaf: leaves[(index + 1) % leaves.length] as Uint8Array })).toBe(false)
      expect(checkInclusion({ ...given, size: size + 1, root: mth(0, Math.min(size + 1, leaves.length - 1)) })).toBe(
        false,
      )
      expect(checkInclusion({ ...given, proof: [...given.proof, log.root] })).toBe(false)
      if (given.proof.length > 0) expect(checkInclusion({ ...given, proof: given.proof.slice(1) })).toBe(false)
      const other = index > 0 ? index - 1 : index + 1
      if (other < size) expect(checkInclusion({ ...given, index: other })).toBe(false)
    }
  })

  test('proves that it begins with every smaller log, and with no other', async () => {
    const log = logOf(size)
    for (const oldSize of sizes.filter((each) => each <= size)) {
      const oldRoot = mth(0, oldSize)
      const given = { oldSize, oldRoot, size, root: log.root, proof: await log.consistency(oldSize) }
      expect([oldSize, checkConsistency(given)]).toEqual([oldSize, true])
      expect(checkConsistency({ ...given, oldRoot: bytesFor('another root') })).toBe(false)
      if (oldSize > 0) expect(checkConsistency({ ...given, root: bytesFor('another root') })).toBe(false)
      expect(checkConsistency({ ...given, proof: [...given.proof, log.root] })).toBe(false)
      if (given.proof.length > 0) expect(checkConsistency({ ...given, proof: given.proof.slice(1) })).toBe(false)
    }
  })
})

describe('a proof with one bit changed proves nothing', () => {
  test('inclusion and consistency, at any size', async () => {
    const some = fc.record({ size: fc.integer({ min: 2, max: 700 }), part: fc.nat(), pick: fc.nat(), bit: fc.nat() })
    const spoiled = (proof: readonly Uint8Array[], pick: number, bit: number) =>
      proof.map((each, i) => {
        if (i !== pick % proof.length) return each
        const copy = Buffer.from(each)
        copy[(bit >> 3) % 32] = (copy[(bit >> 3) % 32] ?? 0) ^ (1 << (bit & 7))
        return copy
      })
    await fc.assert(
      fc.asyncProperty(some, async ({ size, part, pick, bit }) => {
        const log = logOf(size)
        const index = part % size
        const inclusion = await log.inclusion(index)
        const given = { index, size, leaf: leaves[index] as Uint8Array, root: log.root }
        expect(checkInclusion({ ...given, proof: inclusion })).toBe(true)
        expect(checkInclusion({ ...given, proof: spoiled(inclusion, pick, bit) })).toBe(false)
        const oldSize = 1 + (part % (size - 1))
        const consistency = await log.consistency(oldSize)
        const both = { oldSize, oldRoot: mth(0, oldSize), size, root: log.root }
        expect(checkConsistency({ ...both, proof: consistency })).toBe(true)
        expect(checkConsistency({ ...both, proof: spoiled(consistency, pick, bit) })).toBe(false)
      }),
    )
  })

  test('whatever is handed in, the answer is yes or no', () => {
    const odd = fc.oneof(fc.anything(), fc.uint8Array({ maxLength: 40 }), fc.double(), fc.maxSafeInteger())
    fc.assert(
      fc.property(odd, odd, odd, odd, fc.oneof(odd, fc.array(odd)), (a, b, c, d, proof) => {
        const inclusion = { index: a, size: b, leaf: c, root: d, proof } as Parameters<typeof checkInclusion>[0]
        const consistency = { oldSize: a, oldRoot: c, size: b, root: d, proof } as Parameters<
          typeof checkConsistency
        >[0]
        expect([typeof checkInclusion(inclusion), typeof checkConsistency(consistency)]).toEqual(['boolean', 'boolean'])
      }),
      { numRuns: 1000 },
    )
  })
})

describe('tiles', () => {
  test('however the same leaves come in, the tiles are the same, and what is there never changes', () => {
    const cuts = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 1200 })), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(cuts, (cut) => {
        const tiles = new Map<string, Tile>()
        let [size, root] = [0, emptyRoot]
        for (const count of [...cut, 256]) {
          const edge = edgeOf(size).map(({ level, index }) => tiles.get(`${level}/${index}`) as Tile)
          const grown = growTiles(size, edge, leaves.slice(size, size + count))
          for (const tile of grown.changed) {
            const key = `${tile.level}/${tile.index}`
            const before = tiles.get(key)?.hashes ?? new Uint8Array(0)
            expect(tile.hashes.length).toBeGreaterThan(before.length)
            expect(Buffer.from(tile.hashes).subarray(0, before.length).equals(before)).toBe(true)
            tiles.set(key, tile)
          }
          ;[size, root] = [grown.size, grown.root]
        }
        const atOnce = growTiles(0, [], leaves.slice(0, size))
        expect(hex(root)).toBe(hex(atOnce.root))
        expect(tiles.size).toBe(atOnce.changed.length)
        for (const tile of atOnce.changed) {
          expect(hex(tiles.get(`${tile.level}/${tile.index}`)?.hashes ?? new Uint8Array(0))).toBe(hex(tile.hashes))
          expect(tile.hashes.length / 32).toBe(widthAt(size, tile.level, tile.index))
        }
      }),
      { numRuns: 30 },
    )
  })

  test('the tiles of 70,000 leaves are those the format counts, and each hash is that of its leaves', () => {
    const { changed } = growTiles(0, [], leaves)
    const widths = (level: number) =>
      changed.filter((tile) => tile.level === level).map((tile) => tile.hashes.length / 32)
    expect(widths(0)).toEqual([...Array(273).fill(256), 112])
    expect(widths(1)).toEqual([256, 17])
    expect(widths(2)).toEqual([1])
    const level1 = changed.find((tile) => tile.level === 1 && tile.index === 1) as Tile
    expect(hex(level1.hashes.subarray(32, 64))).toBe(hex(mth(257 * 256, 258 * 256)))
    expect(hex((changed.at(-1) as Tile).hashes)).toBe(hex(mth(0, 65_536)))
  })

  test('an edge that is not that of the log grows into nothing', () => {
    const { changed } = growTiles(0, [], leaves.slice(0, 300))
    const edge = changed.filter((tile) => tile.hashes.length < 256 * 32)
    expect(growTiles(300, edge, leaves.slice(300, 301)).size).toBe(301)
    for (const wrong of [[], edge.slice(1), [...edge, ...changed.slice(0, 1)]])
      expect(() => growTiles(300, wrong, leaves.slice(300, 301))).toThrow()
    expect(() => growTiles(301, edge, [])).toThrow()
  })

  test('a path names one tile, and a tile has one path', () => {
    expect(tilePath(0, 1_234_067, 256)).toBe('tile/0/x001/x234/067')
    expect(tilePath('entries', 1_234_067, 5)).toBe('tile/entries/x001/x234/067.p/5')
    const level = fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 }))
    fc.assert(
      fc.property(level, fc.maxSafeNat(), fc.integer({ min: 1, max: 256 }), (at, index, width) => {
        expect(parseTilePath(tilePath(at, index, width))).toEqual({ level: at, index, width })
      }),
    )
  })

  test.each([
    ...[
      'tile/0/x000/067',
      'tile/00/067',
      'tile/64/067',
      'tile/0/67',
      'tile/0/067.p/0',
      'tile/0/067.p/256',
      '/tile/0/067',
    ],
    ...['tile/0/067.p/01', 'tile/0/001/067', 'tile/0/x067', 'tile/-1/067', 'tile/0/067/', 'tile/0/067.p/', 'tile//067'],
    ...['tile/entry/067', 'tile/0/x999/x999/x999/x999/x999/999', 'tile/0/067\n', 'tile/0/../067', 'tile/0/０６７', ''],
  ])('no path of a tile: %j', (path) => {
    expect(parseTilePath(path)).toBeUndefined()
  })

  test('bundles of entries are read as they were written, and not when cut off', () => {
    const entries = leaves.slice(0, 256).map(entryOf)
    const bundle = entryBundle(entries)
    expect(bundle.length).toBe(256 * 35)
    expect(bundle.subarray(0, 3).toString('hex')).toBe('002101')
    expect(parseEntryBundle(bundle)?.map(hex)).toEqual(entries.map(hex))
    for (const length of [0, 1, 34, bundle.length - 1])
      expect(parseEntryBundle(bundle.subarray(0, length))).toBeUndefined()
    expect(parseEntryBundle(entryBundle([...entries, ...entries]))).toBeUndefined()
  })
})
