/** Lays a compressed copy beside each built script, style sheet and drawing, as the web server sends them. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** `folder` holds built files; each `name` gets its `name.br` and `name.gz`. */
export async function compressBuilt(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /\.(js|css|svg)$/.test(name))
  await Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(folder, name))
      await writeFile(join(folder, `${name}.br`), await brotli(content))
      await writeFile(join(folder, `${name}.gz`), await zip(content, { level: 9 }))
    }),
  )
}
