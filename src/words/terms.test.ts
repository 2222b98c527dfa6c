/** One thing, one word: the terms of both languages name the same things, and never two things alike. */
import { describe, expect, test } from 'vitest'
import { terms as en } from './en/terms.ts'
import type { Language } from './language.ts'
import { terms as zh } from './zh/terms.ts'

type Terms = { readonly [name: string]: string | Terms }
const all: Record<Language, Terms> = { zh, en }

const namesOf = (terms: Terms, path = ''): string[] =>
  Object.entries(terms).flatMap(([name, value]) =>
    typeof value === 'string' ? [`${path}${name}`] : namesOf(value, `${path}${name}.`),
  )
const wordsOf = (terms: Terms): string[] =>
  Object.values(terms).flatMap((value) => (typeof value === 'string' ? [value] : wordsOf(value)))

test('what has a word in one language has one in the other', () => {
  expect(namesOf(all.en)).toEqual(namesOf(all.zh))
})

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  test('no word is empty or has blanks around it', () => {
    for (const word of wordsOf(all[language])) expect(word).toMatch(/^\S(.*\S)?$/)
  })

  test.each(['status', 'move', 'outcome', 'grade', 'role', 'holder', 'identity', 'solved'])(
    'no two of the kind «%s» are called alike',
    (kind) => {
      const words = wordsOf(all[language][kind] as Terms)
      expect(new Set(words).size).toBe(words.length)
    },
  )
})

test('Chinese terms are written in Chinese, English ones are not', () => {
  for (const word of wordsOf(zh)) expect(word).toMatch(/\p{Script=Han}/u)
  for (const word of wordsOf(en)) expect(word).not.toMatch(/\p{Script=Han}/u)
})
