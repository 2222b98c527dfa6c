/** What a benchmark found: a table for people, and last one line a figure for programs. */
import { spawnSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'

export type Figure = {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** Against the baseline of the same run. */
  readonly ratio?: number
  /** What `ratio` (where there is one) or `value` must reach, or may not exceed. */
  readonly goal?: { readonly atLeast: number } | { readonly atMost: number }
}

export const short = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)

function holds({ value, ratio, goal }: Figure): boolean | undefined {
  if (!goal) return undefined
  const measured = ratio ?? value
  return 'atLeast' in goal ? measured >= goal.atLeast : measured <= goal.atMost
}

/** `name value unit ratio=… goal=… pass|fail` */
export function lineOf(figure: Figure): string {
  const { name, value, unit, ratio, goal } = figure
  const good = holds(figure)
  const sign = goal && ('atLeast' in goal ? `>=${goal.atLeast}` : `<=${goal.atMost}`)
  return [
    name,
    short(value),
    unit,
    ...(ratio === undefined ? [] : [`ratio=${ratio.toFixed(2)}`]),
    ...(sign ? [`goal=${sign}`] : []),
    ...(good === undefined ? [] : [good ? 'pass' : 'fail']),
  ].join(' ')
}

export const failed = (figures: readonly Figure[]): number => figures.filter((figure) => holds(figure) === false).length

/** Prints a table; the first row is its head. Numbers stand right. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  for (const [number, row] of rows.entries()) {
    console.log(
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    if (number === 0) console.log(widths.map((width) => '─'.repeat(width)).join('  '))
  }
}

/** The machine a figure was seen on, in two lines. */
export function machine(postgres: string): string {
  const [cpu] = cpus()
  const commit = spawnSync('git', ['describe', '--always', '--dirty'], { cwd: import.meta.dirname, encoding: 'utf8' })
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  return (
    `${cpus().length} cores (${cpu?.model ?? 'unknown'}), ${gigabytes} GB, Node ${process.versions.node}, ${postgres}, ` +
    `commit ${commit.stdout?.trim() || 'unknown'}, ${new Date().toISOString().slice(0, 16)}Z\n` +
    `Load of the machine at this moment: ${loadavg()[0]?.toFixed(1)}. Absolute figures mean something on a quiet machine only; ratios are of one run.`
  )
}
