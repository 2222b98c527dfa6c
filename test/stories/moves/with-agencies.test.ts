/** With agencies: co-handlers and their opinions, returns, extensions, and what the resident sees of it. */
import { expect, test } from 'vitest'
import { idOf } from '../../cast.ts'
import { bad, beijing, good, kinds, type Said, type Story, solved, story, toStation } from './story.ts'

const works = { agencyId: idOf('agency works') }

async function withWorks(s: Story, more: object = {}): Promise<Said> {
  const said = await s.say(toStation)
  await s.move('dongjie', said, 'accept')
  await s.move('dongjie', said, 'hand-over', { ...works, ...more })
  return said
}

test('a case is handed to a lead and to co-handlers, each with a due day of its own; only the lead answers', async () => {
  await using s = await story()
  const coHandlers = [{ agencyId: idOf('agency urban'), dueOn: '2026-03-12' }, { agencyId: idOf('agency water') }]
  const said = await withWorks(s, { coHandlers, words: '请牵头。' })
  expect(await s.see('shizheng', said)).toMatchObject({
    dueAt: beijing('03-19 00:00'),
    coHandlers: [
      { name: '沁湖区城管局', dueAt: beijing('03-13 00:00'), given: false },
      { name: '沁湖区水利局', dueAt: beijing('03-19 00:00'), given: false },
    ],
  })
  expect(await s.list('chengguan', 'view=to-do')).toEqual([said.id])
  expect((await s.try('zhujian', said, 'give-opinion', { words: '与我无关。' })).status).toBe(404)
  for (const [verb, body] of [
    ['answer', solved],
    ['return', { words: '不归我们。' }],
    ['ask', { words: '在几楼？' }],
    ['ask-extension', { words: '再等等。', until: '2026-03-23' }],
  ] as const)
    expect((await s.try('chengguan', said, verb, body)).body.refusal).toBe('not-the-lead')
  expect((await s.try('shizheng', said, 'give-opinion', { words: '我是主办。' })).body.refusal).toBe(
    'not-asked-for-an-opinion',
  )
  await s.move('chengguan', said, 'give-opinion', { words: '占道部分已清理。' })
  expect((await s.try('chengguan', said, 'give-opinion', { words: '再说一次。' })).body.refusal).toBe(
    'opinion-given-already',
  )
  expect(await s.list('chengguan', 'view=to-do')).toEqual([])
  expect((await s.see('shizheng', said)).steps.at(-1)).toMatchObject({
    kind: 'give-opinion',
    words: '占道部分已清理。',
    by: { kind: 'agency', name: '沁湖区城管局 高峰' },
  })
  // The resident gets one answer, not what agencies write to each other.
  expect((await s.w.resident.post('/api/v1/receipts/lookup', { receiptCode: said.receipt })).text).not.toContain('占道')
  await s.move('shizheng', said, 'answer', solved)
  expect(await s.resident(said)).toMatchObject({ answer: { by: { kind: 'agency', name: '善桥镇市政所' } } })
})

test('an agency is named once, and must exist', async () => {
  await using s = await story()
  const said = await s.say(toStation)
  await s.move('dongjie', said, 'accept')
  const twice = { ...works, coHandlers: [works] }
  expect((await s.try('dongjie', said, 'hand-over', twice)).body.refusal).toBe('agency-named-twice')
  const unknown = { agencyId: idOf('station dongjie') }
  expect((await s.try('dongjie', said, 'hand-over', unknown)).body.refusal).toBe('no-such-agency')
  expect((await s.try('dongjie', said, 'hand-over', { ...works, coHandlers: [unknown] })).status).toBe(400)
})

test('a return comes within two working days or not at all; the second is settled by the town, and binding', async () => {
  await using s = await story()
  const late = await withWorks(s)
  const said = await withWorks(s)
  await s.move('shizheng', said, 'return', { words: '属城管。' })
  expect(await s.see('dongjie', said)).toMatchObject({
    status: 'returned',
    agency: null,
    dueAt: beijing('03-11 00:00'),
  })
  expect((await s.try('shizheng', said, 'answer', solved)).status).toBe(404)
  await s.move('dongjie', said, 'hand-over', { agencyId: idOf('agency urban') })
  await s.move('chengguan', said, 'return', { words: '属市政。' })
  expect(await s.see('shanqiao', said)).toMatchObject({ status: 'returned', heldBy: { kind: 'town', name: '善桥镇' } })
  expect((await s.try('dongjie', said, 'hand-over', works)).body.refusal).toBe('not-yours')
  await s.move('shanqiao', said, 'hand-over', { ...works, words: '由市政所办理。' })
  expect((await s.try('shizheng', said, 'return', { words: '还是不归我们。' })).body.refusal).toBe('return-is-settled')
  // Why offices send it back and forth stays between them.
  expect(JSON.stringify(await s.resident(said))).not.toContain('属城管')

  s.clock('03-12 00:01')
  expect((await s.try('shizheng', late, 'return', { words: '属城管。' })).body.refusal).toBe('return-came-too-late')
  expect((await s.see('shizheng', late)).offered).toContainEqual({
    move: 'return',
    refusal: 'return-came-too-late',
    message: expect.stringContaining('。'),
  })
})

test('an extension is asked for before the case is due and granted by another person; the resident sees both dates', async () => {
  await using s = await story()
  const said = await withWorks(s)
  const ask = (until: string) => s.try('shizheng', said, 'ask-extension', { until, words: '等配件到货。' })
  expect(await s.see('shizheng', said)).toMatchObject({ latestExtension: '2026-03-27' })
  expect((await ask('2026-03-18')).body.refusal).toBe('extension-too-short')
  expect((await ask('2026-03-28')).body.refusal).toBe('extension-too-long')
  expect((await s.try('shanqiao', said, 'grant-extension')).body.refusal).toBe('no-extension-asked')
  expect((await ask('2026-03-25')).status).toBe(200)
  expect((await ask('2026-03-26')).body.refusal).toBe('extension-asked-already')
  expect(await s.list('shanqiao', 'view=to-do')).toEqual([said.id])
  expect(kinds(await s.resident(said))).toEqual(['receive', 'accept', 'hand-over'])
  // Someone who belongs to agency and town does not decide on what they asked for themselves.
  await s.join('shizheng', 'town', idOf('town shanqiao'))
  expect((await s.try('shizheng', said, 'grant-extension')).body.refusal).toBe('another-person-must')
  expect((await s.try('dongjie', said, 'grant-extension')).status).toBe(403)
  expect(await s.move('shanqiao', said, 'grant-extension')).toMatchObject({ dueAt: beijing('03-26 00:00') })

  const seen = await s.resident(said)
  expect(seen.due).toMatchObject({
    dueAt: beijing('03-26 00:00'),
    originalDueAt: beijing('03-19 00:00'),
    extendedUntil: '2026-03-25',
  })
  const added = seen.due.days.filter(({ date }: { date: string }) => date > '2026-03-18')
  expect(added.map(({ date, why }: { date: string; why: string }) => `${date.slice(5)} ${why}`)).toEqual([
    '03-19 extended',
    '03-20 extended',
    '03-21 weekend',
    '03-22 weekend',
    '03-23 extended',
    '03-24 extended',
    '03-25 extended',
  ])
  expect(seen.steps.at(-1)).toMatchObject({
    kind: 'grant-extension',
    by: { kind: 'town', name: '善桥镇' },
    until: '2026-03-25',
    dueBefore: beijing('03-19 00:00'),
  })
  expect((await ask('2026-03-27')).body.refusal).toBe('extended-already')
  // Nobody is urged before the extended day is over.
  await s.at('03-25 10:00')
  expect(kinds(await s.see('shanqiao', said)).filter((kind) => kind === 'urge')).toEqual([])
  await s.at('03-26 00:00')
  expect(kinds(await s.see('shanqiao', said)).filter((kind) => kind === 'urge')).toEqual(['urge'])
})

test('an extension is refused with words, and asked for too late it is not taken', async () => {
  await using s = await story()
  const said = await withWorks(s)
  await s.move('shizheng', said, 'ask-extension', { until: '2026-03-20', words: '等配件。' })
  expect((await s.try('shanqiao', said, 'refuse-extension', { words: '' })).body.refusal).toBe('nothing-said')
  await s.move('shanqiao', said, 'refuse-extension', { words: '仓库有货。' })
  expect(await s.see('shizheng', said)).toMatchObject({ extensionAsked: null, dueAt: beijing('03-19 00:00') })
  expect((await s.see('shizheng', said)).steps.at(-1)).toMatchObject({ kind: 'refuse-extension', words: '仓库有货。' })
  s.clock('03-19 00:00')
  const late = await s.try('shizheng', said, 'ask-extension', { until: '2026-03-23', words: '等配件。' })
  expect(late.body.refusal).toBe('extension-came-too-late')
})

test('the station adds its words to the answer, and nothing else changes', async () => {
  await using s = await story()
  const said = await withWorks(s)
  await s.move('shizheng', said, 'answer', solved)
  const before = await s.resident(said)
  await s.move('dongjie', said, 'relay', { words: '老陈，灯已亮，请看看。' })
  const after = await s.resident(said)
  expect(after.steps.at(-1)).toMatchObject({ kind: 'relay', words: '老陈，灯已亮，请看看。' })
  expect([after.status, after.due, after.answer]).toEqual([before.status, before.due, before.answer])
})

test('what an answer promises is tracked after closing, and the same resident is answered again', async () => {
  await using s = await story()
  const said = await withWorks(s)
  const plan = { words: '列入五月改造。', outcome: 'planned', plannedFor: '2026-05-20' }
  await s.move('shizheng', said, 'answer', plan)
  expect((await s.try('shizheng', said, 'fulfil', solved)).body.refusal).toBe('not-from-this-status')
  await s.resident(said, 'judge', { ...good, solved: false })
  expect(await s.see('shizheng', said)).toMatchObject({ status: 'closed', plannedFor: '2026-05-20' })
  s.clock('05-18 10:00')
  await s.move('shizheng', said, 'fulfil', { words: '今天已经改好。', outcome: 'solved' })
  const seen = await s.resident(said)
  expect(seen).toMatchObject({ status: 'answered', canJudge: true, answer: { words: '今天已经改好。' } })
  expect(await s.resident(said, 'judge', good)).toMatchObject({ status: 'closed', judgement: { solved: true } })
  expect((await s.try('shizheng', said, 'fulfil', solved)).body.refusal).toBe('no-plan-open')
})

test('sent back twice the case is supervised by the town, which answers finally', async () => {
  await using s = await story()
  const said = await withWorks(s)
  for (const nth of [1, 2]) {
    await s.move('shizheng', said, 'answer', solved)
    const back = await s.resident(said, 'judge', { ...bad, sendBack: true })
    expect(back).toMatchObject({ status: 'disputed', supervised: nth === 2 })
    await s.settle()
  }
  expect(await s.see('shanqiao', said)).toMatchObject({ status: 'disputed', heldBy: { kind: 'town' }, disputes: 2 })
  expect((await s.try('shanqiao', said, 'supervise')).body.refusal).toBe('supervised-already')
  await s.move('shanqiao', said, 'answer-directly', solved)
  expect(await s.resident(said, 'judge', good)).toMatchObject({ status: 'closed', supervised: false })
})
