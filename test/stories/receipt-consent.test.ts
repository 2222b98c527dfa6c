/** Consent to be told in public: the redacted words first, nothing preselected, taken back when the resident likes. */
import { expect, test } from 'vitest'
import { receiptMore as zh } from '../../src/words/zh/receipt-more.ts'
import { refusals } from '../../src/words/zh/refusals.ts'
import type { Page } from '../page.ts'
import { codeOn, make, spoken } from '../receipt.ts'
import { type World, world } from '../world.ts'

const said = '我叫王建国，住幸福里 3 幢 2 单元 501 室，电话 13812345678。楼道的灯坏了。'
const redacted = '我叫■■，住幸福里 ■幢 ■单元 ■室，电话 ■■。楼道的灯坏了。'
const answered = '王师傅，灯已经换好，有事打 0572-8123456。'
const redactedAnswer = '■■师傅，灯已经换好，有事打 ■■。'
const judgement = { process: 'satisfied', result: 'satisfied', solved: 'true' }

/** What can be read, with the black bars in their words. */
const readAloud = ({ html }: Page) => html.replace(/<span class="bar"[^>]*>(■+)<\/span>/g, '$1')

const consents = (w: World) =>
  w.look(
    "select kind, detail from events e join event_contents c on c.event_id = e.id where kind like '%consent%' order by seq",
  )

test('the words to be published are shown at the judgement, kept as they were shown, and taken back', async () => {
  await using w = await world()
  const { look, id, station, receiptCode } = await spoken(w, said)
  expect((await look()).text).not.toContain(zh.consent.title)
  await make(station, id, 'accept')
  await make(station, id, 'answer-directly', { words: answered, outcome: 'solved' })

  const asked = await look()
  for (const words of [zh.consent.title, redacted, redactedAnswer]) expect(readAloud(asked)).toContain(words)
  const form = asked.form('/receipt/judge')
  // Nothing is chosen beforehand.
  expect(form.fields).not.toHaveProperty('publish')
  // A judgement without an answer to it publishes nothing; what was chosen is kept when the judgement is not whole.
  const incomplete = await form.send({ publish: 'yes' })
  expect(incomplete.status).toBe(400)
  expect(incomplete.form('/receipt/judge').fields.publish).toBe('yes')
  const judged = await incomplete.form('/receipt/judge').send(judgement)
  expect(judged.status, judged.text).toBe(200)
  for (const words of [
    zh.stepMore['consent-to-publish'],
    zh.consent.given,
    redacted,
    redactedAnswer,
    zh.consent.notYet,
  ])
    expect(readAloud(judged)).toContain(words)
  const [kept] = await consents(w)
  expect(kept).toMatchObject({ detail: { report: redacted, answer: redactedAnswer } })

  // Given again it is given once; taken back it is gone, and can be given again.
  const { disclosure } = (await w.resident.post('/api/v1/receipts/lookup', { receiptCode })).body
  expect(disclosure).toEqual({ report: redacted, answer: redactedAnswer, mark: form.fields.mark, consented: true })
  const again = await w.resident.post('/api/v1/receipts/consent', { receiptCode, mark: disclosure.mark })
  expect([again.status, (await consents(w)).length]).toEqual([200, 1])
  const back = await judged.form('/receipt/consent').send()
  expect(back.text).toContain(zh.stepMore['take-back-consent'])
  expect((await w.resident.post('/api/v1/receipts/take-back-consent', { receiptCode })).body.disclosure.consented).toBe(
    false,
  )
  expect((await consents(w)).map(({ kind }) => kind)).toEqual(['consent-to-publish', 'take-back-consent'])
  const later = await back.form('/receipt/consent').send()
  expect(later.text).toContain(zh.consent.given)
  expect((await consents(w)).map(({ kind }) => kind).at(-1)).toBe('consent-to-publish')
  expect(w.problems).toEqual([])
})

test('consent is to the words that were shown: with another answer it is asked anew', async () => {
  await using w = await world()
  const { look, id, station, receiptCode } = await spoken(w, said)
  await make(station, id, 'accept')
  await make(station, id, 'answer-directly', { words: answered, outcome: 'planned', plannedFor: '2026-05-01' })
  const first = (await look()).form('/receipt/judge')
  expect((await first.send({ ...judgement, solved: 'false', publish: 'yes' })).text).toContain(zh.consent.given)

  await make(station, id, 'fulfil', { words: '全楼的灯都换了。', outcome: 'solved' })
  const fulfilled = await look()
  expect(fulfilled.text).not.toContain(zh.consent.given)
  for (const words of ['全楼的灯都换了。', zh.consent.title]) expect(fulfilled.text).toContain(words)
  // The mark of the old words agrees to nothing; the judgement stands.
  const stale = await fulfilled
    .form('/receipt/judge')
    .send({ ...judgement, publish: 'yes', mark: first.fields.mark as string })
  expect(stale.status).toBe(409)
  for (const words of [refusals['shown-words-changed'], zh.consent.problemTitle]) expect(stale.text).toContain(words)
  expect((await w.look<{ status: string }>('select status from cases'))[0]?.status).toBe('closed')
  expect(await consents(w)).toHaveLength(1)
  expect((await w.resident.post('/api/v1/receipts/lookup', { receiptCode })).body.disclosure.consented).toBe(false)
})

test('an answer that is sent back is not published, nor what has no answer', async () => {
  await using w = await world()
  const { look, id, station, receiptCode } = await spoken(w, said)
  const early = await w.resident.post('/api/v1/receipts/consent', { receiptCode, mark: 'x' })
  expect([early.status, early.body.refusal]).toEqual([409, 'nothing-to-publish'])
  await make(station, id, 'accept')
  await make(station, id, 'answer-directly', { words: answered, outcome: 'explained' })
  const sentBack = await (await look())
    .form('/receipt/judge')
    .send({ ...judgement, solved: 'false', publish: 'yes', sendBack: 'true' })
  expect(sentBack.status).toBe(200)
  expect(sentBack.text).not.toContain(zh.consent.title)
  expect(await consents(w)).toEqual([])
})

test('a word about the page is a report to the district, with a receipt of its own and no link to the first', async () => {
  await using w = await world()
  const { look, receiptCode } = await spoken(w)
  const form = (await look()).form('/receipt/page-word')
  expect(form.fields).not.toHaveProperty('receiptCode')
  const sent = await form.send({ easy: 'no', text: '字太小。' })
  expect(sent.status, sent.text).toBe(200)
  const own = codeOn(sent)
  expect(own).not.toBe(receiptCode)
  for (const words of [zh.pageWord.text.hard, '字太小。']) expect(sent.text).toContain(words)
  // One press is enough; the same page sent twice is one word.
  await form.send({ easy: 'no', text: '字太小。' })
  await (await look()).form('/receipt/page-word').send({ easy: 'yes' })
  const office = await w.signIn('qinhu')
  const { cases } = (await office.get('/api/v1/cases')).body
  expect(cases.map(({ title }: { title: string }) => title).sort()).toEqual([
    zh.pageWord.text.hard,
    zh.pageWord.text.easy,
  ])
  const long = await (await look()).form('/receipt/page-word').send({ easy: 'yes', text: '字'.repeat(6001) })
  expect([long.status, long.text.includes('字'.repeat(6001))]).toEqual([400, true])
  expect((await (await look()).form('/receipt/page-word').send({ easy: 'maybe' })).status).toBe(400)
})
