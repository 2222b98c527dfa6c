/** A list as a file and a case on paper: what the desk shows, formulas never computed, and never who spoke. */
import { expect, test } from 'vitest'
import { caseSheetOf } from '../../src/http/case-sheet.ts'
import { readXlsx } from '../../src/outside/tables/read-xlsx.ts'
import { streamTable } from '../../src/outside/tables/stream-table.ts'
import { codeOf, idOf, type Login } from '../cast.ts'
import { good, type Story, solved, story, toStation } from './moves/story.ts'

const name = '林晓芳'
const phone = '13857200000'
const named = { identity: { kind: 'agency', name, phone } }

const printed = { at: new Date('2026-03-10T01:00:00Z'), by: '谁来打印', photos: [], more: 0 }

const fileFor = async (s: Story, login: Login, path: string) => (await s.as(login)).get(path)

test('a station exports its list: its own cases in their order, text as text, and nobody’s name', async () => {
  await using s = await story()
  const odd = await s.say(toStation, { text: '=HYPERLINK("http://x")，"路灯"坏了\n第二行', ...named })
  await s.move('dongjie', odd, 'mark-urgent')
  await s.say({ town: codeOf('town dixi') })
  const csv = await fileFor(s, 'dongjie', '/api/v1/cases/export?view=all&format=csv')
  expect(csv.status).toBe(200)
  expect(csv.headers['content-disposition']).toBe('attachment; filename="cases.csv"')
  const lines = csv.text.replace('\uFEFF', '').trimEnd().split('\r\n')
  expect(lines[0]).toMatch(/^编号,内容摘要,/)
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"")，""路灯""坏了"`)
  expect(lines[1]).toContain('2026-03-09 周一 09:00')
  expect(csv.text).not.toContain(name)
  expect(csv.text).not.toContain(phone)
  // Narrowed as the list is, and refused as it is.
  const none = await fileFor(s, 'dongjie', '/api/v1/cases/export?view=all&supervised=true&format=csv')
  expect(none.text.trimEnd().split('\r\n')).toHaveLength(1)
  expect((await fileFor(s, 'dongjie', '/api/v1/cases/export?view=nothing')).status).toBe(400)
})

test('a long list is exported whole, page after page', async () => {
  await using s = await story()
  await s.w.look(
    `with said as (
       insert into reports (district_id, id, code_hash, content_mac, channel, received_at, commitment)
       select 1, gen_random_uuid(), uuid_send(gen_random_uuid()), '', 'web', '2026-03-09T01:00:00Z', ''
       from generate_series(1, 1200) returning id)
     insert into cases (district_id, id, report_id, status, holder_kind) select 1, gen_random_uuid(), id, 'received', 'district' from said`.replaceAll(
      'select 1,',
      "select (select id from districts where prefix = 'QH'),",
    ),
  )
  const csv = await fileFor(s, 'qinhu', '/api/v1/cases/export?view=all&format=csv')
  const numbers = csv.text
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(',')[0])
  expect(numbers).toHaveLength(1200)
  expect(new Set(numbers).size).toBe(1200)
  const narrowed = await fileFor(s, 'qinhu', '/api/v1/cases/export?view=all&channel=web&format=csv')
  expect(narrowed.text.split('\r\n').slice(1, -1)).toHaveLength(1200)
})

test('a workbook written row by row is the one that readers of workbooks expect', async () => {
  async function* rows() {
    yield [['QH-2026-1', '=1+1', 3]]
    yield Array.from({ length: 700 }, (_, i) => [`QH-2026-${i + 2}`, '<路灯>&"坏了"', null])
  }
  const columns = ['编号', '内容摘要', '不认可次数'].map((column) => ({ name: column, width: 20 }))
  const pieces: Uint8Array[] = []
  for await (const piece of streamTable('xlsx', { name: '办件', columns, rows: rows() })) pieces.push(piece)
  const read = readXlsx(Buffer.concat(pieces))
  expect(read).toMatchObject({ ok: true })
  if (!read.ok) return
  expect(read.value).toHaveLength(702)
  expect(read.value.slice(0, 3).map(({ fields }) => fields.slice(0, 3))).toEqual([
    ['编号', '内容摘要', '不认可次数'],
    ['QH-2026-1', '=1+1', '3'],
    ['QH-2026-2', '<路灯>&"坏了"'],
  ])
})

test('the file of a case on paper: words, days, steps, answer, judgement, and never who spoke', async () => {
  await using s = await story()
  const words = `楼道的灯坏了。${'晚上看不见台阶，老人摔了一跤。'.repeat(60)}`
  const lamp = await s.say(toStation, { text: words, ...named })
  await s.move('dongjie', lamp, 'accept')
  await s.move('dongjie', lamp, 'hand-over', { agencyId: idOf('agency works'), words: '请尽快。' })
  const look = await s.try('shizheng', lamp, 'look-at-identity', { reason: '约时间上门' })
  expect(look.body.name).toBe(name)
  const clock = JSON.stringify(caseSheetOf(await s.see('dongjie', lamp), 'zh', printed))
  for (const said of ['3月9日(周一)', '3月18日(周三) 24:00', '第 7 天', '休息日，不算', '交办', '请尽快。', '谁来打印'])
    expect(clock).toContain(said)
  await s.move('shizheng', lamp, 'answer', solved)
  await s.resident(lamp, 'judge', good)
  const sheet = JSON.stringify(caseSheetOf(await s.see('dongjie', lamp), 'zh', printed))
  for (const said of [words.slice(-20), solved.words, '已解决', '满意', '说了这件事']) expect(sheet).toContain(said)
  for (const unsaid of [name, phone, '约时间上门', '看了姓名']) expect(sheet).not.toContain(unsaid)

  const answer = await fileFor(s, 'dongjie', `/api/v1/cases/${lamp.id}/sheet`)
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf'])
  expect(answer.text.startsWith('%PDF-1.7')).toBe(true)
  expect(answer.text).toContain('/Count 2')
  expect((await fileFor(s, 'liuan', `/api/v1/cases/${lamp.id}/sheet`)).status).toBe(404)
})
