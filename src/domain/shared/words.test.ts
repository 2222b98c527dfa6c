/** What people type, paste and fumble, and what is kept of it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanWords, maxCharacters, tidyWords } from './words.ts'

const zeroWidth = '\u200B\u200C\u200D\u2060\uFEFF\u00AD\u180E'

describe('a resident says nothing', () => {
  test.each([
    ['an empty field', ''],
    ['spaces and empty lines', ' \t\r\n\n　\u00A0\u2003'],
    ['only characters without width', zeroWidth],
    ['only NUL', '\u0000\u0000'],
    ['only marks of writing direction', '\u202A\u202E\u2066\u2069\u200F'],
    ['only accents without a letter', '\u0301\u0327\u20DD'],
    ['only blank letters of other scripts', '\u3164\u115F\u1160\uFFA0\u2800'],
    ['only half a character', '\uD83D'],
    ['only control characters', '\u0001\u0007\u001B\u007F\u0085'],
  ])('%s is nothing said', (_, typed) => {
    expect(cleanWords(typed)).toEqual({ ok: false, refusal: 'nothing-said' })
  })
})

describe('a resident says little, or says it oddly', () => {
  test.each([
    ['a single character', '灯'],
    ['a question mark alone', '？'],
    ['a figure alone', '3'],
    ['a picture alone', '😡'],
    ['a family joined from four pictures', '👨‍👩‍👧‍👦'],
    ['a flag', '🇨🇳'],
    ['a rare character outside the first plane', '𠮷𡋤'],
    ['a letter under a heap of accents', 'Z̷͓͘a̸̡͝l̴̙͂g̶̱̈o̷͖͊'],
    ['a line written from right to left', '‮مكسور‬ 路灯'],
    ['what looks like a program', '<script>alert(1)</script>'],
    ['what looks like a query', "'; drop table reports; --"],
    ['what looks like a formula', '=HYPERLINK("http://a.example","x")'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant to look like one
    ['what looks like a template', '${7*7} {{7*7}} %s %n $1 \\1'],
    ['what looks like nothing to a program', 'null undefined NaN false 0 []'],
  ])('%s is kept as it is', (_, typed) => {
    expect(cleanWords(typed)).toEqual({ ok: true, value: typed })
  })

  test('joiners without width stay where they are between letters', () => {
    expect(cleanWords('\u200B路\u200D灯\u200B')).toEqual({ ok: true, value: '\u200B路\u200D灯\u200B' })
  })

  test('ends of line of every machine become one kind, and blanks around the words go', () => {
    expect(cleanWords('  路灯坏了\r\n三天了\r还没修\n\n  ')).toEqual({ ok: true, value: '路灯坏了\n三天了\n还没修' })
  })

  test('NUL, which the database cannot hold, goes; half a character becomes the sign for one', () => {
    expect(cleanWords('路\u0000灯')).toEqual({ ok: true, value: '路灯' })
    expect(cleanWords('路\uD83D灯')).toEqual({ ok: true, value: '路\uFFFD灯' })
    expect(cleanWords('\uDE00路灯')).toEqual({ ok: true, value: '\uFFFD路灯' })
  })
})

describe('a resident says a lot', () => {
  test('exactly 6000 characters are kept, one more is too long', () => {
    expect(maxCharacters).toBe(6000)
    expect(cleanWords('字'.repeat(6000))).toEqual({ ok: true, value: '字'.repeat(6000) })
    expect(cleanWords('字'.repeat(6001))).toEqual({ ok: false, refusal: 'too-long' })
  })

  test('a picture or a rare character counts once, though it takes two places in memory', () => {
    expect(cleanWords('😀'.repeat(6000)).ok).toBe(true)
    expect(cleanWords('𠮷'.repeat(6001))).toEqual({ ok: false, refusal: 'too-long' })
  })

  test('blanks around the words do not count', () => {
    expect(cleanWords(`${' '.repeat(500)}${'字'.repeat(6000)}\n\n`).ok).toBe(true)
  })
})

describe('whatever anyone types', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc
      .array(fc.constantFrom('\r', '\n', '\u0000', ' ', '\uD83D', '\uDE00', '\u200B', '路', 'a'), { maxLength: 40 })
      .map((parts) => parts.join('')),
  )

  test('what is kept can be stored as UTF-8, and tidying it again changes nothing', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        const kept = tidyWords(typed)
        expect(kept).not.toContain('\u0000')
        expect(kept).not.toContain('\r')
        expect(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(new TextEncoder().encode(kept))).toBe(
          kept,
        )
        expect(tidyWords(kept)).toBe(kept)
      }),
    )
  })

  test('it is either kept as tidied or refused by name', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        const said = cleanWords(typed)
        expect(said).toEqual(said.ok ? { ok: true, value: tidyWords(typed) } : { ok: false, refusal: 'nothing-said' })
      }),
    )
  })
})
