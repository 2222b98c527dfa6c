/**
 * A report received durably: HTTP in, receipt out, fsync on, against pgbench running the same statement with a batch of
 * one on the same server, in turns of a few seconds.
 */
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { processesOf } from '../test/started/postgres.ts'
import type { RunningProgram } from '../test/started/program.ts'
import { type Figure, printTable, short } from './figures.ts'
import { load, percentile } from './load.ts'
import { ourStatement, type Script, submitRequest } from './our-statement.ts'
import { runPgbench } from './pgbench.ts'
import type { Stage } from './stage.ts'

type Measured = { rate: number; p50: number; p99: number }
export type Point = {
  readonly clients: number
  readonly program: Measured
  /** The four statements of a transaction one after the other, and in one go. */
  readonly plain: Measured
  readonly pipelined: Measured
  /** Processor time of the program and of the database while the program was measured, in cores. */
  readonly programCores: number
  readonly databaseCores: number
}

/** Measures all numbers of clients; `prefix` goes before the names of the figures. */
export async function measureSubmit(
  stage: Stage,
  given: { seconds: number; clients?: readonly number[]; prefix?: string },
): Promise<{ points: Point[]; figures: Figure[] }> {
  const script = await ourStatement(stage)
  const program = await stage.program()
  const points: Point[] = []
  const { prefix = '' } = given
  const before = await reports(stage)
  let acknowledged = 0
  try {
    for (const clients of given.clients ?? [1, 16, 64, 256]) {
      const measured = await measurePoint(stage, program, script, clients, given.seconds)
      acknowledged += measured.acknowledged
      points.push(measured.point)
    }
    const rows = (await reports(stage)) - before
    const resident = residentMegabytes(program.pid)
    print(points)
    const at = (clients: number) => points.find((point) => point.clients === clients)
    const figures: Figure[] = points.flatMap(({ clients, program }) => [
      { name: `${prefix}submit_${clients}`, value: program.rate, unit: '/s' },
      { name: `${prefix}submit_${clients}_p50`, value: program.p50, unit: 'ms' },
    ])
    const [few, many] = [at(16), at(64)]
    if (many)
      figures.push({
        name: `${prefix}submit_against_pgbench_64`,
        value: many.program.rate,
        unit: '/s',
        ratio: many.program.rate / many.plain.rate,
        goal: { atLeast: 1.2 },
      })
    if (few)
      figures.push(
        {
          name: `${prefix}submit_against_pgbench_16`,
          value: few.program.rate,
          unit: '/s',
          ratio: few.program.rate / few.plain.rate,
          goal: { atLeast: 0.8 },
        },
        {
          name: `${prefix}submit_p99_against_pgbench_16`,
          value: few.program.p99,
          unit: 'ms',
          ratio: few.program.p99 / few.plain.p99,
          goal: { atMost: 3 },
        },
      )
    for (const point of [few, many])
      if (point)
        figures.push({
          name: `${prefix}submit_against_pipelined_pgbench_${point.clients}`,
          value: point.program.rate,
          unit: '/s',
          ratio: point.program.rate / point.pipelined.rate,
        })
    figures.push(
      { name: `${prefix}acknowledged_minus_rows`, value: acknowledged - rows, unit: 'reports', goal: { atMost: 0 } },
      { name: `${prefix}rows_minus_acknowledged`, value: rows - acknowledged, unit: 'reports', goal: { atMost: 0 } },
      { name: `${prefix}memory_after_load`, value: resident, unit: 'MB', goal: { atMost: 250 } },
    )
    return { points, figures }
  } finally {
    await program.end('SIGTERM')
  }
}

async function measurePoint(stage: Stage, program: RunningProgram, script: Script, clients: number, seconds: number) {
  const [ours, plain, pipelined]: { rate: number; latencies: number[] }[][] = [[], [], []]
  let [acknowledged, programTime, databaseTime] = [0, 0, 0]
  const turns = 2
  for (let turn = 0; turn < turns; turn++) {
    const times = [processorSeconds([program.pid]), processorSeconds(processesOf(stage.postgres.cluster))] as const
    const warmUpSeconds = turn === 0 ? 2 : 0.5
    const seen = await load({
      port: program.port,
      clients,
      seconds: seconds / turns,
      warmUpSeconds,
      requests: [submitRequest()],
      wantedStatus: 201,
    })
    const lasted = seconds / turns + warmUpSeconds
    programTime += (processorSeconds([program.pid]) - times[0]) / lasted / turns
    databaseTime += (processorSeconds(processesOf(stage.postgres.cluster)) - times[1]) / lasted / turns
    if (Object.keys(seen.others).length > 0) console.log(`  other answers: ${JSON.stringify(seen.others)}`)
    acknowledged += seen.answeredInAll
    ours?.push({ rate: seen.answered / seen.seconds, latencies: [...seen.latencies] })
    for (const [runs, isPipelined] of [
      [plain, false],
      [pipelined, true],
    ] as const) {
      // Its time includes the opening of connections, each with its password; its rate does not.
      const pgbenchSeconds = Math.ceil(seconds / turns + clients / 32)
      const run = await runPgbench(script, stage.asApp(), { clients, seconds: pgbenchSeconds, pipelined: isPipelined })
      acknowledged += run.latencies.length
      runs?.push({ rate: run.tps, latencies: [...run.latencies] })
    }
  }
  const [program_, plain_, pipelined_] = [ours, plain, pipelined].map((runs) => together(runs ?? [])) as [
    Measured,
    Measured,
    Measured,
  ]
  const point: Point = {
    clients,
    program: program_,
    plain: plain_,
    pipelined: pipelined_,
    programCores: programTime,
    databaseCores: databaseTime,
  }
  return { point, acknowledged }
}

function together(runs: readonly { rate: number; latencies: number[] }[]): Measured {
  const all = runs.flatMap(({ latencies }) => latencies)
  return {
    rate: runs.reduce((sum, { rate }) => sum + rate, 0) / runs.length,
    // Nobody answered at all is as bad as it can be.
    p50: all.length > 0 ? percentile(all, 0.5) : Number.POSITIVE_INFINITY,
    p99: all.length > 0 ? percentile(all, 0.99) : Number.POSITIVE_INFINITY,
  }
}

function print(points: readonly Point[]): void {
  const three = ({ rate, p50, p99 }: Measured) => [short(rate), short(p50), short(p99)]
  printTable([
    [
      ...['clients', 'program /s', 'p50 ms', 'p99 ms', 'pgbench /s', 'p50', 'p99', 'pipelined /s', 'p50', 'p99'],
      ...['ratio', 'to pipelined', 'program cores', 'database cores'],
    ],
    ...points.map(({ clients, program, plain, pipelined, programCores, databaseCores }) => [
      String(clients),
      ...[program, plain, pipelined].flatMap(three),
      ...[program.rate / plain.rate, program.rate / pipelined.rate, programCores, databaseCores].map((value) =>
        value.toFixed(2),
      ),
    ]),
  ])
}

/** What follows a report: how fast the relay passes events on and their jobs are done, alone and beside the load. */
export async function measureFollowing(stage: Stage, given: { seconds: number }): Promise<Figure[]> {
  const waiting = async () => {
    const [row] = await stage.ask<{ events: number; words: number }>(
      `select (select count(*)::int from outbox) as events,
              ((select count(*) from cases) - (select count(*) from case_words))::int as words`,
    )
    return row ?? { events: 0, words: 0 }
  }
  const both = await stage.program({ role: 'both' })
  const first = await waiting()
  const from = performance.now()
  const seen = await load({
    port: both.port,
    clients: 16,
    seconds: given.seconds,
    warmUpSeconds: 1,
    requests: [submitRequest()],
    wantedStatus: 201,
  })
  const then = await waiting()
  const passed = (first.events + seen.answeredInAll - then.events) / ((performance.now() - from) / 1000)
  await wait(given.seconds * 1000)
  const last = await waiting()
  await both.end('SIGTERM')
  return [
    { name: 'submit_16_with_worker', value: seen.answered / seen.seconds, unit: '/s' },
    { name: 'relay_beside_load', value: passed, unit: 'events/s' },
    { name: 'relay_alone', value: (then.events - last.events) / given.seconds, unit: 'events/s' },
    { name: 'words_indexed_alone', value: (then.words - last.words) / given.seconds, unit: 'cases/s' },
  ]
}

const reports = async (stage: Stage): Promise<number> =>
  (await stage.ask<{ count: number }>('select count(*)::int as count from reports'))[0]?.count ?? 0

const ticksASecond = 100

/** Processor time that processes have used, in seconds; of those that are gone, none. */
function processorSeconds(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      return Number(fields[11]) + Number(fields[12])
    } catch {
      return 0
    }
  })
  return ticks.reduce((sum, each) => sum + each, 0) / ticksASecond
}

const residentMegabytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
