/** Reports about the same thing go together under a lead; each resident is answered and judges alone. */
import { expect, test } from 'vitest'
import { codeOf, idOf } from '../../cast.ts'
import { bad, good, kinds, type Said, type Story, solved, story, toStation } from './story.ts'

async function three(s: Story): Promise<[Said, Said, Said]> {
  const said = [await s.say(toStation), await s.say(toStation), await s.say(toStation)] as const
  for (const each of said) await s.move('dongjie', each, 'accept')
  for (const each of said.slice(1)) await s.move('dongjie', each, 'merge', { into: said[0].id })
  return [...said]
}

test('each resident gets the lead’s answer and judges it alone; who sends it back goes on alone', async () => {
  await using s = await story()
  const [lead, one, two] = await three(s)
  expect(await s.see('dongjie', lead)).toMatchObject({ merged: [expect.any(String), expect.any(String)] })
  expect(await s.see('dongjie', one)).toMatchObject({ status: 'merged', lead: expect.stringContaining('QH-2026-') })
  expect(await s.resident(one)).toMatchObject({ status: 'merged', merged: true, due: null })
  await s.move('dongjie', lead, 'hand-over', { agencyId: idOf('agency works') })
  await s.move('shizheng', lead, 'answer', solved)
  await s.settle()
  for (const said of [one, two])
    expect(await s.resident(said)).toMatchObject({
      status: 'answered',
      merged: false,
      canJudge: true,
      answer: { words: solved.words, by: { name: expect.stringContaining('东街') } },
    })
  expect(await s.resident(one, 'judge', good)).toMatchObject({ status: 'closed' })
  expect(await s.resident(two, 'judge', { ...bad, sendBack: true })).toMatchObject({ status: 'disputed' })
  await s.settle()
  // Redone by whoever answered: the lead's agency. The lead itself still waits for its own resident.
  expect(await s.see('shizheng', two)).toMatchObject({ status: 'with-agency' })
  expect(await s.resident(lead)).toMatchObject({ status: 'answered' })
  expect(await s.resident(one)).toMatchObject({ status: 'closed' })
  await s.settle()
  expect(kinds(await s.resident(one)).filter((kind) => kind === 'answer-with-lead')).toHaveLength(1)
})

test('a merged case is split off again and goes its own way', async () => {
  await using s = await story()
  const [lead, one] = await three(s)
  expect((await s.try('dongjie', one, 'answer-directly', solved)).body.refusal).toBe('not-from-this-status')
  await s.move('dongjie', one, 'split')
  expect(await s.resident(one)).toMatchObject({ status: 'accepted', merged: false })
  await s.move('dongjie', lead, 'answer-directly', solved)
  await s.settle()
  expect(await s.resident(one)).toMatchObject({ status: 'accepted', answer: null })
  await s.move('dongjie', one, 'answer-directly', solved)
})

test('when the lead is withdrawn, declined, moved away or merged itself, the others go on alone', async () => {
  await using s = await story()
  const [lead, one, two] = await three(s)
  await s.resident(lead, 'withdraw', { wasAsked: false })
  await s.settle()
  for (const said of [one, two]) expect(await s.resident(said)).toMatchObject({ status: 'accepted', merged: false })
  await s.settle()
  expect(kinds(await s.resident(one))).toEqual(['receive', 'accept', 'merge', 'split'])

  await s.move('dongjie', two, 'merge', { into: one.id })
  await s.move('shanqiao', one, 'transfer', { to: { townId: idOf('town dixi') }, words: '地点在荻溪。' })
  await s.settle()
  expect(await s.resident(two)).toMatchObject({ status: 'accepted' })
})

test('nothing is merged into itself, into what is over or answered, or into what one may not see', async () => {
  await using s = await story()
  const [lead, one, two] = [await s.say(toStation), await s.say(toStation), await s.say(toStation)]
  const into = (said: Said, other: string) => s.try('dongjie', said, 'merge', { into: other })
  for (const said of [lead, one, two]) await s.move('dongjie', said, 'accept')
  expect((await into(one, one.id)).body.refusal).toBe('merge-into-itself')
  const elsewhere = await s.say({ station: codeOf('station liuan') })
  expect((await into(one, elsewhere.id)).status).toBe(404)
  await s.move('dongjie', lead, 'answer-directly', solved)
  expect((await into(one, lead.id)).body.refusal).toBe('lead-is-not-open')
  await s.move('dongjie', one, 'merge', { into: two.id })
  expect((await into(two, one.id)).body.refusal).toBe('lead-is-not-open')
  await s.move('dongjie', one, 'split')
  // Two people merge in opposite directions at once: one of them is told.
  const both = await Promise.all([into(one, two.id), into(two, one.id)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
})
