/**
 * A photo of 12 megapixels in, stored out: streamed to the disk, prepared, kept with its preview, both synced. Beside it
 * the least that must be done, decoding and encoding alone. Run: `node bench/photo.ts`.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { openFolderStore } from '../src/outside/files.ts'
import { openIncomingFolder } from '../src/outside/incoming.ts'
import { contentOf, prepare } from '../src/outside/media/prepare.ts'
import { childrenRunning, mostMemoryOf } from '../test/child-memory.ts'

const rounds = 15
const megabyte = 1024 * 1024

/** Something like a photo: shapes of all sizes, a little noise, and upright only by its tag. */
async function photo(): Promise<Buffer> {
  const noise = (size: number) =>
    sharp({
      create: {
        width: size * 4,
        height: size * 3,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer()
      .then((small) => sharp(small).resize(4000, 3000, { kernel: 'cubic' }).png().toBuffer())
  const [large, middle, fine] = await Promise.all([noise(4), noise(60), noise(400)])
  return sharp(large)
    .composite([
      { input: middle, blend: 'overlay' },
      { input: fine, blend: 'soft-light' },
    ])
    .jpeg({ quality: 90 })
    .withMetadata({ orientation: 6 })
    .toBuffer()
}

const median = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

// The photo is made by another process, whose memory does not count.
if (process.argv[2]) {
  writeFileSync(process.argv[2], await photo())
  process.exit()
}

const folder = mkdtempSync(join(tmpdir(), 'jieyou-bench-'))
try {
  const path = join(folder, 'photo.jpg')
  execFileSync(process.execPath, [import.meta.filename, path])
  const bytes = readFileSync(path)
  const store = openFolderStore(join(folder, 'files'))
  const incoming = openIncomingFolder(join(folder, 'incoming'))
  const hashOf = (content: Uint8Array) => createHash('sha256').update(content).digest()
  let kept = { bytes: 0, width: 0, height: 0 }
  global.gc?.()
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 5)

  const inToStored = async () => {
    const upload = await incoming.take(Readable.from(bytes, { objectMode: false }), 30 * megabyte)
    const prepared = await prepare(upload.path, await contentOf(upload.path))
    if (!prepared.ok || prepared.value.kind !== 'photo') throw new Error('the photo was refused')
    const { value } = prepared
    for (const content of [value.bytes, value.thumbnail])
      if (content) {
        // The same photo each round: removed, so that it is written and synced each time.
        await store.remove(hashOf(content), new Date())
        await store.put(content, hashOf(content), new Date(0))
      }
    await upload.remove()
    kept = { bytes: value.bytes.length, width: value.width, height: value.height }
  }
  // Memory first, before this process decodes anything itself.
  for (let round = 0; round < 5; round++) await inToStored()
  clearInterval(watch)
  const childMemory = mostMemoryOf(childrenRunning('prepare-process'))

  sharp.concurrency(1)
  const codec = () => sharp(bytes).autoOrient().resize(1920, 2560).jpeg({ quality: 82, progressive: true }).toBuffer()
  await codec()
  const [whole, least]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    whole.push(await time(inToStored))
    least.push(await time(codec))
  }

  console.log(
    `machine         ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / megabyte / 1024)} GB`,
  )
  console.log(`photo           4000 × 3000, ${(bytes.length / megabyte).toFixed(1)} MB, turned by its tag`)
  console.log(`kept            ${kept.width} × ${kept.height}, ${Math.round(kept.bytes / 1024)} kB`)
  console.log(
    `in to stored    ${median(whole).toFixed(0)} ms (median of ${rounds}, worst ${Math.max(...whole).toFixed(0)} ms)`,
  )
  console.log(`codec alone     ${median(least).toFixed(0)} ms, ratio ${(median(whole) / median(least)).toFixed(2)}`)
  console.log(
    `memory          + ${Math.round((most - before) / megabyte)} MB at most in the program, ${Math.round(childMemory)} MB in the process that prepares`,
  )
} finally {
  rmSync(folder, { recursive: true })
}
