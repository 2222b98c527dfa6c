/** The built style sheets and scripts of the resident pages, under names that change with their content. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { z } from 'zod'
import { paths } from '../../web/shared/paths.ts'
import { type SiteAsset, siteAssets } from '../../web/site/assets.ts'
import type { Doors, Server } from './server.ts'

/** From a page's own name of a file to the address it is served at. */
export function assetAddresses(builtFolder: string): (name: string) => string {
  const manifest = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(join(builtFolder, 'site', 'manifest.json'), 'utf8')))
  for (const name of siteAssets) if (!manifest[name]) throw new Error(`the build has no ${name}`)
  return (name) => paths.assets(manifest[name as SiteAsset] ?? name)
}

/** A built style sheet to stand within a page, and the hash by which the page's policy admits it. */
export function sheetWithin(builtFolder: string, name: SiteAsset): { readonly sheet: string; readonly hash: string } {
  const address = assetAddresses(builtFolder)(name)
  const sheet = readFileSync(join(builtFolder, 'site', basename(address)), 'utf8')
  return { sheet, hash: createHash('sha256').update(sheet).digest('base64') }
}

const forever = 'public, max-age=31536000, immutable'

export async function assetRoutes(app: Server, { builtFolder }: Doors): Promise<void> {
  const site = join(builtFolder, 'site')
  await app.register(fastifyStatic, { root: site, serve: false, cacheControl: false, preCompressed: true })
  const served = [
    { url: '/assets/:file', folder: site },
    { url: '/desk/assets/:file', folder: join(builtFolder, 'desk', 'assets') },
  ]
  for (const { url, folder } of served)
    app.get(
      url,
      { config: { access: 'anyone' }, schema: { hide: true, params: z.object({ file: z.string() }) } },
      (request, reply) => reply.header('cache-control', forever).sendFile(request.params.file, folder),
    )
}
