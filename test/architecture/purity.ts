/** What pure code must not touch: the clock, chance, the machine, and waiting. Read from the syntax, not from the text. */
import { type Node, nameOf, nodesOf, parse } from './syntax.ts'

/** Names that are not the language's but the machine's. */
const ambient = [
  ...['process', 'performance', 'crypto', 'fetch', 'console', 'globalThis', 'window', 'document', 'navigator'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'localStorage', 'XMLHttpRequest', 'WebSocket'],
  ...['Worker', 'require', 'module', 'global', 'self', 'Buffer', '__dirname', '__filename', 'eval', 'Function'],
]
const clockAndChance = ['Date.now', 'Math.random', 'Temporal.Now', 'performance.now', 'crypto.randomUUID']
const waiting = ['AwaitExpression', 'ImportExpression']
/** What these answer depends on the zone and language the machine is set to. */
const machineZone =
  /^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset|Year)$|^toLocale/

/** Sentences about what a file does that pure code must not; `strict` also forbids everything of the machine. */
export function impurities(file: string, source: string, kind: 'strict' | 'no-clock-no-chance'): string[] {
  const { program } = parse(file, source)
  const nodes = [...nodesOf(program)]
  const own = kind === 'strict' ? namesDeclaredIn(nodes) : new Set<string>()
  const found = new Set<string>()
  for (const [node, parent, place] of nodes) {
    const name = nameOf(node)
    if (name && clockAndChance.some((one) => name === one || name.startsWith(`${one}.`))) found.add(name)
    const takesDate = node.type === 'NewExpression' || node.type === 'CallExpression'
    if (takesDate && nameOf(node.callee) === 'Date') {
      if (node.type === 'CallExpression' || (node.arguments as unknown[]).length === 0) found.add('the present moment')
    }
    const member = node.type === 'MemberExpression' && !node.computed ? nameOf(node.property) : undefined
    if (member && machineZone.test(member) && !isGivenZone(parent)) found.add(member)
    if (kind !== 'strict') continue
    if (waiting.includes(node.type) || (node.type === 'ForOfStatement' && node.await)) found.add('await')
    if (node.async === true) found.add('async')
    if (node.type === 'Identifier' && isReference(node, parent, place) && !own.has(name ?? ''))
      if (ambient.includes(name ?? '')) found.add(name as string)
    if (node.type === 'MetaProperty' && name?.startsWith('import.meta')) found.add('import.meta')
  }
  return [...found].map((what) => `${file} uses ${what}`)
}

/** `toLocaleString('en', { timeZone: 'UTC' })` says its zone and language itself. */
function isGivenZone(call: Node | undefined) {
  if (call?.type !== 'CallExpression') return false
  const options = (call.arguments as Node[])[1]
  const properties = options?.type === 'ObjectExpression' ? (options.properties as Node[]) : []
  return properties.some((property) => nameOf(property.key) === 'timeZone')
}

/** Whether an identifier stands for a value here, rather than naming a member, a key, a label or a type. */
function isReference(node: Node, parent: Node | undefined, place: string) {
  if (!parent) return false
  if (parent.type === 'MemberExpression' && place === 'property') return parent.computed === true
  if (place === 'key' && parent.computed !== true) return parent.shorthand === true
  if (place === 'label' || place === 'imported' || place === 'exported') return false
  if (parent.type.startsWith('TS') && parent.type !== 'TSAsExpression' && parent.type !== 'TSNonNullExpression')
    return parent.type === 'TSSatisfiesExpression' || parent.type === 'TSTypeQuery'
  return node.typeAnnotation === undefined || node.typeAnnotation === null
}

/** Every name the file gives to something of its own; such a name is not the machine's. */
function namesDeclaredIn(nodes: readonly [Node, Node | undefined, string][]) {
  const names = new Set<string>()
  const bind = (pattern: unknown) => {
    const node = pattern as Node | null | undefined
    if (!node) return
    if (node.type === 'Identifier') names.add(node.name as string)
    if (node.type === 'AssignmentPattern') bind(node.left)
    if (node.type === 'RestElement') bind(node.argument)
    if (node.type === 'TSParameterProperty') bind(node.parameter)
    if (node.type === 'ArrayPattern') for (const each of node.elements as unknown[]) bind(each)
    if (node.type === 'ObjectPattern') for (const each of node.properties as Node[]) bind(each.value ?? each)
  }
  for (const [node] of nodes) {
    if (node.type === 'VariableDeclarator' || /^(Function|Class)Declaration$/.test(node.type)) bind(node.id)
    if (/^Import(Default|Namespace)?Specifier$/.test(node.type)) bind(node.local)
    if (/Function/.test(node.type) && Array.isArray(node.params)) for (const each of node.params) bind(each)
    if (node.type === 'CatchClause') bind(node.param)
  }
  return names
}

/** Whether a file reads the environment, which only start/ may. */
export const readsEnvironment = (file: string, source: string) =>
  [...nodesOf(parse(file, source).program)].some(([node]) => nameOf(node) === 'process.env')

/** Whether a file opens a transaction, which only actions may. */
export const opensTransaction = (file: string, source: string) =>
  [...nodesOf(parse(file, source).program)].some(
    ([node, parent]) => nameOf(node) === 'inTransaction' && parent?.type === 'MemberExpression',
  )
