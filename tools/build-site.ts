/**
 * Builds the style sheets and scripts of the resident pages: each page's own, complete in one file, named by its hash,
 * for the browsers of old phones (the web views on Android 8).
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { build, type InlineConfig } from 'vite'
import { siteAssets } from '../web/site/assets.ts'
import { hashOf } from './build-stamp.ts'
import { root } from './project.ts'

/** What needs whole numbers of any size works from these browsers on; elsewhere the page offers other ways. */
const newer: ReadonlySet<string> = new Set(['receipt-check.js'])

/** Builds every file of `siteAssets` into a folder, with `manifest.json` telling each one's hashed name. */
export async function buildSite(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const manifest: Record<string, string> = {}
  for (const asset of siteAssets) {
    const content = await contentOf(asset)
    const kind = extname(asset)
    const name = `${basename(asset, kind)}-${hashOf(content)}${kind}`
    await writeFile(join(folder, name), content)
    manifest[asset] = name
  }
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

async function contentOf(asset: string): Promise<string | Uint8Array> {
  const site = join(root, 'web/site')
  const isScript = asset.endsWith('.js')
  const input = isScript
    ? join(site, newer.has(asset) ? 'browser/newer' : 'browser', asset.replace(/\.js$/, '.ts'))
    : join(site, 'styles', asset)
  const options: InlineConfig = {
    configFile: false,
    root: site,
    base: './',
    logLevel: 'warn',
    build: {
      write: false,
      target: newer.has(asset) ? ['es2020', 'chrome67', 'safari14'] : ['es2017', 'chrome64', 'safari11'],
      cssTarget: ['chrome64', 'safari11'],
      assetsInlineLimit: Number.POSITIVE_INFINITY,
      modulePreload: false,
      rolldownOptions: { input, ...(isScript ? { output: { format: 'iife' } } : {}) },
    },
  }
  const built = await build(options)
  const made = (Array.isArray(built) ? built : [built]).flatMap((each) => ('output' in each ? each.output : []))
  const wanted = made.filter((file) => file.fileName.endsWith(extname(asset)))
  const [only] = wanted
  if (!only || wanted.length > 1) throw new Error(`${asset} became ${made.map((file) => file.fileName).join(', ')}`)
  return only.type === 'chunk' ? only.code : only.source
}
