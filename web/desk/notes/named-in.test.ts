/** A note names colleagues. */
import { expect, test } from 'vitest'
import { namedIn } from './named-in.ts'

const people = [
  { id: '1', name: '李敏' },
  { id: '2', name: '李敏华' },
  { id: '3', name: '陈晓岚' },
]

test.each([
  ['请 @陈晓岚 看一下。', ['3']],
  ['@李敏华 去过了', ['2']],
  ['@李敏、@李敏华都在', ['1', '2']],
  ['李敏说不用', []],
  ['写信到 a@b', []],
  ['@@陈晓岚 @陈晓岚', ['3']],
])('%s', (text, named) => {
  expect(namedIn(text, people).sort()).toEqual(named)
})
