/** Asking the resident: the clock stands still, one question each, ten working days in all; and words both ways. */
import { expect, test } from 'vitest'
import { idOf } from '../../cast.ts'
import { beijing, kinds, type Said, type Story, solved, story, toDeputy, toStation } from './story.ts'

async function withWorks(s: Story): Promise<Said> {
  const said = await s.say(toStation)
  await s.move('dongjie', said, 'accept')
  await s.move('dongjie', said, 'hand-over', { agencyId: idOf('agency works') })
  return said
}
const why = (seen: { due: { days: { date: string; why: string; counts: number | null }[] } }) =>
  seen.due.days.map(({ date, why: reason, counts }) => `${date.slice(5)} ${counts ?? '-'} ${reason}`)

test('a question stops the clock from the next day to the day of the reply, and the receipt explains it', async () => {
  await using s = await story()
  const said = await withWorks(s)
  s.clock('03-10 15:00')
  await s.move('shizheng', said, 'ask', { words: '是几单元？' })
  expect(await s.resident(said)).toMatchObject({
    status: 'waiting-for-resident',
    question: '是几单元？',
    // Ten working days after the 10th.
    waitsUntil: beijing('03-25 00:00'),
    due: { pausedSince: beijing('03-10 15:00') },
    moves: expect.arrayContaining(['reply', 'withdraw']),
  })
  expect((await s.try('shizheng', said, 'answer', solved)).body.refusal).toBe('not-from-this-status')
  await s.at('03-20 12:00')
  // While the resident is waited for, nobody is urged.
  expect(kinds(await s.see('dongjie', said))).toEqual(['receive', 'accept', 'hand-over', 'ask'])
  s.clock('03-12 20:30')
  const replied = await s.resident(said, 'words', { words: '二单元。' })
  expect(replied).toMatchObject({ status: 'with-agency', question: null, due: { pausedSince: null } })
  expect(replied.steps.at(-1)).toMatchObject({ kind: 'reply', words: '二单元。', at: beijing('03-12 20:00') })
  expect(replied.due.dueAt).toBe(beijing('03-21 00:00'))
  expect(why(replied)).toEqual([
    '03-09 - start',
    '03-10 1 working-day',
    '03-11 - paused',
    '03-12 - paused',
    '03-13 2 working-day',
    '03-14 - weekend',
    '03-15 - weekend',
    '03-16 3 working-day',
    '03-17 4 working-day',
    '03-18 5 working-day',
    '03-19 6 working-day',
    '03-20 7 working-day',
  ])
  expect((await s.try('shizheng', said, 'ask', { words: '几楼？' })).body.refusal).toBe('asked-once-already')
})

test('each holder has one question of its own; all together wait ten working days and no longer', async () => {
  await using s = await story()
  const said = await s.say(toStation)
  await s.move('dongjie', said, 'accept')
  await s.move('dongjie', said, 'ask', { words: '在哪一层？' })
  s.clock('03-17 10:00')
  await s.resident(said, 'words', { words: '三层。' })
  expect((await s.try('dongjie', said, 'ask', { words: '哪一户？' })).body.refusal).toBe('asked-once-already')
  await s.move('dongjie', said, 'hand-over', { agencyId: idOf('agency works') })
  await s.move('shizheng', said, 'ask', { words: '什么时候方便？' })
  // Six of ten working days are gone: four are left.
  expect(await s.resident(said)).toMatchObject({ waitsUntil: beijing('03-24 00:00') })
  await s.at('03-23 23:59')
  expect(await s.resident(said)).toMatchObject({ status: 'waiting-for-resident' })
  await s.at('03-26 09:00')
  const seen = await s.resident(said)
  expect(seen).toMatchObject({ status: 'with-agency', waitsUntil: null })
  expect(kinds(seen).filter((kind) => kind === 'resume')).toEqual(['resume'])
  // However late it was noticed: only the days until the 23rd stood still.
  expect(seen.due.dueAt).toBe(beijing('04-02 00:00'))
  expect((await s.try('shizheng', said, 'ask', { words: '？' })).body.refusal).toBe('asked-once-already')
  await s.settle()
  expect(kinds(await s.resident(said)).filter((kind) => kind === 'resume')).toEqual(['resume'])
})

test('a deputy’s hours stand still too, while the resident is asked', async () => {
  await using s = await story()
  const said = await s.say(toDeputy)
  await s.move('limin', said, 'accept')
  s.clock('03-09 15:20')
  await s.move('limin', said, 'ask', { words: '是几单元？' })
  s.clock('03-11 10:40')
  const replied = await s.resident(said, 'words', { words: '二单元。' })
  // Six hours were gone; eighteen are left from the hour of the reply.
  expect(replied).toMatchObject({ status: 'accepted' })
  expect(Date.parse(replied.due.dueAt) - Date.parse(beijing('03-12 04:00'))).toBeLessThanOrEqual(60_000)
  await s.at('03-12 03:59')
  expect(await s.resident(said)).toMatchObject({ heldBy: { kind: 'deputy' } })
  await s.at('03-12 04:01')
  expect(await s.resident(said)).toMatchObject({ heldBy: { kind: 'station' } })
})

test('holder and resident write to each other without stopping the clock', async () => {
  await using s = await story()
  const said = await withWorks(s)
  const { due } = await s.resident(said)
  await s.move('shizheng', said, 'message', { words: '师傅明天上午到。' })
  await s.resident(said, 'words', { words: '好，我在家。' })
  const [staffSide, residentSide] = [await s.see('shizheng', said), await s.resident(said)]
  for (const side of [staffSide, residentSide])
    expect(
      side.steps
        .filter(({ kind }: { kind: string }) => kind === 'message')
        .map(({ words, by }: { words: string; by: { kind: string } }) => [by.kind, words]),
    ).toEqual([
      ['agency', '师傅明天上午到。'],
      ['resident', '好，我在家。'],
    ])
  expect(residentSide.due).toEqual(due)
  expect(await s.resident(said, 'words', { words: ' ' })).toMatchObject({ refusal: 'nothing-said' })
  // Once it is over, there is nothing more to write.
  await s.resident(said, 'withdraw', { wasAsked: false })
  expect(await s.resident(said, 'words', { words: '还有。' })).toMatchObject({ refusal: 'not-from-this-status' })
  expect((await s.try('dongjie', said, 'message', { words: '？' })).body.refusal).toBe('not-from-this-status')
})
