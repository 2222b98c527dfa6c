/** How soon an installed and built program answers, its data being there: with its own database, and a running one. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../test/started/free-port.ts'
import { startProgram } from '../test/started/program.ts'
import type { Figure } from './figures.ts'
import { openStage } from './stage.ts'

const times = 5

export async function measureStart(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jieyou-bench-start-'))
  try {
    const embedded = await medianStart({ DATA_DIR: join(folder, 'data') })
    await using stage = await openStage()
    const url = await stage.postgres.url('jieyou')
    const running = await medianStart({ DATA_DIR: stage.dataDir, DATABASE_URL: url })
    return [
      { name: 'start_with_embedded_database', value: embedded, unit: 's', goal: { atMost: 3 } },
      { name: 'start_with_running_database', value: running, unit: 's', goal: { atMost: 1.5 } },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function medianStart(settings: Record<string, string>): Promise<number> {
  const seconds: number[] = []
  // The first start makes the data and is not counted.
  for (let turn = 0; turn <= times; turn++) {
    const port = await freePort()
    const from = performance.now()
    const program = startProgram({ port, settings, script: ['tools/bootstrap.mjs', 'tools/start.ts'] })
    while ((await firstAnswer(program.url)) !== 200) {
      if (!program.runs()) throw new Error(`the program ended: ${program.said()}`)
      await wait(10)
    }
    if (turn > 0) seconds.push((performance.now() - from) / 1000)
    await program.ready()
    await program.end('SIGTERM')
  }
  console.log(
    `  ${settings.DATABASE_URL ? 'running' : 'embedded'}: ${seconds.map((one) => one.toFixed(2)).join(' ')} s`,
  )
  return seconds.sort((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN
}

const firstAnswer = (url: string): Promise<number> =>
  fetch(url).then(
    async (answer) => {
      await answer.text()
      return answer.status
    },
    () => 0,
  )
