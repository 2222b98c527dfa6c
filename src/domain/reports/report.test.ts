/** A resident says something, and chooses who may know who spoke. */
import { describe, expect, test } from 'vitest'
import { type Identity, receiveReport } from './report.ts'

const anonymous: Identity = { kind: 'anonymous' }
const said = (parts: Partial<Parameters<typeof receiveReport>[0]>) =>
  receiveReport({ text: '三号门的路灯坏了。', place: '', identity: anonymous, ...parts })

describe('an anonymous resident', () => {
  test('says what is wrong and where, and it is kept tidied', () => {
    expect(said({ text: '  路灯坏了\r\n', place: ' 三号门 ' })).toEqual({
      ok: true,
      value: { text: '路灯坏了', place: '三号门', identity: { kind: 'anonymous' } },
    })
  })

  test('need not say where', () => {
    expect(said({ place: ' ' })).toEqual({
      ok: true,
      value: { text: '三号门的路灯坏了。', place: '', identity: { kind: 'anonymous' } },
    })
  })

  test('leaves no name behind, even when a client sends one along', () => {
    const careless = { kind: 'anonymous', name: '王芳', phone: '13800000000' } as Identity
    const kept = said({ identity: careless })
    expect(kept.ok && kept.value.identity).toEqual({ kind: 'anonymous' })
  })

  test('is told when nothing was said, or too much', () => {
    expect(said({ text: ' \u200B ' })).toEqual({ ok: false, refusal: 'nothing-said' })
    expect(said({ text: '字'.repeat(6001) })).toEqual({ ok: false, refusal: 'too-long' })
    expect(said({ place: '路'.repeat(201) })).toEqual({ ok: false, refusal: 'place-too-long' })
    expect(said({ place: '𠮷'.repeat(200) }).ok).toBe(true)
  })
})

describe.each(['station', 'agency'] as const)('a resident who gives a name (to the %s)', (kind) => {
  const named = (name: string, phone: string) => said({ identity: { kind, name, phone } })

  test('is kept with name and telephone, tidied', () => {
    const kept = named(' 王芳 ', ' 0572-2021234 ')
    expect(kept.ok && kept.value.identity).toEqual({ kind, name: '王芳', phone: '0572-2021234' })
  })

  test('need not give a telephone', () => {
    const kept = named('阿卜杜热西提·买买提', '')
    expect(kept.ok && kept.value.identity).toEqual({ kind, name: '阿卜杜热西提·买买提', phone: '' })
  })

  test('is told when the name is missing or too long', () => {
    expect(named(' ', '13800000000')).toEqual({ ok: false, refusal: 'name-missing' })
    expect(named('名'.repeat(60), '').ok).toBe(true)
    expect(named('名'.repeat(61), '')).toEqual({ ok: false, refusal: 'name-too-long' })
  })

  test.each(['13800000000', '+86 138 0000 0000', '12345', '0572-2021234'])('may give %s as a telephone', (phone) => {
    expect(named('王芳', phone).ok).toBe(true)
  })

  test.each(['1234', '打我手机', '138+00000000', '0572_2021234', '1'.repeat(21), 'wang@example.cn'])(
    'is told that %s is not a telephone',
    (phone) => {
      expect(named('王芳', phone)).toEqual({ ok: false, refusal: 'phone-misread' })
    },
  )
})
