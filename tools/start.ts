/** `npm start`: builds what the browsers get if its sources changed, then starts the product. */
import { buildIfNeeded } from './build.ts'

await buildIfNeeded((line) => process.stderr.write(`${line}\n`))
await import('../src/start/main.ts')
