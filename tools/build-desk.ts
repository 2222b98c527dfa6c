/** Builds the desk, as web/desk/vite.config.ts says. */
import { join } from 'node:path'
import { build } from 'vite'
import { root } from './project.ts'

/** Builds the single-page application of the desk into a folder; with `watch`, again after each change. */
export async function buildDesk(folder: string, watch = false): Promise<void> {
  await build({
    configFile: join(root, 'web/desk/vite.config.ts'),
    configLoader: 'native',
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true, ...(watch ? { watch: {} } : {}) },
  })
}
