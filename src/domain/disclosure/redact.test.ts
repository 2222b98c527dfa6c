import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redact, shownWords } from './redact.ts'

describe('numbers that lead to a person are blacked out', () => {
  test.each([
    ['我的电话是13812345678，白天都在。', '我的电话是■■，白天都在。'],
    ['打 138 1234 5678 找我', '打 ■■ 找我'],
    ['＋86-138-1234-5678', '■■'],
    ['手机１３８１２３４５６７８', '手机■■'],
    ['座机0572-8123456转2', '座机■■转2'],
    ['（0572）81234567', '■■'],
    ['电话 81234567。', '电话 ■■。'],
    ['电话：短号66123', '电话：短号66123'],
    ['电话：66123', '电话：■■'],
    ['号码是一三八零零一二三四五六', '号码是■■'],
    ['身份证330501199001011234', '身份证■■'],
    ['身份证 33050119900101123X，', '身份证 ■■，'],
    ['330501 19900101 123x', '■■'],
    ['老证号330501900101123', '老证号■■'],
    ['卡号6222 0212 0800 1234 567', '卡号■■'],
    ['6222021208001234', '■■'],
    ['微信号lamp_1975', '微信号■■'],
    ['QQ：123456', 'QQ：■■'],
    ['邮箱 lin.mei@example.com.cn 也行', '邮箱 ■■ 也行'],
    ['浙E·12345 停在消防通道', '■■ 停在消防通道'],
    ['浙ED12345，浙e7k2m9', '■■，■■'],
  ])('%s', (words, shown) => expect(redact(words)).toBe(shown))
})

describe('names are blacked out where they are announced', () => {
  test.each([
    ['我叫王建国，住在东街。', '我叫■■，住在东街。'],
    ['我叫王建国住在东街', '我叫■■住在东街'],
    ['我叫欧阳娜娜。', '我叫■■。'],
    ['姓名：林梅', '姓名：■■'],
    ['联系人李晓明，', '联系人■■，'],
    ['我是张强，上次来过。', '我是■■，上次来过。'],
    ['我姓赵。', '我姓■■。'],
    ['有个姓王的天天倒垃圾', '有个姓■■的天天倒垃圾'],
    ['王师傅修过一次', '■■师傅修过一次'],
    ['村里李建国主任答应过', '村里■■主任答应过'],
    ['邻居陈大伟住三楼', '邻居■■住三楼'],
    ['儿子刘洋，今年八岁', '儿子■■，今年八岁'],
    ['老张说修好了', '老■■说修好了'],
  ])('%s', (words, shown) => expect(redact(words)).toBe(shown))
})

describe('homes are blacked out', () => {
  test.each([
    ['幸福里3幢2单元501室', '幸福里■幢■单元■室'],
    ['幸福里 3 幢北门那几盏灯', '幸福里 ■幢北门那几盏灯'],
    ['三幢二单元六楼', '■幢■单元■楼'],
    ['东街18号', '东街■号'],
    ['东街18号2楼', '东街■号■楼'],
    ['东街 １８ 弄 ５ 号', '东街 ■弄 ■号'],
    ['住3-2-501', '住■室'],
    ['3幢501，漏水', '■幢■室，漏水'],
    ['A幢12层', '■幢■层'],
    ['12号楼', '■号楼'],
  ])('%s', (words, shown) => expect(redact(words)).toBe(shown))
})

describe('what says nothing about anyone stays', () => {
  test.each([
    '路灯不亮，有两个礼拜了，晚上一片黑。',
    '5月3号开始的，9月22号又来一次。',
    '一共花了1200000元。',
    '2号线公交车站牌倒了，3号门进不去。',
    '这里有3栋楼都漏水，10户人家。',
    '小区的小学门口，老人多。',
    '我是这里的居民，我是高中老师。',
    '文件是2026年第12号文件，热线12345。',
    '代表们来过三次。人大代表联络站就在旁边。',
    '每天20吨垃圾，半径500米。',
    '王家村的桥断了，李家桥也要修。',
    '',
  ])('%s', (words) => expect(redact(words)).toBe(words))
})

test('the same words give the same result, and once is enough', () => {
  const pieces = fc.constantFrom(
    ...[
      '我叫',
      '王建国',
      '，',
      '3幢',
      '2单元',
      '501',
      '室',
      '号',
      '13812345678',
      '电话',
      '住',
      '在',
      '■',
      ' ',
      '浙E',
      '一二三',
      '老张',
      '说',
    ],
  )
  const words = fc.oneof(
    fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
    fc.string({ unit: 'grapheme' }),
  )
  fc.assert(
    fc.property(words, (text) => {
      const once = redact(text)
      expect(redact(text)).toBe(once)
      expect(redact(once)).toBe(once)
    }),
    { numRuns: 2000 },
  )
})

test('a number of eleven figures that could be a mobile telephone is never left, however it is parted', () => {
  const telephone = fc.tuple(
    fc.integer({ min: 3, max: 9 }),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 }),
  )
  fc.assert(
    fc.property(telephone, fc.constantFrom('', ' ', '-'), ([second, rest], between) => {
      const said = ['1', second, ...rest].join(between)
      expect(redact(`请打${said}，谢谢`)).toBe('请打■■，谢谢')
    }),
  )
})

test('a very long text without end is read in reasonable time', () => {
  for (const piece of ['我', '1', '一', '王', '■', '3幢', ' ', 'a', '-', '1 '])
    expect(redact(piece.repeat(Math.floor(6000 / piece.length))).length).toBeGreaterThan(0)
})

test('report and answer are shown alike', () => {
  expect(shownWords({ report: '我叫王建国。', answer: '王师傅，已修好。' })).toEqual({
    report: '我叫■■。',
    answer: '■■师傅，已修好。',
  })
})
