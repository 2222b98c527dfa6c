/**
 * `npm test`: everything that must hold. Gets what the tests need, builds, checks types and style, runs the tests, and
 * ends with one line that counts them. With words after `--` it runs only the tests whose file has them in its name.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { requireBrowser } from './browser.ts'
import { buildIfNeeded } from './build.ts'
import { runChecks } from './check-steps.ts'
import { installed, run } from './project.ts'

type Count = { passed: number; failed: number }
type Report = {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

const args = process.argv.slice(2)
const count: Count = { passed: 0, failed: 0 }
const add = (more: Count) => {
  count.passed += more.passed
  count.failed += more.failed
}

await step('the browser is there', async () => {
  process.env.CHROMIUM = await requireBrowser()
})
await step('the pages are built', () => buildIfNeeded(console.log))
if (args.length === 0) add(await runChecks())
add(await runTests())
process.exitCode = count.failed === 0 && count.passed > 0 ? 0 : 1
console.log(`${count.passed} passed, ${count.failed} failed`)

async function step(name: string, work: () => Promise<void>) {
  try {
    await work()
    if (args.length === 0) add({ passed: 1, failed: 0 })
  } catch (error) {
    console.log(`✗ ${name}: ${(error as Error).message}`)
    add({ passed: 0, failed: 1 })
  }
}

async function runTests(): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'jieyou-report-'))
  const file = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await run(installed('vitest'), ['run', ...reporters, ...args])
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report
    // A file that cannot even be loaded has no test that could fail.
    const broken = report.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0)
    const failed = report.numFailedTests + broken.length
    // An error outside any test shows in the exit code alone.
    return { passed: report.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
