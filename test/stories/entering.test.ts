/** Someone comes to the station, calls, or writes a letter: staff enter it, and the receipt stays the resident's alone. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { codeOf, here } from '../cast.ts'
import { file, formOf, photoWithTraces } from '../forms.ts'
import { type Story, story } from './moves/story.ts'

const toStation = { station: codeOf('station dongjie') }
const spoken = {
  to: toStation,
  channel: 'walk-in',
  text: '菜场后门的台阶塌了一块。',
  place: '东街菜场后门',
} as const

const entry = (more: object = {}) => ({ entryId: randomUUID(), ...spoken, ...more })

/** The code as the resident hears it, spoken on the desk of whoever entered. */
async function heard(s: Story, login: 'dongjie', entryId: string): Promise<string> {
  const aloud = await (await s.as(login)).post('/api/v1/entries/aloud', { entryId })
  expect(aloud.status).toBe(200)
  return aloud.body.groups.join(' ')
}

describe('a clerk enters what a resident says at the counter', () => {
  test('it is received like any other, the desk keeps the number, and the resident follows it by receipt', async () => {
    await using s = await story()
    const clerk = await s.as('dongjie')
    const sent = entry({ speaker: 'household' })
    const entered = await clerk.post('/api/v1/entries', sent)
    expect([entered.status, entered.body.number]).toEqual([201, 'QH-2026-1'])

    const seen = await s.see('dongjie', { id: entered.body.caseId })
    expect(seen).toMatchObject({
      ...{ text: spoken.text, channel: 'walk-in', speaker: 'household', status: 'received' },
    })
    expect(seen.steps.map(({ kind, by }: { kind: string; by: { name: string } }) => [kind, by.name])).toEqual([
      ['receive', ''],
      ['enter', '东街代表联络站 陈晓岚'],
    ])

    const receipt = await heard(s, 'dongjie', sent.entryId)
    const followed = await s.resident({ receipt })
    expect(followed).toMatchObject({ text: spoken.text, place: spoken.place, status: 'received' })
    // The resident sees that it was entered, and that the receipt was handed out: units, no persons.
    expect(followed.steps.map(({ kind, by }: { kind: string; by: { name: string } }) => [kind, by.name])).toEqual([
      ['receive', ''],
      ['enter', '东街代表联络站'],
      ['hand-out-receipt', '东街代表联络站'],
    ])
  })

  test('the same entry sent again is the same case; other content under its id is refused', async () => {
    await using s = await story()
    const clerk = await s.as('dongjie')
    const sent = entry()
    const first = await clerk.post('/api/v1/entries', sent)
    const again = await clerk.post('/api/v1/entries', sent)
    expect([again.status, again.body.caseId]).toEqual([201, first.body.caseId])
    const other = await clerk.post('/api/v1/entries', { ...sent, text: '另一件事。' })
    expect([other.status, other.body.refusal]).toEqual([409, 'already-delivered'])
    expect(await s.w.look('select id from cases')).toHaveLength(1)
  })

  test('a letter comes as its pages, which hang on what the resident said', async () => {
    await using s = await story()
    const clerk = await s.as('dongjie')
    const { payload, headers } = formOf(
      { entryId: randomUUID(), to: JSON.stringify(toStation), channel: 'paper', callBack: 'false' },
      [file(await photoWithTraces(600, 400))],
    )
    const [token] = [
      (
        await s.w.app.inject({
          method: 'POST',
          url: '/api/v1/sessions',
          headers: { host: 'localhost' },
          payload: { login: 'dongjie', password: 'jieyou-demo' },
        })
      ).json().token,
    ]
    const sent = await s.w.app.inject({
      method: 'POST',
      url: '/api/v1/entries',
      headers: { host: 'localhost', authorization: `Bearer ${token}`, ...headers },
      payload,
    })
    expect([sent.statusCode, sent.json().notKept]).toEqual([201, []])
    const { steps } = (await clerk.get(`/api/v1/cases/${sent.json().caseId}`)).body
    expect(steps.map(({ kind, files }: { kind: string; files: unknown[] }) => [kind, files.length])).toEqual([
      ['receive', 1],
      ['enter', 0],
    ])
  })

  test('about the station itself it goes one level up, and the station has only its number', async () => {
    await using s = await story()
    const clerk = await s.as('dongjie')
    const sent = entry({ aboutAddressee: true })
    const entered = await clerk.post('/api/v1/entries', sent)
    expect(entered.body).toMatchObject({ number: 'QH-2026-1', caseId: null })
    expect(await s.list('dongjie')).toEqual([])
    expect(await s.list('shanqiao')).toHaveLength(1)
    // Whoever complains takes the receipt home all the same.
    expect((await s.resident({ receipt: await heard(s, 'dongjie', sent.entryId) })).hiddenFromAddressee).toBe(true)
  })
})

describe('the code is nowhere but in the resident’s hand', () => {
  test('no reply and no row holds it, and the id in the browser does not lead to it', async () => {
    await using s = await story()
    const clerk = await s.as('dongjie')
    const sent = entry()
    const entered = await clerk.post('/api/v1/entries', sent)
    const receipt = await heard(s, 'dongjie', sent.entryId)
    const bare = receipt.replaceAll(' ', '')
    const shown = [
      entered,
      await clerk.get(`/api/v1/cases/${entered.body.caseId}`),
      await clerk.get('/api/v1/cases?view=all'),
    ].map(({ text }) => text)
    for (const text of shown) expect([text.includes(receipt), text.includes(bare)]).toEqual([false, false])
    // Somebody who took the entry's id from the browser, and knows how codes are made, gets none.
    const { receiptCodeOf } = await import('../../src/ledger/receipt-secret.ts')
    expect(receiptCodeOf(here.prefix, sent.entryId)).not.toBe(bare)
  })

  test('a colleague cannot have it, and after three times or two hours nobody can', async () => {
    await using s = await story()
    const clerk = await s.as('dongjie')
    const sent = entry()
    await clerk.post('/api/v1/entries', sent)
    for (const path of ['slip', 'aloud']) {
      const theirs = await (await s.as('shanqiao')).post(`/api/v1/entries/${path}`, { entryId: sent.entryId })
      expect([theirs.status, theirs.body.refusal]).toEqual([404, 'no-such-receipt'])
    }
    const slip = await clerk.post('/api/v1/entries/slip', { entryId: sent.entryId })
    expect([slip.status, slip.headers['content-type'], slip.headers['cache-control']]).toEqual([
      200,
      'image/svg+xml',
      'no-store',
    ])
    expect(slip.text).toContain('QH-2026-1')
    await heard(s, 'dongjie', sent.entryId)
    await heard(s, 'dongjie', sent.entryId)
    const fourth = await clerk.post('/api/v1/entries/slip', { entryId: sent.entryId })
    expect([fourth.status, fourth.body.refusal]).toEqual([409, 'hand-out-over'])

    const later = entry()
    await clerk.post('/api/v1/entries', later)
    s.clock('03-09 11:00')
    const late = await (await s.as('dongjie')).post('/api/v1/entries/slip', { entryId: later.entryId })
    expect([late.status, late.body.refusal]).toEqual([409, 'hand-out-over'])
  })
})

describe('who may enter what', () => {
  test('each for their own units: a deputy for themselves and the station, an office for what is below it', async () => {
    await using s = await story()
    const codes = {
      deputy: { deputy: codeOf('deputy limin') },
      point: { point: codeOf('point market') },
      studio: { point: codeOf('point studio') },
      station: toStation,
      town: { town: codeOf('town shanqiao') },
      district: { district: here.prefix },
      elsewhere: { station: codeOf('station liuan') },
    }
    const may: Record<string, string[]> = {}
    for (const login of ['limin', 'dongjie', 'shanqiao', 'qinhu'] as const) {
      const person = await s.as(login)
      may[login] = []
      for (const [name, to] of Object.entries(codes)) {
        const { status, body } = await person.post('/api/v1/entries', entry({ to }))
        expect([201, 403]).toContain(status)
        if (status === 403) expect(body.refusal).toBe('not-your-place')
        else may[login].push(name)
      }
    }
    expect(may).toEqual({
      limin: ['deputy', 'point', 'studio', 'station'],
      dongjie: ['deputy', 'point', 'studio', 'station'],
      shanqiao: ['deputy', 'point', 'studio', 'station', 'town'],
      qinhu: Object.keys(codes),
    })
  })

  test('the list of places offers exactly those, and finds them by name', async () => {
    await using s = await story()
    const names = async (login: 'limin' | 'dongjie' | 'qinhu', search = '') =>
      (await (await s.as(login)).get(`/api/v1/entries/places?search=${encodeURIComponent(search)}`)).body.places.map(
        ({ name }: { name: string }) => name,
      )
    expect(await names('limin')).toEqual([
      '李敏',
      '东街代表联络站',
      '东街菜场',
      '东街桥北公交站',
      '李敏代表工作室',
      '幸福里 3 幢楼道',
    ])
    expect(await names('dongjie', '周')).toEqual(['周建平'])
    expect(await names('qinhu', '%')).toEqual([])
    expect((await (await s.as('qinhu')).get('/api/v1/entries/places')).body.district).toEqual({
      code: here.prefix,
      name: here.name,
    })
  })

  test('to be called back a name and a telephone are needed', async () => {
    await using s = await story()
    const clerk = await s.as('dongjie')
    for (const identity of [{ kind: 'anonymous' }, { kind: 'station', name: '林先生', phone: '' }]) {
      const refused = await clerk.post('/api/v1/entries', entry({ callBack: true, identity }))
      expect([refused.status, refused.body.refusal]).toEqual([400, 'call-back-needs-a-phone'])
    }
    const named = { kind: 'station', name: '林先生', phone: '13800000000' }
    expect((await clerk.post('/api/v1/entries', entry({ callBack: true, identity: named }))).status).toBe(201)
    expect(await s.w.look('select report_id from call_back_consents')).toHaveLength(1)
  })
})

test('a judgement that somebody helped with is kept, marked, and counted apart', async () => {
  await using s = await story()
  const judged = async (assisted: boolean) => {
    const said = await s.say(toStation)
    await s.move('dongjie', said, 'accept')
    await s.move('dongjie', said, 'answer-directly', { words: '修好了。', outcome: 'solved' })
    await s.resident(said, 'judge', {
      process: 'satisfied',
      result: 'satisfied',
      solved: true,
      ...(assisted && { assisted }),
    })
    return s.see('dongjie', said)
  }
  expect((await judged(true)).judgement).toEqual({
    process: 'satisfied',
    result: 'satisfied',
    solved: true,
    assisted: true,
  })
  expect((await judged(false)).judgement).toEqual({ process: 'satisfied', result: 'satisfied', solved: true })
  const home = await s.w.resident.get('/')
  expect(home.text).toContain('另有 1 件的评价是别人帮着填的')
})
