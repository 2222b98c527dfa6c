/** Photos and recordings beside the words of a question, a reply and an answer. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { codeOf, demonstrationPassword } from '../cast.ts'
import { file, photoWithTraces, sendForm, wav } from '../forms.ts'
import { world } from '../world.ts'

test('a station answers with a photo, and the resident adds a recording to what was said', async () => {
  await using w = await world()
  const sent = await w.resident.post('/api/v1/reports', {
    submissionId: randomUUID(),
    to: { station: codeOf('station dongjie') },
    text: '楼道的灯坏了。',
  })
  const { receiptCode } = sent.body
  const added = await sendForm(
    w,
    { receiptCode, words: '录了一段，听听有多吵。' },
    [file(wav(1))],
    '/api/v1/receipts/words',
  )
  expect(added.body.steps.at(-1)).toMatchObject({ kind: 'message', files: [{ kind: 'recording' }] })

  const station = await w.signIn('dongjie')
  const { cases } = (await station.get('/api/v1/cases')).body
  const { id } = cases[0]
  await station.post(`/api/v1/cases/${id}/accept`)
  const { token } = (await w.resident.post('/api/v1/sessions', { login: 'dongjie', password: demonstrationPassword }))
    .body
  const before = (await station.get(`/api/v1/cases/${id}`)).body
  const answered = await sendForm(
    w,
    { words: '灯换好了，照片在这里。', outcome: 'solved', version: String(before.version) },
    [file(await photoWithTraces(90, 60)), file(Buffer.from('no picture at all'))],
    `/api/v1/cases/${id}/answer-directly`,
    { authorization: `Bearer ${token}` },
  )
  expect(answered).toMatchObject({
    status: 200,
    body: { status: 'answered', notKept: [{ position: 2, refusal: 'file-not-understood' }] },
  })
  const seen = await w.resident.post('/api/v1/receipts/lookup', { receiptCode })
  expect(seen.body.steps.at(-1)).toMatchObject({ kind: 'answer-directly', files: [{ kind: 'photo' }] })
})
