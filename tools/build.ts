/** `npm run build`: the desk and the files of the resident pages into dist/, unless dist/ is made of the same sources. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildDesk } from './build-desk.ts'
import { buildSite } from './build-site.ts'
import { dist, hashOf, stampOf, stampOfSources } from './build-stamp.ts'
import { compressBuilt } from './compress-built.ts'
import { root } from './project.ts'

/**
 * Builds what the browsers get. Made in a folder of its own and put in place complete, so that neither a build cut short
 * nor two builds at once leave a half dist/.
 */
export async function buildIfNeeded(say: (line: string) => void): Promise<void> {
  const stamp = await stampOfSources()
  if ((await stampOf(dist)) === stamp) return
  await removeUnfinished()
  say('Building the desk and the resident pages …')
  const started = performance.now()
  const made = join(root, `dist-unfinished-${randomBytes(4).toString('hex')}`)
  try {
    await mkdir(made)
    await buildSite(join(made, 'site'))
    await buildDesk(join(made, 'desk'))
    for (const folder of [join(made, 'site'), join(made, 'desk', 'assets')]) await compressBuilt(folder)
    await writeFile(join(made, '.stamp'), stamp)
    await putInPlace(made, stamp)
  } finally {
    await rm(made, { recursive: true, force: true })
  }
  say(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
}

async function putInPlace(made: string, stamp: string) {
  const old = `${made}-old`
  if (existsSync(dist)) await rename(dist, old)
  await rename(made, dist).catch(async (error) => {
    // Another build of the same sources was quicker.
    if ((await stampOf(dist)) !== stamp) throw error
  })
  await rm(old, { recursive: true, force: true })
}

async function removeUnfinished() {
  for (const name of await readdir(root)) {
    if (!name.startsWith('dist-unfinished-')) continue
    const changed = await stat(join(root, name)).then(
      (found) => found.mtimeMs,
      () => 0,
    )
    if (changed < Date.now() - 3_600_000) await rm(join(root, name), { recursive: true, force: true })
  }
}

if (import.meta.main) {
  await buildIfNeeded(console.log)
  console.log(`dist is up to date (${hashOf(await stampOf(dist))}).`)
}
