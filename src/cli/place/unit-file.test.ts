/** An office brings its list of units, as its spreadsheet wrote it. */
import { describe, expect, test } from 'vitest'
import { findUnit } from '../../domain/places/find-unit.ts'
import { planUnit } from '../../domain/places/plan-unit.ts'
import type { Unit } from '../../domain/places/unit.ts'
import { readUnitFile } from './unit-file.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const empty = { town: '', station: '', deputy: '', type: '', latitude: '', longitude: '' }
const town = { ...empty, line: 2, kind: '镇街', name: '善桥镇' }

describe('the file', () => {
  test('is UTF-8, with a mark at its head or without, and either end of line', () => {
    for (const text of ['类别,名称\n镇街,善桥镇\n', '\uFEFF类别,名称\r\n镇街,善桥镇', '名称,x,类别\n善桥镇,?,镇街\n\n'])
      expect(readUnitFile('a.csv', bytes(text))).toEqual({ ok: true, value: [town] })
  })

  test('is GB 18030 when it is not UTF-8', () => {
    const gb = Uint8Array.from([0xc0, 0xe0, 0xb1, 0xf0, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0a])
    const line = Uint8Array.from([0xd5, 0xf2, 0xbd, 0xd6, 0x2c, 0xc9, 0xc6, 0xc7, 0xc5, 0xd5, 0xf2])
    expect(readUnitFile('a.csv', Buffer.concat([gb, line]))).toEqual({ ok: true, value: [town] })
  })

  test('quotes a name with a comma, a quotation mark or a new line in it, and lines are counted on', () => {
    const file = readUnitFile('a.csv', bytes('kind,name\npoint,"a, ""b""\nc"\ntown,d\n'))
    expect(file).toMatchObject({
      ok: true,
      value: [
        { line: 2, name: 'a, "b"\nc' },
        { line: 4, name: 'd' },
      ],
    })
  })

  test('may be JSON', () => {
    const file = readUnitFile('a.JSON', bytes('[{"kind":"station","name":"东街","town":"善桥镇","type":null}]'))
    expect(file).toEqual({ ok: true, value: [{ ...empty, line: 1, kind: 'station', name: '东街', town: '善桥镇' }] })
  })

  test.each([
    ['a.csv', '名称,镇街\n善桥镇,', 'no-columns'],
    ['a.csv', '', 'no-columns'],
    ['a.csv', 'kind,name\ntown,"善桥镇\n', 'open-quote'],
    ['a.json', '{"kind":"town"}', 'not-json'],
    ['a.json', '[1]', 'not-json'],
    ['a.json', 'kind,name', 'not-json'],
  ])('%s with %j is refused', (path, text, refusal) => {
    expect(readUnitFile(path, bytes(text))).toEqual({ ok: false, refusal })
  })

  test('of bytes that are no text is refused', () => {
    expect(readUnitFile('a.csv', Uint8Array.from([0xff, 0xfe, 0x00, 0x80]))).toEqual({ ok: false, refusal: 'not-text' })
  })
})

describe('a line', () => {
  const above = { townName: null, stationName: null, deputyName: null, type: null, code: null }
  const units: Unit[] = [
    { ...above, kind: 'town', id: 't1', name: '善桥镇' },
    { ...above, kind: 'town', id: 't2', name: '荻溪街道' },
    { ...above, kind: 'station', id: 's1', name: '中心站', townName: '善桥镇' },
    { ...above, kind: 'station', id: 's2', name: '中心站', townName: '荻溪街道' },
    { ...above, kind: 'station', id: 's3', name: '东街站', townName: '善桥镇' },
    { ...above, kind: 'deputy', id: 'd1', name: '李敏', townName: '善桥镇', stationName: '东街站' },
  ]
  const plan = (line: Partial<typeof town>) => planUnit({ ...empty, kind: '', name: '新', ...line }, units)

  test('says what is to be added', () => {
    expect(plan({ kind: 'town' })).toMatchObject({ ok: true, value: { kind: 'town', name: '新' } })
    expect(plan({ kind: '代表联络站', town: '善桥镇', type: '中心站' })).toMatchObject({
      ok: true,
      value: { kind: 'station', townId: 't1', stationKind: 'central' },
    })
    expect(plan({ kind: '点位', station: '东街站', deputy: '李敏', type: '楼道' })).toMatchObject({
      ok: true,
      value: { kind: 'point', stationId: 's3', deputyId: 'd1', pointKind: 'stairwell' },
    })
  })

  test('tells units of the same name apart by the one above', () => {
    expect(plan({ kind: 'deputy', station: '中心站' })).toEqual({ ok: false, refusal: 'not-one' })
    const second = { ok: true, value: { stationId: 's2' } }
    expect(plan({ kind: 'deputy', station: '荻溪街道/中心站' })).toMatchObject(second)
    expect(plan({ kind: 'deputy', station: '中心站', town: '荻溪街道' })).toMatchObject(second)
    expect(findUnit(units, 'deputy', '东街站/李敏')).toMatchObject({ ok: true, value: { id: 'd1' } })
    expect(findUnit(units, 'deputy', '善桥镇/李敏')).toMatchObject({ ok: true, value: { id: 'd1' } })
  })

  test('about what is there already changes nothing, and the same name elsewhere is another unit', () => {
    expect(plan({ kind: 'town', name: '善桥镇' })).toEqual({ ok: false, refusal: 'already-there' })
    expect(plan({ kind: 'deputy', name: '李敏', station: '东街站' })).toEqual({ ok: false, refusal: 'already-there' })
    expect(plan({ kind: 'deputy', name: '李敏', station: '荻溪街道/中心站' }).ok).toBe(true)
  })

  test.each([
    [{ kind: '村' }, 'kind-misread'],
    [{ kind: 'town', name: '' }, 'name-misread'],
    [{ kind: 'station' }, 'town-needed'],
    [{ kind: 'station', town: '没有镇' }, 'no-such-town'],
    [{ kind: 'station', town: '善桥镇', type: 'kiosk' }, 'type-misread'],
    [{ kind: 'point' }, 'station-needed'],
    [{ kind: 'point', station: '东街站', latitude: '30.8' }, 'coordinates-misread'],
    [{ kind: 'point', station: '东街站', latitude: '91', longitude: '120' }, 'coordinates-misread'],
    [{ kind: 'point', station: '没有站' }, 'no-such-station'],
    [{ kind: 'point', station: '善桥镇/中心站', deputy: '李敏' }, 'no-such-deputy'],
  ])('%j is refused', (line, refusal) => {
    expect(plan(line)).toEqual({ ok: false, refusal })
  })
})
