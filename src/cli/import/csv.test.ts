/** A table as offices save it, read line by line. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linesOf, longestLine } from '../send/lines.ts'
import { csvRecords } from './csv.ts'
import { decoder, encodingOf } from './encoding.ts'

async function* pieces(whole: Buffer, size = 7) {
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size)
}

async function read(text: string | Buffer, delimiter = ',', size?: number) {
  const found: unknown[] = []
  for await (const record of csvRecords(linesOf(pieces(Buffer.from(text), size)), decoder('utf-8'), delimiter))
    found.push(record.ok ? [record.line, ...record.cells] : [record.line, { why: record.why }])
  return found
}

describe('a spreadsheet is saved', () => {
  test('with quotation marks, commas and line ends inside a cell', async () => {
    const text = '编号,内容\r\n1,"灯坏了，\r\n他说“""真黑""”, 是吗"\r\n\r\n2,好\n3,""\n'
    expect(await read(text)).toEqual([
      [1, '编号', '内容'],
      [2, '1', '灯坏了，\n他说“"真黑"”, 是吗'],
      [5, '2', '好'],
      [6, '3', ''],
    ])
  })

  test('with a quotation mark in the middle of a cell, and something behind a closing one', async () => {
    expect(await read('a,b\n说"好"的,"引"尾')).toEqual([
      [1, 'a', 'b'],
      [2, '说"好"的', '引尾'],
    ])
  })

  test('with tabs, or with semicolons', async () => {
    expect(await read('a\t"b\tc"\n', '\t')).toEqual([[1, 'a', 'b\tc']])
    expect(await read('a;b,c', ';')).toEqual([[1, 'a', 'b,c']])
  })

  test('with a quotation mark that is never closed: only its own line is lost', async () => {
    expect(await read('a,b\n1,"从不合上\n2,好\n3,也好\n')).toEqual([
      [1, 'a', 'b'],
      [2, { why: 'open-quote' }],
      [3, '2', '好'],
      [4, '3', '也好'],
    ])
  })

  test('with one that is not closed for a mebibyte, which is given up', async () => {
    const row = `2,${'好'.repeat(400)}\n`
    const rows = Math.ceil((longestLine / Buffer.byteLength(row)) * 1.5)
    const found = await read(`a,b\n1,"从不合上\n${row.repeat(rows)}`, ',', 65_536)
    expect(found[1]).toEqual([2, { why: 'open-quote' }])
    expect(found).toHaveLength(rows + 2)
  })

  test('with a line that is too long, and one that is not text', async () => {
    const whole = Buffer.concat([
      Buffer.from('a,b\n1,'),
      Buffer.alloc(longestLine + 1, 120),
      Buffer.from('\n2,'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('\n3,c\n'),
    ])
    expect(await read(whole, ',', 65_536)).toEqual([
      [1, 'a', 'b'],
      [2, { why: 'too-long-a-line' }],
      [3, { why: 'other-encoding' }],
      [4, '3', 'c'],
    ])
  })

  test('whatever stands in its cells, it is read back as it was', async () => {
    const cell = fc
      .array(fc.constantFrom('a', '路', '"', ',', '\n', ' '), { maxLength: 8 })
      .map((parts) => parts.join(''))
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 20 }), async (rows, size) => {
        const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\r\n')
        const cells = (await read(text, ',', size)).map((record) => (record as unknown[]).slice(1))
        expect(cells).toEqual(rows.filter((row) => row.some((one) => one.trim() !== '')))
      }),
    )
  })

  test('with anything at all, and the reading ends', async () => {
    const anything = fc.array(fc.constantFrom('"', '""', ',', '\n', 'x', '\r'), { maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(anything, async (parts) => {
        expect((await read(parts.join(''))).length).toBeLessThanOrEqual(parts.length + 1)
      }),
    )
  })
})

describe('the encoding is told by the beginning of the file', () => {
  // 编号,内容 / 路灯坏 in GBK.
  const gbk = Buffer.from([
    0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xc4, 0xda, 0xc8, 0xdd, 0x0a, 0xc2, 0xb7, 0xb5, 0xc6, 0xbb, 0xb5,
  ])

  test.each([
    ['UTF-8', Buffer.from('编号,内容\n1,路灯坏了'), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from('\uFEFFa,b\n'), 'utf-8'],
    ['UTF-8 cut in the middle of a letter', Buffer.from('编号,内容\n1,路灯坏了').subarray(0, -1), 'utf-8'],
    ['UTF-8 with one damaged line', Buffer.from([...Buffer.from('编\n号\n'), 0xff, 0x0a]), 'utf-8'],
    ['English only', Buffer.from('id,text\n'), 'utf-8'],
    ['GBK', gbk, 'gb18030'],
    ['GBK in one line', gbk.subarray(0, 9), 'gb18030'],
  ])('%s', (_, bytes, encoding) => {
    expect(encodingOf(bytes)).toEqual({ ok: true, value: encoding })
  })

  test('GBK is read, and UTF-16 is refused', () => {
    expect(decoder('gb18030')(gbk)).toEqual({ text: '编号,内容\n路灯坏', isWhole: true })
    expect(encodingOf(Buffer.from([0xff, 0xfe, 0x2c, 0]))).toEqual({ ok: false, refusal: 'utf-16' })
  })
})
