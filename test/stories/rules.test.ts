/** A district changes its rules and its calendar at the desk, and sees beforehand what that does to open cases. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { codeOf, idOf } from '../cast.ts'
import { monday, type World, world } from '../world.ts'

/** Something is said to the station in the east street, and its people hand it to the works on Monday. */
async function handedOver(w: World, at = monday.toISOString()) {
  w.at(at)
  await w.resident.post('/api/v1/reports', {
    submissionId: randomUUID(),
    to: { station: codeOf('station dongjie') },
    text: '路灯坏了。',
  })
  const [row] = await w.look<{ id: string }>('select id from cases order by number desc limit 1')
  const id = row?.id as string
  const [station, office] = [await w.signIn('dongjie'), await w.signIn('qinhu')]
  expect((await station.post(`/api/v1/cases/${id}/accept`)).status).toBe(200)
  expect((await station.post(`/api/v1/cases/${id}/hand-over`, { agencyId: idOf('agency works') })).status).toBe(200)
  return { id, station, office }
}

test('the office previews and sets new rules: what runs keeps its due date, what begins later has the new one', async () => {
  await using w = await world()
  const { id: running, office } = await handedOver(w)
  const before = (await office.get(`/api/v1/cases/${running}`)).body
  expect(before.due.limit).toEqual({ count: 7, unit: 'working-days' })
  const rules = {
    ...(await office.get('/api/v1/rules')).body.sets[0].rules,
    handleWorkingDays: 5,
    returnWorkingDays: 1,
  }

  const preview = (await office.post('/api/v1/rules/preview', { validFrom: '2026-03-10', rules })).body
  expect(preview).toMatchObject({ changed: ['handleWorkingDays', 'returnWorkingDays'], open: 1, steps: 1, returns: 1 })
  // Two working days earlier would be Monday the 16th, over a weekend; the due date itself stays.
  expect(preview.cases).toMatchObject([
    {
      id: running,
      dueAt: before.dueAt,
      wouldBeDue: '2026-03-16T16:00:00.000Z',
      returnBy: { from: '2026-03-11T16:00:00.000Z', to: '2026-03-10T16:00:00.000Z' },
    },
  ])
  expect((await office.get('/api/v1/rules')).body.sets).toHaveLength(1)

  expect(
    (await office.post('/api/v1/rules', { validFrom: '2026-03-10', rules, words: '区里定了五日办结。' })).status,
  ).toBe(200)
  const coming = (await office.get('/api/v1/rules')).body
  expect(coming.sets.map(({ validFrom, state }: { validFrom: string; state: string }) => [validFrom, state])).toEqual([
    ['2026-03-10', 'coming'],
    ['2020-01-01', 'in-force'],
  ])
  expect(coming.history[0]).toMatchObject({
    kind: 'add-rule-set',
    by: '沁湖区',
    who: '徐静',
    what: '2026-03-10',
    words: '区里定了五日办结。',
    changes: [
      { name: 'handleWorkingDays', from: '7', to: '5' },
      { name: 'returnWorkingDays', from: '2', to: '1' },
    ],
  })

  // On Monday a case still gets seven days; given back and handed over again on Tuesday, five.
  const { id: later } = await handedOver(w)
  expect((await office.get(`/api/v1/cases/${later}`)).body.due.limit.count).toBe(7)
  w.at('2026-03-10T02:00:00Z')
  // A working day later everyone signs in anew.
  const [works, clerk, again] = [await w.signIn('shizheng'), await w.signIn('dongjie'), await w.signIn('qinhu')]
  expect((await works.post(`/api/v1/cases/${later}/return`, { words: '不归我们。' })).status).toBe(200)
  expect((await clerk.post(`/api/v1/cases/${later}/hand-over`, { agencyId: idOf('agency urban') })).status).toBe(200)
  expect((await again.get(`/api/v1/cases/${later}`)).body.due.limit.count).toBe(5)
  expect((await again.get(`/api/v1/cases/${running}`)).body.dueAt).toBe(before.dueAt)
})

test('a past day, a number out of its range, and rules that change nothing are refused; coming rules are taken back', async () => {
  await using w = await world()
  const office = await w.signIn('qinhu')
  const { rules } = (await office.get('/api/v1/rules')).body.sets[0]
  const set = (validFrom: string, changed: object) =>
    office.post('/api/v1/rules', { validFrom, rules: { ...rules, ...changed } })
  expect((await set('2026-03-08', { redoWorkingDays: 6 })).body.refusal).toBe('rules-day-past')
  expect((await set('2026-04-01', { redoWorkingDays: 0 })).body.refusal).toBe('rule-out-of-range')
  expect((await set('2026-04-01', {})).body.refusal).toBe('rules-unchanged')
  expect((await office.post('/api/v1/rules', { validFrom: '2026-04-01', rules: { redoWorkingDays: 6 } })).status).toBe(
    400,
  )
  expect((await set('2026-04-01', { redoWorkingDays: 6 })).status).toBe(200)
  expect((await office.post('/api/v1/rules/withdraw', { validFrom: '2020-01-01' })).body.refusal).toBe(
    'no-such-rule-set',
  )
  expect((await office.post('/api/v1/rules/withdraw', { validFrom: '2026-04-01', words: '先不改。' })).status).toBe(200)
  const after = (await office.get('/api/v1/rules')).body
  expect(after.sets).toHaveLength(1)
  expect(after.history[0]).toMatchObject({ kind: 'withdraw-rule-set', what: '2026-04-01', words: '先不改。' })
  const auditor = await w.signIn('shenji')
  expect((await auditor.get('/api/v1/rules')).body).toMatchObject({ mayChange: false })
})

test('a day is made a holiday: the preview names the due dates that move, and both are kept', async () => {
  await using w = await world()
  const { id, office } = await handedOver(w)
  const { dueAt } = (await office.get(`/api/v1/cases/${id}`)).body
  const days = [{ date: '2026-03-12', day: { kind: 'holiday', name: '防汛停工' } }]
  const preview = (await office.post('/api/v1/calendar/preview', { days })).body
  expect(preview.days).toEqual([{ date: '2026-03-12', from: null, to: 'holiday 防汛停工' }])
  const mine = preview.cases.find((one: { id: string }) => one.id === id)
  expect(mine).toMatchObject({ from: dueAt, to: '2026-03-19T16:00:00.000Z' })
  expect((await office.get(`/api/v1/cases/${id}`)).body.dueAt).toBe(dueAt)

  const corrected = await office.post('/api/v1/calendar', { days, words: '汛情通知。' })
  expect(corrected.body).toEqual({ days: 1, moved: preview.moved })
  const after = (await office.get(`/api/v1/cases/${id}`)).body
  expect(after.dueAt).toBe('2026-03-19T16:00:00.000Z')
  expect(after.steps.at(-1)).toMatchObject({ kind: 'recount', dueBefore: dueAt })
  expect((await office.post('/api/v1/calendar', { days })).body.refusal).toBe('calendar-unchanged')
  const { history } = (await office.get('/api/v1/calendar?year=2026')).body
  expect(history[0]).toMatchObject({ kind: 'correct-calendar', who: '徐静', words: '汛情通知。' })
})

test('next year’s holidays are missed from November on, read in from a file, and no more missed then', async () => {
  await using w = await world()
  w.at('2026-10-31T02:00:00Z')
  let office = await w.signIn('qinhu')
  expect((await office.get('/api/v1/calendar/gap')).body.gap).toBe('none')
  w.at('2026-10-31T16:00:00Z')
  office = await w.signIn('qinhu')
  expect((await office.get('/api/v1/calendar/gap')).body).toEqual({ gap: 'next-year', year: 2027 })

  const read = (year: number, text: string) =>
    office.post('/api/v1/calendar/read', { year, content: Buffer.from(text).toString('base64') })
  expect((await read(2027, '日子,说明\n2027-01-01,元旦\n')).body.refusal).toBe('calendar-columns-missing')
  expect((await read(2027, '日期,类型,名称\n2027-02-30,放假,春节\n')).body.refusal).toBe('calendar-lines-misread')
  expect((await read(2027, '日期,类型,名称\n2026-01-01,放假,元旦\n')).body.refusal).toBe('nothing-in-it')
  expect((await office.post('/api/v1/calendar/read', { year: 2099, content: null })).body.refusal).toBe('no-such-year')
  const phone = [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'DTSTART;VALUE=DATE:20270101',
    'DTEND;VALUE=DATE:20270104',
    'SUMMARY:元旦（休）',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'DTSTART;VALUE=DATE:20270109',
    'SUMMARY:元旦（班）',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')
  const { days } = (await read(2027, phone)).body
  expect(days).toEqual([
    ...['2027-01-01', '2027-01-02', '2027-01-03'].map((date) => ({ date, day: { kind: 'holiday', name: '元旦' } })),
    { date: '2027-01-09', day: { kind: 'make-up', name: '元旦' } },
  ])
  expect((await read(2027, '日期,类型,名称\n2027/1/1,放假,元旦\n2027年1月9日,调休上班,元旦\n')).body.days).toHaveLength(
    2,
  )
  expect((await office.post('/api/v1/calendar', { days })).body.days).toBe(4)
  // What is exported can be read in again, and says the same.
  const { text } = await office.get('/api/v1/calendar/export?year=2027&format=csv')
  expect((await read(2027, text)).body.days).toEqual(days)
  expect((await office.get('/api/v1/calendar/gap')).body.gap).toBe('none')
  expect((await office.get('/api/v1/calendar?year=2027')).body.days).toHaveLength(4)
})

test('a year read from the program’s own data is that year as it is known, so nothing changes', async () => {
  await using w = await world()
  const office = await w.signIn('qinhu')
  const { days } = (await office.post('/api/v1/calendar/read', { year: 2025, content: null })).body
  expect(days.length).toBeGreaterThan(25)
  expect((await office.post('/api/v1/calendar', { days })).body.refusal).toBe('calendar-unchanged')
})
