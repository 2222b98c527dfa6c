/** The direction of data, held by reading every source file. The bad sources below prove that the reading sees. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { forbiddenImports } from './architecture/layers.ts'
import { impurities, opensTransaction, readsEnvironment } from './architecture/purity.ts'

const root = resolve(import.meta.dirname, '..')
const aliases = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).imports ?? {}
const files = ['src', 'web'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.(ts|tsx|mts|cts|js|mjs|cjs|jsx)$/.test(file)),
)
const sourceOf = (file: string) => readFileSync(join(root, file), 'utf8')
const shipped = files.filter((file) => !/\.test\.tsx?$/.test(file))
const below = (...folders: string[]) =>
  shipped.filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)))

describe('the project', () => {
  test('every file lies in a folder of the design and imports what that folder may', () => {
    expect(shipped.length).toBeGreaterThan(50)
    expect(shipped.flatMap((file) => forbiddenImports(file, sourceOf(file), aliases))).toEqual([])
  })

  test('the sources are TypeScript, and JSX is the desk’s alone', () => {
    const allowed = (file: string) => file.endsWith('.ts') || (file.endsWith('.tsx') && file.startsWith('web/desk/'))
    expect(files.filter((file) => !allowed(file))).toEqual([])
  })

  test('the domain has no clock, no chance, no machine and never waits', () => {
    expect(below('src/domain').flatMap((file) => impurities(file, sourceOf(file), 'strict'))).toEqual([])
  })

  test('text, ledger, words and contract have no clock, no chance and no zone of the machine', () => {
    const pure = below('src/text', 'src/ledger', 'src/words', 'src/contract')
    expect(pure.flatMap((file) => impurities(file, sourceOf(file), 'no-clock-no-chance'))).toEqual([])
  })

  test('only actions open transactions', () => {
    const opening = shipped.filter((file) => opensTransaction(file, sourceOf(file)))
    expect(opening.filter((file) => !file.startsWith('src/actions/'))).toEqual([])
  })

  test('only start reads the environment', () => {
    const reading = shipped.filter((file) => readsEnvironment(file, sourceOf(file)))
    expect(reading.filter((file) => !file.startsWith('src/start/'))).toEqual([])
  })
})

describe('the reading sees', () => {
  const target = '../../data/db.ts'
  test.each([
    ['an import in single quotes', `import { a } from '${target}'`],
    ['an import in double quotes', `import { a } from "${target}"`],
    ['an import over several lines', `import {\n  a,\n  b,\n} from\n  '${target}'`],
    ['an import beside a comment', `import { a } /* from './shared.ts' */ from '${target}'`],
    ['an import for its effect', `import '${target}'`],
    ['a default import', `import a from '${target}'`],
    ['a namespace import', `import * as a from '${target}'`],
    ['an import of a type', `import type { A } from '${target}'`],
    ['an import of types one by one', `import { type A } from '${target}'`],
    ['an export from', `export { a } from '${target}'`],
    ['an export of everything', `export * from "${target}"`],
    ['an export of a namespace', `export * as a from '${target}'`],
    ['an export of a type', `export type { A } from '${target}'`],
    ['a dynamic import', `export const a = () => import('${target}')`],
    ['a dynamic import of a template', `export const a = import(\`${target}\`)`],
    ['a require', `const a = require('${target}')`],
    ['a made require', `const a = createRequire(import.meta.url)('${target}')`],
    ['a resolve', `const a = import.meta.resolve('${target}')`],
    ['an old import', `import a = require('${target}')`],
    ['a type by import()', `type A = import('${target}').A`],
    ['a typeof import()', `type A = typeof import("${target}")`],
    ['a worker', `new Worker(new URL('${target}', import.meta.url))`],
    ['a reference comment', `/// <reference path="${target}" />`],
    ['an alias', `import { a } from '#data/db.ts'`],
  ])('%s', (_what, source) => {
    const found = forbiddenImports('src/domain/cases/case.ts', source, { '#data/*': { default: './src/data/*' } })
    expect(found).toEqual(['src/domain/cases/case.ts may not import src/data/db.ts'])
  })

  test('what no reading can know is refused: a computed import, an unknown alias, a path of the machine', () => {
    const found = (source: string) => forbiddenImports('src/http/cases.ts', source)
    expect(found('const a = import(name)')).toEqual(['src/http/cases.ts imports what only running it can tell'])
    expect(found("import '#data/db.ts'")).toEqual([
      'src/http/cases.ts imports #data/db.ts, an alias package.json does not have',
    ])
    expect(found("import '/etc/a.ts'")).toEqual([
      'src/http/cases.ts imports /etc/a.ts, which is neither relative nor a package',
    ])
    expect(found("import 'jieyou/src/data/db.ts'")).toHaveLength(1)
  })

  test('words that only look like an import are none', () => {
    const source = `// import '../../data/db.ts'\nexport const a = "import '../../data/db.ts'"`
    expect(forbiddenImports('src/domain/cases/case.ts', source)).toEqual([])
  })

  const arrows: [file: string, target: string, allowed: boolean][] = [
    ['src/domain/cases/case.ts', '../reports/report.ts', true],
    ['src/domain/reports/report.ts', '../cases/case.ts', false],
    ['src/domain/cases/case.ts', '../statistics/rates.ts', false],
    ['src/domain/statistics/rates.ts', '../cases/case.ts', true],
    ['src/domain/shared/decision.ts', '../people/actor.ts', false],
    ['src/domain/people/actor.ts', '../loop/loop.ts', false],
    ['src/domain/loop/loop.ts', '../people/actor.ts', true],
    ['src/domain/tickets/ticket.ts', '../cases/case.ts', false],
    ['src/data/reports/read.ts', '../cases/read.ts', false],
    ['src/contract/reports.ts', './cases.ts', false],
    ['src/contract/cases.ts', './reports.ts', true],
    ['src/contract/cases.ts', 'zod', true],
    ['src/contract/cases.ts', 'pg', false],
    ['src/domain/cases/case.ts', 'zod', false],
    ['src/domain/cases/case.ts', 'node:crypto', false],
    ['src/domain/cases/case.ts', 'crypto', false],
    ['src/words/zh/desk.ts', '../../domain/cases/case.ts', true],
    ['src/words/zh/desk.ts', '../../contract/cases.ts', false],
    ['src/text/tokens.ts', '../ledger/tree.ts', false],
    ['src/ledger/tree.ts', 'node:crypto', true],
    ['src/ledger/tree.ts', 'node:fs', false],
    ['src/data/cases/write.ts', '../../domain/cases/case.ts', true],
    ['src/data/cases/write.ts', '../../contract/cases.ts', false],
    ['src/data/cases/write.ts', '../../actions/accept-case.ts', false],
    ['src/outside/mail.ts', '../data/db.ts', false],
    ['src/actions/accept-case.ts', '../data/cases/write.ts', true],
    ['src/actions/accept-case.ts', '../outside/mail.ts', true],
    ['src/actions/accept-case.ts', '../contract/cases.ts', false],
    ['src/actions/accept-case.ts', '../words/zh/desk.ts', false],
    ['src/actions/accept-case.ts', 'pg', false],
    ['src/http/cases.ts', '../data/cases/read.ts', true],
    ['src/http/cases.ts', '../data/cases/read-list.ts', true],
    ['src/http/cases.ts', '../data/cases/write.ts', false],
    ['src/http/cases.ts', '../data/db.ts', false],
    ['src/http/cases.ts', '../outside/mail.ts', false],
    ['src/http/cases.ts', '../jobs/tasks.ts', false],
    ['src/http/pages.ts', '../../web/site/point-page.ts', true],
    ['src/http/pages.ts', '../../web/desk/main.tsx', false],
    ['src/http/pages.ts', '../../web/shared/paths.ts', true],
    ['src/http/cases.ts', 'fastify', true],
    ['src/actions/accept-case.ts', 'fastify', false],
    ['src/actions/accept-case.ts', '@fastify/static', false],
    ['src/jobs/tasks.ts', '../actions/redo-case.ts', true],
    ['src/jobs/tasks.ts', '../http/app.ts', false],
    ['src/jobs/tasks.ts', '../contract/cases.ts', false],
    ['src/start/main.ts', '../http/app.ts', true],
    ['src/start/main.ts', '../../test/world.ts', false],
    ['src/cli/main.ts', '../start/wiring.ts', true],
    ['src/http/app.ts', '../start/settings.ts', false],
    ['src/jobs/tasks.ts', '../cli/main.ts', false],
    ['src/cases/case.ts', '../domain/cases/case.ts', false],
    ['web/desk/cases/page.tsx', '../../../src/contract/cases.ts', true],
    ['web/desk/cases/page.tsx', '../../../src/data/cases/read.ts', false],
    ['web/desk/cases/page.tsx', '../../site/html.ts', false],
    ['web/desk/cases/page.tsx', '../../shared/api.ts', true],
    ['web/site/point-page.ts', '../../src/contract/codes.ts', false],
    ['web/site/point-page.ts', '../../src/ledger/tree.ts', false],
    ['web/site/point-page.ts', '../../src/ledger/verifier.ts', false],
    ['web/site/receipt-page.ts', '../../src/ledger/verifier.ts', true],
    ['web/site/browser/receipt.ts', '../../../src/ledger/verifier.ts', true],
    ['web/site/browser/point.ts', 'lucide', false],
    ['web/site/point-page.ts', '../kiosk/idle.ts', false],
    ['web/site/point-page.ts', '../desk/main.tsx', false],
    ['web/kiosk/idle.ts', '../site/point-page.ts', true],
    ['web/shared/api.ts', '../desk/main.tsx', false],
    ['web/shared/api.ts', 'zod', false],
  ]
  test.each(arrows)('%s → %s: %s', (file, imported, allowed) => {
    expect(forbiddenImports(file, `import { a } from '${imported}'`).length).toBe(allowed ? 0 : 1)
  })

  test('a resident page takes the contract’s types, and types alone', () => {
    const found = (source: string) => forbiddenImports('web/site/point-page.ts', source).length
    expect(found("import type { A } from '../../src/contract/codes.ts'")).toBe(0)
    expect(found("import { type A } from '../../src/contract/codes.ts'")).toBe(1)
    expect(found("export * from '../../src/contract/codes.ts'")).toBe(1)
  })

  test.each([
    'export const a = () => new Date()',
    'export const a = () => new Date',
    'export const a = Date()',
    'export const a = Date.now()',
    "export const a = Date['now']()",
    'export const a = Math.random()',
    'export const { random } = Math, b = Math.random',
    'export const a = performance.now()',
    'export const a = process.env.TZ',
    'export const a = crypto.randomUUID()',
    'export const a = globalThis.crypto',
    "export const a = fetch('x')",
    'export async function a() {}',
    'export const a = async () => 1',
    'export const a = await b',
    'for await (const a of b) a()',
    'setTimeout(a, 1)',
    'console.log(1)',
    'export const a = (at: Date) => at.getHours()',
    'export const a = (at: Date) => at.toLocaleString()',
  ])('impure: %s', (source) => {
    expect(impurities('src/domain/a.ts', source, 'strict').length).toBeGreaterThan(0)
  })

  test.each([
    'export const a = (at: Date) => new Date(at.getTime() + 1)',
    'export const a = Date.parse(b) + Math.floor(c)',
    'export type Judgement = { readonly process: Grade }',
    'export const a = (judgement: Judgement) => judgement.process',
    'export const a = ({ process }: Judgement) => process',
    "export const words = { process: 'await fetch', 'Math.random': 1 }",
    '// new Date() and Math.random() are given',
    "export const a = (at: Date) => at.toLocaleDateString('en', { timeZone: 'UTC' })",
  ])('pure: %s', (source) => {
    expect(impurities('src/domain/a.ts', source, 'strict')).toEqual([])
  })

  test('an environment read and a transaction opened', () => {
    expect(readsEnvironment('src/http/a.ts', 'const { TZ } = process.env')).toBe(true)
    expect(readsEnvironment('src/http/a.ts', "const a = process['env'].TZ")).toBe(true)
    expect(readsEnvironment('src/http/a.ts', "const a = 'process.env'")).toBe(false)
    expect(opensTransaction('src/http/a.ts', 'database.inTransaction(1, work)')).toBe(true)
    expect(opensTransaction('src/http/a.ts', '// inTransaction')).toBe(false)
  })
})
