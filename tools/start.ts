/** `npm start`: builds what the browsers get if its sources changed, then starts the product. */
import { resolve } from 'node:path'
import { isBuilt } from './build-stamp.ts'
import { root, run } from './project.ts'

// The bootstrap that started this is gone, killed perhaps: end in order, or the port would stay taken.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()

// In a process of its own: a build takes half a gigabyte, which the product would keep for as long as it runs.
if (!(await isBuilt())) {
  const code = await run(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    resolve(root, 'tools', 'build.ts'),
  ])
  if (code !== 0) process.exit(code)
}
await import('../src/start/main.ts')
