/** `npm run dev`: the product with its sources watched. The server starts again after a change, the pages are rebuilt. */
import { spawn } from 'node:child_process'
import { rmSync, watch } from 'node:fs'
import { join } from 'node:path'
import { buildIfNeeded } from './build.ts'
import { buildDesk } from './build-desk.ts'
import { buildSite } from './build-site.ts'
import { root } from './project.ts'

await buildIfNeeded(console.log)
// From here on dist/ follows every change, so its stamp would not be true.
rmSync(join(root, 'dist', '.stamp'), { force: true })

const server = spawn(
  process.execPath,
  [
    ...['src', 'migrations', 'web/site', 'web/shared', 'dist/site'].map(
      (folder) => `--watch-path=${join(root, folder)}`,
    ),
    '--watch-preserve-output',
    join(root, 'src/start/main.ts'),
  ],
  { cwd: root, stdio: 'inherit' },
)
server.on('exit', (code) => process.exit(code ?? 1))
const stop = () => server.kill('SIGTERM')
for (const ending of ['SIGTERM', 'SIGHUP', 'SIGINT', 'disconnect'] as const) process.on(ending, stop)
process.channel?.unref()

let rebuild: NodeJS.Timeout | undefined
for (const folder of ['web/site/browser', 'web/site/styles', 'web/shared'])
  watch(join(root, folder), { recursive: true }, () => {
    clearTimeout(rebuild)
    rebuild = setTimeout(() => {
      buildSite(join(root, 'dist', 'site')).catch((error: Error) => console.error(error.message))
    }, 100)
  })

await buildDesk(join(root, 'dist', 'desk'), true)
