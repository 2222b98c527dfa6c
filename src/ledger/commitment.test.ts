/** The commitment keeps its published form, fixes every field, and its JSON has one form only. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, commit, type Fields, fieldHash, type Json, openingOf } from './commitment.ts'

const document = readFileSync(join(import.meta.dirname, '../../docs/formats/commitment.md'), 'utf8')
/** The cells of a table's rows, by the beginning of its heading. */
function tableOf(heading: string): string[][] {
  const lines = document.split('\n')
  const start = lines.findIndex((line) => line.startsWith(`| ${heading}`))
  const end = lines.findIndex((line, i) => i > start && !line.startsWith('|'))
  return lines.slice(start + 2, end).map((line) =>
    line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.replace(/^`|`$/g, '')),
  )
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const salts = fc.uint8Array({ minLength: 32, maxLength: 32 })
// Every character there is, without halves of surrogate pairs: what is kept has none.
const texts = fc.string({ unit: 'binary', maxLength: 20 })
const names = fc.stringMatching(/^[a-z][a-z-]{0,20}$/)
const fields: fc.Arbitrary<Fields> = fc.dictionary(names, texts, { minKeys: 1, maxKeys: 8, noNullPrototype: true })

describe('the form is the one that is published', () => {
  test('the commitments of the document', () => {
    const vectors = tableOf('salt (')
    expect(vectors.length).toBeGreaterThanOrEqual(7)
    for (const [salt = '', given = '', wanted] of vectors)
      expect([given, hex(commit(Buffer.from(salt, 'hex'), JSON.parse(given)))]).toEqual([given, wanted])
  })

  test('the steps of the third', () => {
    const [salt = '', given = ''] = tableOf('salt (')[2] ?? []
    const opening = openingOf(Buffer.from(salt, 'hex'), 'text')
    const steps = [opening, fieldHash(opening, JSON.parse(given).text)].map(hex)
    expect(steps).toEqual(tableOf('step').map(([, value]) => value))
  })

  test('the canonical JSON of the document', () => {
    const vectors = tableOf('JSON |')
    expect(vectors.length).toBeGreaterThanOrEqual(5)
    for (const [given = '', wanted] of vectors)
      expect([given, hex(Buffer.from(canonicalJson(JSON.parse(given)), 'utf8'))]).toEqual([given, wanted])
  })
})

describe('a commitment fixes what it is made of', () => {
  test('whichever field changes, or its name, or the salt, it is another', () => {
    fc.assert(
      fc.property(fields, salts, texts, names, fc.nat(), (given, salt, other, otherName, pick) => {
        const was = hex(commit(salt, given))
        const known = Object.keys(given)
        const name = known[pick % known.length] as string
        const { [name]: value = '', ...rest } = given
        if (other !== value) expect(hex(commit(salt, { ...given, [name]: other }))).not.toBe(was)
        if (!(otherName in given)) expect(hex(commit(salt, { ...rest, [otherName]: value }))).not.toBe(was)
        expect(hex(commit(salt, rest))).not.toBe(was)
        const otherSalt = salt.map((byte, i) => (i === pick % 32 ? byte ^ 1 : byte))
        expect(hex(commit(otherSalt, given))).not.toBe(was)
      }),
    )
  })

  test('the order in which fields are given does not matter', () => {
    fc.assert(
      fc.property(fields, salts, fc.infiniteStream(fc.nat()), (given, salt, chance) => {
        const shuffled = Object.entries(given)
          .map((entry) => ({ entry, place: chance.next().value as number }))
          .sort((a, b) => a.place - b.place)
          .map(({ entry }) => entry)
        expect(hex(commit(salt, Object.fromEntries(shuffled)))).toBe(hex(commit(salt, given)))
      }),
    )
  })

  test('what moves from one field to its neighbour makes another commitment', () => {
    const salt = new Uint8Array(32)
    const made = [{ a: '1', b: '2' }, { a: '12', b: '' }, { a: '', b: '12' }, { ab: '12' }, { a: '2', b: '1' }]
    expect(new Set(made.map((given) => hex(commit(salt, given)))).size).toBe(made.length)
  })
})

describe('JSON in one form', () => {
  const wholeNumbers = fc.maxSafeInteger()
  const { value: values } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      texts,
      wholeNumbers,
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 5 }),
      // Names made of figures too: a JavaScript object would put those first.
      fc.dictionary(fc.oneof(texts, fc.nat().map(String)), tie('value'), { maxKeys: 6 }) as fc.Arbitrary<Json>,
    ),
  }))

  test('it is that of RFC 8785 for everything an event can hold', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(canonicalJson(value)).toBe(rfc8785(value))
      }),
      { numRuns: 1000 },
    )
  })

  test('it reads back as the same value, and the same value has it again', () => {
    fc.assert(
      fc.property(values, (value) => {
        const written = canonicalJson(value)
        expect(canonicalJson(JSON.parse(written))).toBe(written)
      }),
    )
  })

  test('a number that is not whole, or too large, has none', () => {
    for (const number of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      expect(() => canonicalJson(number)).toThrow()
    expect(canonicalJson(-0)).toBe('0')
  })
})

/** RFC 8785 written from its text, character by character, without the machine's own JSON (3.2.2 and 3.2.3). */
function rfc8785(value: Json): string {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'number') return value === 0 ? '0' : value.toFixed(0)
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(rfc8785).join(',')}]`
  const members = Object.entries(value as { readonly [name: string]: Json })
  members.sort(([a], [b]) => byCodeUnits(a, b))
  return `{${members.map(([name, member]) => `${quoted(name)}:${rfc8785(member)}`).join(',')}}`
}

function byCodeUnits(a: string, b: string): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++)
    if (a.charCodeAt(i) !== b.charCodeAt(i)) return a.charCodeAt(i) - b.charCodeAt(i)
  return a.length - b.length
}

function quoted(text: string): string {
  const short: Record<number, string> = { 8: '\\b', 9: '\\t', 10: '\\n', 12: '\\f', 13: '\\r', 34: '\\"', 92: '\\\\' }
  let written = '"'
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    written += short[unit] ?? (unit < 32 ? `\\u${unit.toString(16).padStart(4, '0')}` : text.charAt(i))
  }
  return `${written}"`
}
