/** The Chinese words as Chinese is written: full-width punctuation, in every sentence a person reads. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodesOf, parse } from './architecture/syntax.ts'

const folder = join(import.meta.dirname, '../src/words/zh')
const files = readdirSync(folder).filter((name) => /\.ts$/.test(name) && !name.endsWith('.test.ts'))

/** The pieces of text in a file, what is put into templates left out. */
function textsOf(name: string): string[] {
  const { program } = parse(name, readFileSync(join(folder, name), 'utf8'))
  return [...nodesOf(program)].flatMap(([node, parent]) => {
    if (node.type === 'Literal' && typeof node.value === 'string' && parent?.type !== 'ImportDeclaration')
      return [node.value]
    if (node.type === 'TemplateElement') return [(node.value as { cooked: string }).cooked]
    return []
  })
}

const hasChinese = (text: string) => /\p{Script=Han}/u.test(text)

test('Chinese sentences use full-width commas, colons, semicolons, brackets, question and exclamation marks', () => {
  const texts = files.flatMap((name) => textsOf(name).map((text) => `${name}: ${text}`))
  expect(texts.filter(hasChinese).length).toBeGreaterThan(50)
  const body = (line: string) => line.slice(line.indexOf(': ') + 2)
  expect(texts.filter((line) => hasChinese(body(line)) && /[,;:!?()]/.test(body(line)))).toEqual([])
})
