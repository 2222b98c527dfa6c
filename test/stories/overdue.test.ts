/** Whoever does not act in time climbs the ladder to its last step: the public overdue list. */
import { expect, test } from 'vitest'
import { idOf } from '../cast.ts'
import { kinds, type Said, type Story, solved, story, toStation } from './moves/story.ts'

const secret = '蓝鲸灯塔'

/** A case that has lain with the agency since Monday 9 March 2026; it was due on Wednesday 18 March. */
async function lying(s: Story): Promise<Said> {
  const said = await s.say(toStation, { text: `${secret}不亮。`, place: '紫竹弄' })
  await s.move('dongjie', said, 'accept')
  await s.move('dongjie', said, 'hand-over', { agencyId: idOf('agency works') })
  return said
}
const list = async (s: Story) => (await s.w.resident.get('/overdue')).text.replace(/<[^>]+>/g, ' ')

/** Lets the clock look each day at nine. */
async function days(s: Story, from: number, until: number, month = '03') {
  for (let day = from; day <= until; day++) await s.at(`${month}-${String(day).padStart(2, '0')} 09:00`)
}

test('nobody is overdue: the page says so, and what would stand there', async () => {
  await using s = await story()
  expect(await list(s)).toContain('现在没有逾期公示的办件')
  expect((await s.w.resident.get('/')).text).toContain('href="/overdue"')
})

test('an agency that does nothing is reminded, urged, supervised and named; the list tells number, town, agency, days', async () => {
  await using s = await story()
  const said = await lying(s)
  await days(s, 10, 31)
  expect(await list(s)).toContain('现在没有逾期公示的办件')
  await days(s, 1, 2, '04')
  const ladder = kinds(await s.see('shizheng', said)).filter(
    (kind) => !['receive', 'accept', 'hand-over'].includes(kind),
  )
  expect(ladder).toEqual(['remind', 'urge', 'supervise', 'list-overdue'])
  const shown = await list(s)
  for (const words of [
    '现在有 1 件逾期没有办',
    'QH-2026-1',
    '善桥镇',
    '善桥镇市政所',
    '答复',
    '3月18日(周三)',
    '11 个工作日',
  ])
    expect(shown).toContain(words)
  // Nothing of what was said, nor where.
  for (const words of [secret, '紫竹弄', '东街']) expect(shown).not.toContain(words)
  // The resident reads it on the receipt.
  expect(kinds(await s.resident(said))).toContain('list-overdue')
})

test('once it is answered it leaves the list', async () => {
  await using s = await story()
  const said = await lying(s)
  await days(s, 10, 31)
  await days(s, 1, 2, '04')
  expect(await list(s)).toContain('QH-2026-1')
  await s.move('shizheng', said, 'answer', solved)
  expect(await list(s)).not.toContain('QH-2026-1')
})

test('a district names them as soon as its own rules say', async () => {
  await using s = await story()
  await s.w.look(`update rule_sets set rules = rules || '{"listOverdueWorkingDays": 6}' where district_id = 1`)
  await lying(s)
  await days(s, 10, 27)
  const shown = await list(s)
  expect(shown).toContain('QH-2026-1')
  expect(shown).toContain('超过 6 个工作日')
})

test('another district’s list is its own', async () => {
  await using s = await story()
  await lying(s)
  await days(s, 10, 31)
  await days(s, 1, 2, '04')
  const elsewhere = await s.w.app.inject({ url: '/overdue', headers: { host: 'elsewhere.test' } })
  expect([elsewhere.statusCode, elsewhere.body.includes('QH-2026-1')]).toEqual([200, false])
})
