/** The browser of the tests: Chromium with a Chinese font, found, or installed where that is possible. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { run } from './project.ts'

const packages = ['chromium', 'fonts-noto-cjk']

/** The path of Chromium: $CHROMIUM, the usual place, or the PATH. */
export function findChromium(): string | undefined {
  const { CHROMIUM } = process.env
  if (CHROMIUM) return existsSync(CHROMIUM) ? CHROMIUM : undefined
  if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium'
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim()
    if (found) return found
  }
  return undefined
}

/** Makes sure there is a Chromium that can draw Chinese, and returns its path. Fails with what to install. */
export async function requireBrowser(): Promise<string> {
  if (findChromium() && drawsChinese()) return findChromium() as string
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`Installing ${packages.join(' and ')} for the browser tests …`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] as const }
    await run('apt-get', ['update', '-qq'], { ...quiet, stdio: [...quiet.stdio] })
    await run('apt-get', ['install', '-y', '-qq', ...packages], { ...quiet, stdio: [...quiet.stdio] })
  }
  const chromium = findChromium()
  if (chromium && drawsChinese()) return chromium
  throw new Error(
    `The browser tests need Chromium and a Chinese font. Install the packages ${packages.join(' and ')} ` +
      '(or their like on your system), or set CHROMIUM to the path of a Chromium or Chrome.',
  )
}

/** Without fontconfig's own tool there is no telling, and the machine is believed. */
function drawsChinese() {
  const asked = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' })
  return asked.error !== undefined || asked.stdout.trim() !== ''
}
