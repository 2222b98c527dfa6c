/** What a district may write on a signpost: short, and never without the number to call in danger. */
import { expect, test } from 'vitest'
import { checkWeight, readSignpost } from './signpost.ts'

const petition = { kind: 'petition', title: ' 信访的事，\n请到信访局 ', note: '', words: ['信访', '信访 ', ''] }

test('blanks go, and a word stands once', () => {
  expect(readSignpost(petition)).toEqual({
    ok: true,
    value: { kind: 'petition', title: '信访的事， 请到信访局', note: '', words: ['信访'] },
  })
})

test.each([
  ['no title', { ...petition, title: ' ' }, 'signpost-misread'],
  ['a title that is too long', { ...petition, title: '长'.repeat(41) }, 'signpost-misread'],
  ['a word that is too long', { ...petition, words: ['长'.repeat(13)] }, 'signpost-misread'],
  ['a word that would be two', { ...petition, words: ['甲|乙'] }, 'signpost-misread'],
  ['a kind nobody knows', { ...petition, kind: 'weather' }, 'signpost-misread'],
  ['a fire without 119', { ...petition, kind: 'fire', title: '着火请打电话' }, 'emergency-number-missing'],
])('%s is refused', (_, given, refusal) => {
  expect(readSignpost(given)).toEqual({ ok: false, refusal })
})

test('a fire with 119 in its note is fine', () => {
  expect(readSignpost({ ...petition, kind: 'fire', note: '119' }).ok).toBe(true)
})

test('all together weigh no more than the page can bear', () => {
  const one = { ...petition, note: '长'.repeat(120) }
  expect(checkWeight([one]).ok).toBe(true)
  expect(checkWeight(Array.from({ length: 10 }, () => one)).ok).toBe(false)
})
