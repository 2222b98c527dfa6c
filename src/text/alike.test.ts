/** Folding: nothing is lost, the same is together, and only what is alike is. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alikeFrom, foldAlike, likeness, normalText } from './alike.ts'

const lamp = '幸福里三幢北门那几盏路灯不亮，有两个礼拜了，晚上一片黑。'
const letters = fc.constantFrom(...'路灯不亮楼道黑台阶水管漏了好久没人修，。 ab12')
const drawn = fc.array(letters, { maxLength: 40 }).map((parts) => parts.join(''))
/** Texts of which many are variants of few. */
const flood = fc
  .tuple(fc.array(drawn, { minLength: 1, maxLength: 6 }), fc.array(fc.tuple(fc.nat(5), drawn), { maxLength: 40 }))
  .map(([few, many]) => many.map(([which, more]) => `${few[which % few.length]}${more.slice(0, 3)}`))

test('every text is in one group, in its order, headed by its first', () => {
  fc.assert(
    fc.property(flood, (texts) => {
      const groups = foldAlike(texts)
      expect(groups.flat().toSorted((a, b) => a - b)).toEqual(texts.map((_, place) => place))
      for (const places of groups) expect(places).toEqual(places.toSorted((a, b) => a - b))
      const heads = groups.map(([head]) => head as number)
      expect(heads).toEqual(heads.toSorted((a, b) => a - b))
    }),
  )
})

test('the same letters and figures are always together, whatever stands between them', () => {
  fc.assert(
    fc.property(flood, (texts) => {
      const groups = foldAlike(texts)
      const groupOf = (place: number) => groups.findIndex((places) => places.includes(place))
      for (const [place, text] of texts.entries()) {
        if (normalText(text) === '') expect(groups[groupOf(place)]).toEqual([place])
        const first = texts.findIndex((other) => normalText(other) === normalText(text))
        if (normalText(text) !== '') expect(groupOf(place)).toBe(groupOf(first))
      }
    }),
  )
})

test('who is in a group is the same as its head, or alike to it', () => {
  fc.assert(
    fc.property(flood, (texts) => {
      for (const [head, ...others] of foldAlike(texts))
        for (const place of others)
          expect(likeness(texts[head as number] as string, texts[place] as string)).toBeGreaterThanOrEqual(alikeFrom)
    }),
  )
})

describe('floods', () => {
  test('a sentence with a number behind it, three hundred times, is one line', () => {
    const texts = Array.from({ length: 300 }, (_, i) => `${lamp}${i}`)
    expect(foldAlike(texts)).toEqual([texts.map((_, place) => place)])
  })

  test('so is one sound over and over', () => {
    expect(foldAlike(['哈哈哈哈哈哈哈哈1', '哈哈哈哈哈哈哈哈2', '哈哈'])).toEqual([[0, 1], [2]])
  })

  test('marks, spaces, widths and case make no difference', () => {
    expect(foldAlike(['Bus 12 又不停！', 'ｂｕｓ　１２又不停', 'bus12，又不停。。。'])).toEqual([[0, 1, 2]])
  })

  test('different matters stay apart, and so do messages without words', () => {
    const texts = [lamp, '菜场后门的垃圾三天没有清运。', '', '小区里的健身器材坏了。', '', '😀']
    expect(foldAlike(texts)).toEqual(texts.map((_, place) => [place]))
  })

  test('very many different and very long texts come to an end', () => {
    const texts = Array.from({ length: 1000 }, (_, i) =>
      Array.from({ length: 500 }, (_, j) => String.fromCodePoint(0x4e00 + ((i * 7919 + j * j * 31) % 20_000))).join(''),
    )
    expect(foldAlike(texts).flat()).toHaveLength(1000)
  })
})
