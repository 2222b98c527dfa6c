/** What becomes of submitting and reading when a district has heard a million people, or ten. */
import { type Figure, printTable, short } from './figures.ts'
import { fillCases } from './fill.ts'
import { requirePgbench } from './pgbench.ts'
import { type Answered, readAt, readFigures } from './read.ts'
import { openStage } from './stage.ts'
import { measureSubmit, type Point } from './submit.ts'

const small = 10_000
const clients = [1, 16, 64] as const

export async function measureGrowth(given: { seconds: number; full: boolean }): Promise<Figure[]> {
  requirePgbench()
  await using stage = await openStage()
  const first = await stage.program()
  await first.end('SIGTERM')
  const url = await stage.postgres.url('jieyou')
  const figures: Figure[] = []
  const sizes = [small, 1_000_000, ...(given.full ? [10_000_000] : [])]
  const points = new Map<number, Point[]>()
  const answered = new Map<number, readonly Answered[]>()
  let filled = 0
  for (const size of sizes) {
    const seconds = await fillCases(url, { from: filled, to: size, say: console.log })
    filled = size
    console.log(`\n  ${size} cases, filled in ${seconds.toFixed(0)} s`)
    figures.push({ name: `fill_to_${size}`, value: seconds, unit: 's' })
    const prefix = `at_${size}_`
    const submit = await measureSubmit(stage, { seconds: given.seconds, clients, prefix })
    points.set(size, submit.points)
    figures.push(...submit.figures)
    const read = await readAt(stage)
    figures.push(...readFigures(read, prefix, answered.get(small)))
    answered.set(size, read)
  }
  const [least = [], greatest = []] = [points.get(small), points.get(filled)]
  printTable([
    ['clients', `/s at ${small}`, `/s at ${filled}`, 'cost', 'cost in pgbench'],
    ...least.map((before, i) => {
      const after = greatest[i] ?? before
      const [ours, theirs] = [before.program.rate / after.program.rate, before.plain.rate / after.plain.rate]
      return [String(before.clients), short(before.program.rate), short(after.program.rate), short(ours), short(theirs)]
    }),
  ])
  for (const [i, before] of least.entries()) {
    const after = greatest[i] ?? before
    figures.push({
      name: `growth_of_cost_${before.clients}`,
      value: 1000 / after.program.rate,
      unit: 'ms',
      ratio: before.program.rate / after.program.rate,
      goal: { atMost: 1.25 },
    })
  }
  return figures
}
