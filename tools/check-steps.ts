/** What is checked without running the product: types, style, and nothing unused. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { installed, root, run } from './project.ts'

type Step = { readonly name: string; readonly command: string; readonly args: readonly string[] }

const typed = [
  'tsconfig.json',
  'web/desk/tsconfig.json',
  'web/site/browser/tsconfig.json',
  'web/site/browser/newer/tsconfig.json',
]

const steps: readonly Step[] = [
  ...typed.map((file) => ({ name: `types (${file})`, command: 'tsc', args: ['-p', file, '--pretty'] })),
  { name: 'style (biome)', command: 'biome', args: ['check', '--error-on-warnings', '.'] },
  { name: 'nothing unused (knip)', command: 'knip', args: ['--no-progress'] },
]

/** Runs every step, whatever became of the one before, and tells how many passed and failed. */
export async function runChecks(): Promise<{ passed: number; failed: number }> {
  for (const file of typed) if (!existsSync(join(root, file))) throw new Error(`${file} is missing`)
  const count = { passed: 0, failed: 0 }
  for (const step of steps) {
    const started = performance.now()
    const good = (await run(installed(step.command), step.args)) === 0
    count[good ? 'passed' : 'failed'] += 1
    console.log(`${good ? '✓' : '✗'} ${step.name} ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
  return count
}
