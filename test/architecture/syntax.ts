/** A source file as a tree, and what it imports in any of the ways TypeScript knows. */
import { parseSync } from 'vite'

/** A node of the syntax tree, in the shape every ECMAScript parser gives. */
export type Node = { readonly type: string; readonly start: number; readonly [part: string]: unknown }

export type Import = {
  /** What stands between the quotes; undefined when it is computed and cannot be known. */
  readonly specifier: string | undefined
  /** Vanishes when the types are taken away. */
  readonly typeOnly: boolean
}

/** Parses TypeScript. Throws when the source is not TypeScript. */
export function parse(file: string, source: string): { program: Node; comments: readonly string[] } {
  const parsed = parseSync(file, source, { lang: file.endsWith('.tsx') ? 'tsx' : 'ts', sourceType: 'module' })
  const [error] = parsed.errors
  if (error) throw new Error(`${file}: ${error.message}`)
  return { program: parsed.program as unknown as Node, comments: parsed.comments.map((comment) => comment.value) }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

/** Every node of a tree with the node it stands in and the name of its place there, from the outside in. */
export function* nodesOf(node: Node, parent?: Node, place?: string): Generator<[Node, Node | undefined, string]> {
  yield [node, parent, place ?? '']
  for (const [name, value] of Object.entries(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesOf(child, node, name)
}

/** Everything a file imports: import, export from, import(), require, types by import(), workers, reference comments. */
export function importsOf(file: string, source: string): Import[] {
  const { program, comments } = parse(file, source)
  const found: Import[] = []
  const add = (value: unknown, typeOnly: boolean) => found.push({ specifier: textOf(value), typeOnly })
  for (const [node] of nodesOf(program)) {
    if (node.type === 'ImportDeclaration') add(node.source, node.importKind === 'type')
    if (node.type === 'ExportAllDeclaration') add(node.source, node.exportKind === 'type')
    if (node.type === 'ExportNamedDeclaration' && node.source) add(node.source, node.exportKind === 'type')
    if (node.type === 'ImportExpression') add(node.source, false)
    if (node.type === 'TSImportType') add(node.source, true)
    if (node.type === 'TSExternalModuleReference') add(node.expression, false)
    if (node.type === 'CallExpression' && loads(node.callee as Node)) add((node.arguments as unknown[])[0], false)
    if (node.type === 'NewExpression') {
      const [target, base] = node.arguments as Node[]
      // new URL('./work.ts', import.meta.url) names a program to run, in a worker for example.
      const isProgram = /\.(ts|tsx|js|mjs)$/.test(textOf(target) ?? '')
      if (nameOf(node.callee) === 'URL' && isProgram && nameOf(base) === 'import.meta.url') add(target, false)
    }
  }
  for (const comment of comments) {
    const named = /^\/\s*<reference\s+(path|types)\s*=\s*["']([^"']+)["']/.exec(comment)
    if (named)
      found.push({
        specifier: named[1] === 'path' && !/^\.|^\//.test(named[2] ?? '') ? `./${named[2]}` : named[2],
        typeOnly: true,
      })
  }
  return found
}

const loaders = ['require', 'require.resolve', 'module.require', 'import.meta.resolve', 'process.getBuiltinModule']
const loads = (callee: Node) =>
  loaders.includes(nameOf(callee) ?? '') ||
  (callee.type === 'CallExpression' && nameOf(callee.callee) === 'createRequire') ||
  (callee.type === 'MemberExpression' && /(^|\.)import\.meta\.glob$/.test(nameOf(callee) ?? ''))

/** The dotted name of an expression: `import.meta.url`, `Date.now`; undefined when it is not just a name. */
export function nameOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined
  if (value.type === 'Identifier') return value.name as string
  if (value.type === 'MetaProperty') return `${nameOf(value.meta)}.${nameOf(value.property)}`
  if (value.type === 'MemberExpression') {
    const object = nameOf(value.object)
    const property = value.computed ? textOf(value.property) : nameOf(value.property)
    return object && property ? `${object}.${property}` : undefined
  }
  if (value.type === 'ChainExpression' || value.type === 'ParenthesizedExpression') return nameOf(value.expression)
  return undefined
}

function textOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined
  if (value.type === 'Literal' && typeof value.value === 'string') return value.value
  if (value.type === 'TSLiteralType') return textOf(value.literal)
  if (value.type === 'TemplateLiteral') {
    const quasis = value.quasis as { value: { cooked: string } }[]
    return quasis.length === 1 ? quasis[0]?.value.cooked : undefined
  }
  return undefined
}
