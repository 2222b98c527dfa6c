/**
 * `npm run faults -- --minutes N`: the fault tests for as long as asked. Round after round the product is killed, cut
 * off, starved of disk and of power while residents send; after every round everyone who holds a receipt is looked for.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { inWords, isClean, type Verdict } from '../test/faults/checker.ts'
import { databaseRestart, diskFull, powerCut } from '../test/faults/harder-rounds.ts'
import { cutting, killing, twoPrograms } from '../test/faults/rounds.ts'
import { whyNoDisks } from '../test/faults/small-disk.ts'
import { ownPostgres } from '../test/started/postgres.ts'
import { buildIfNeeded } from './build.ts'

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } })
const minutes = Number(values.minutes)
if (!(minutes > 0)) {
  console.error('--minutes wants a number above 0')
  process.exit(2)
}
await buildIfNeeded(console.log)
const until = Date.now() + minutes * 60_000
const total = { rounds: 0, kills: 0, acknowledged: 0, lost: 0, doubled: 0, otherwiseWrong: 0 }
const seconds = Math.min(60, Math.max(10, minutes * 4))
/** More than in the suite: between two kills as much is to be acknowledged as can be. */
const clients = 48

type Seen = { verdict: Verdict; done: Readonly<Record<string, number>>; more?: string }

async function onOwnServer<Result>(work: (postgres: Awaited<ReturnType<typeof ownPostgres>>) => Promise<Result>) {
  const folder = mkdtempSync(join(tmpdir(), 'jieyou-faults-'))
  try {
    await using postgres = await ownPostgres(folder)
    await postgres.start()
    return await work(postgres)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function afterPowerCut(): Promise<Seen> {
  const { verdict, said } = await powerCut({ seconds: 5 }, 'on')
  if (!verdict) throw new Error(said)
  return { verdict, done: { powerCuts: 1 } }
}

const killed = async (seconds: number): Promise<Seen> => {
  const round = await killing({ seconds, clients })
  total.kills += Object.values(round.done).reduce((sum, times) => sum + times, 0)
  return round
}

const why = whyNoDisks()
if (why) console.log(`Without full disk and power cut: ${why}`)
const rounds: Record<string, () => Promise<Seen>> = {
  'killed program and database': () => killed(seconds),
  'two programs, one killed': async () => {
    const round = await twoPrograms({ seconds, clients })
    total.kills += round.done.kills ?? 0
    return round
  },
  'cut lines': () => onOwnServer((postgres) => cutting({ seconds }, postgres)),
  'restarted database': () => onOwnServer(databaseRestart),
  ...(why ? {} : { 'full disk': () => diskFull({ seconds: 10 }), 'power cut': afterPowerCut }),
}

if (!why) {
  const { verdict, said } = await powerCut({ seconds: 3 }, 'off')
  console.log(`control, fsync off: ${verdict ? inWords(verdict) : `the database did not start: ${said.slice(0, 200)}`}`)
  if (verdict && verdict.lost.length === 0) {
    console.error('The control lost nothing: the checker would not notice a loss.')
    process.exit(1)
  }
}
while (Date.now() < until)
  for (const [name, round] of Object.entries(rounds)) {
    if (Date.now() >= until) break
    const { verdict, done } = await round()
    total.rounds += 1
    total.acknowledged += verdict.acknowledged
    total.lost += verdict.lost.length
    total.doubled += verdict.doubled.length
    total.otherwiseWrong +=
      verdict.incomplete.length + verdict.misnamed.length + verdict.strangers + verdict.unreadable.length
    console.log(`${isClean(verdict) ? '✓' : '✗'} ${name}: ${inWords(verdict)} ${JSON.stringify(done)}`)
  }
console.log('')
for (const [name, count] of Object.entries(total)) console.log(`${name} ${count}`)
const good = total.lost + total.doubled + total.otherwiseWrong === 0 && total.rounds > 0
console.log(good ? 'pass' : 'fail')
process.exitCode = good ? 0 : 1
