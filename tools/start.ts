/** `npm start`: builds what the browsers get if its sources changed, then starts the product. */
import { buildIfNeeded } from './build.ts'

// The bootstrap that started this is gone, killed perhaps: end in order, or the port would stay taken.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()

await buildIfNeeded((line) => process.stderr.write(`${line}\n`))
await import('../src/start/main.ts')
