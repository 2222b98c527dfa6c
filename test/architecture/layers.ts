/** Who may import whom: the table of ARCHITECTURE.md, as data and as one question. */
import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { type Import, importsOf } from './syntax.ts'

/** A rule says whether a file may import another (both paths from the project's root). */
type Rule = (target: string, how: { typeOnly: boolean; from: string }) => boolean

const below =
  (...folders: string[]): Rule =>
  (target) =>
    folders.some((folder) => target.startsWith(`${folder}/`))
const typesBelow =
  (folder: string): Rule =>
  (target, { typeOnly }) =>
    typeOnly && target.startsWith(`${folder}/`)
const either =
  (...rules: Rule[]): Rule =>
  (target, how) =>
    rules.some((rule) => rule(target, how))

const domain = below('src/domain')
const pure = below('src/domain', 'src/text', 'src/ledger')
const reading: Rule = (target) => /^src\/data\/[^/]+\/read(-[a-z-]+)?\.ts$/.test(target)
const words = below('src/domain', 'src/words')
const verifier: Rule = (target, { from }) =>
  target.startsWith('src/ledger/verifier') && posix.basename(from).startsWith('receipt')
const residents = either(words, typesBelow('src/contract'), below('web/shared'), verifier)

/** Inside the project: what each folder may import besides itself. A folder that is not here is not part of the design. */
const mayImport: Readonly<Record<string, Rule>> = {
  'src/domain': () => false,
  'src/text': domain,
  'src/ledger': domain,
  'src/words': domain,
  'src/contract': domain,
  'src/data': domain,
  'src/outside': domain,
  'src/actions': either(pure, below('src/data', 'src/outside')),
  'src/http': either(
    pure,
    below('src/words', 'src/contract', 'src/actions', 'web/site', 'web/kiosk'),
    reading,
    // The door to the database as a type: what a route is given and hands on. It cannot be opened or written through.
    (target, { typeOnly }) => typeOnly && target === 'src/data/db.ts',
    // Every URL of the product is written in this one file.
    (target) => target === 'web/shared/paths.ts',
  ),
  'src/jobs': either(pure, below('src/words', 'src/data', 'src/outside', 'src/actions')),
  'src/cli': below('src', 'web'),
  'src/start': below('src', 'web'),
  'web/shared': either(words, typesBelow('src/contract')),
  'web/site': residents,
  'web/kiosk': either(residents, below('web/site')),
  'web/desk': either(words, below('src/contract', 'web/shared')),
}

/** Packages: those of a kind that belongs to one place, and the folders that take none or only theirs. */
const packagesOf: Readonly<Record<string, (name: string, how: { typeOnly: boolean }) => boolean>> = {
  'src/domain': () => false,
  'src/words': () => false,
  'src/contract': (name) => name === 'zod',
  'src/ledger': (name) => name === 'node:crypto',
  'src/text': (name) => !isBuiltin(name),
  'web/shared': (_name, { typeOnly }) => typeOnly,
}
const homeOf: Readonly<Record<string, readonly string[]>> = {
  pg: ['src/data', 'src/start', 'src/cli'],
  kysely: ['src/data'],
  'graphile-worker': ['src/data', 'src/jobs', 'src/start'],
  fastify: ['src/http', 'src/start'],
}

/** Left never imports right. Those of one line stand beside each other. */
const nouns: readonly (readonly string[])[] = [
  ['shared'],
  ['files'],
  ['calendar', 'rules'],
  ['places', 'people', 'districts'],
  ['categories', 'signposts'],
  ['templates'],
  ['loop'],
  ['events'],
  ['reports'],
  ['cases'],
  ['suggestions', 'activities', 'roster', 'projects', 'consultations', 'supervision', 'questioning', 'evaluation'],
  ['disclosure', 'statistics'],
]
/** Folders of a layer that are not about a noun of the product. */
const nounless = [
  'src/data/relay',
  'src/data/erasing',
  'src/data/ledger',
  'src/data/demonstration',
  'src/start/postgres',
]

/** The import aliases of package.json. */
type Aliases = Readonly<Record<string, unknown>>

/** Sentences about what a file imports and may not. Tests, tools and benchmarks may import anything. */
export function forbiddenImports(file: string, source: string, aliases: Aliases = {}): string[] {
  if (!/^(src|web)\//.test(file) || /\.test\.tsx?$/.test(file)) return []
  const folder = folderOf(file)
  if (!mayImport[folder]) return [`${file}: ${folder} is not a folder of the design`]
  return importsOf(file, source).flatMap((each) => {
    if (each.specifier === undefined) return [`${file} imports what only running it can tell`]
    const said = complaint(file, folder, { ...each, specifier: each.specifier }, aliases)
    return said ? [`${file} ${said}`] : []
  })
}

function complaint(file: string, folder: string, each: Import & { specifier: string }, aliases: Aliases) {
  const found = each.specifier.startsWith('#') ? unaliased(each.specifier, aliases) : each.specifier
  if (found === undefined) return `imports ${each.specifier}, an alias package.json does not have`
  if (/^(\/|file:|https?:|data:)/.test(found)) return `imports ${found}, which is neither relative nor a package`
  if (!found.startsWith('.')) return packageComplaint(file, folder, found, each.typeOnly)

  // An alias counts from the root, everything else from the file.
  const target = posix.join(found === each.specifier ? posix.dirname(file) : '.', found)
  const theirs = folderOf(target)
  if (theirs === folder) return nounComplaint(file, target)
  const allowed = mayImport[folder]?.(target, { typeOnly: each.typeOnly, from: file }) ?? false
  const isTop = (one: string) => one === 'src/cli' || one === 'src/start'
  if (!allowed || (isTop(theirs) && !isTop(folder))) return `may not import ${target}`
  return undefined
}

function packageComplaint(file: string, folder: string, specifier: string, typeOnly: boolean) {
  const name = isBuiltin(specifier) && !specifier.startsWith('node:') ? `node:${specifier}` : specifier
  const bare = name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : (name.split('/')[0] ?? name)
  if (bare === 'jieyou') return `imports ${specifier}, itself by its package name`
  const own = file.startsWith('web/site/browser/') ? () => false : packagesOf[folder]
  if (own && !own(bare.startsWith('node:') ? name : bare, { typeOnly })) return `may not use the package ${bare}`
  const home = homeOf[bare] ?? (bare.startsWith('@fastify/') ? homeOf.fastify : undefined)
  if (home && !home.includes(folder)) return `may not use the package ${bare}, which belongs to ${home.join(', ')}`
  return undefined
}

function nounComplaint(file: string, target: string) {
  for (const path of [file, target]) {
    const [top, layer, sub, more] = path.split('/')
    const isDivided = top === 'src' && (layer === 'domain' || layer === 'data') && more !== undefined
    if (isDivided && !nounless.includes(`src/${layer}/${sub}`) && rankOf(path) === undefined)
      return `and ${target}: ${sub} is not among the nouns`
  }
  const [mine, theirs] = [rankOf(file), rankOf(target)]
  if (mine !== undefined && theirs !== undefined && theirs > mine) return `may not import ${target}, a later noun`
  return undefined
}

/** The place of a path's noun in the order: its folder's (`domain/cases/…`), else its file's (`contract/cases.ts`). */
function rankOf(path: string) {
  const noun = path.split('/')[2]?.replace(/\.tsx?$/, '')
  const rank = nouns.findIndex((line) => noun !== undefined && line.includes(noun))
  return rank < 0 ? undefined : rank
}

const folderOf = (path: string) => path.split('/').slice(0, 2).join('/')

/** What `#domain/*` and the like stand for in package.json: a path from the root, or a package. */
function unaliased(specifier: string, aliases: Aliases): string | undefined {
  for (const [pattern, value] of Object.entries(aliases)) {
    const [start = '', end] = pattern.split('*')
    const fits = end === undefined ? specifier === pattern : specifier.startsWith(start) && specifier.endsWith(end)
    const target = firstText(value)
    if (!fits || target === undefined) continue
    return target.replace('*', end === undefined ? '' : specifier.slice(start.length, specifier.length - end.length))
  }
  return undefined
}

function firstText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return undefined
  return Object.values(value)
    .map(firstText)
    .find((text) => text !== undefined)
}
