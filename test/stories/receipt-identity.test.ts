/** Who may know who spoke is changed on the receipt, by the resident alone; every look at a name is told there. */

import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { receiptMore as zh } from '../../src/words/zh/receipt-more.ts'
import { refusals } from '../../src/words/zh/refusals.ts'
import { elsewhere, idOf } from '../cast.ts'
import { open } from '../page.ts'
import { make, spoken } from '../receipt.ts'
import { world } from '../world.ts'

const kept = 'select count(*)::int as identities from identities'
const trail =
  "select kind, detail from events e join event_contents c on c.event_id = e.id where kind = 'choose-identity' order by seq"

test('an anonymous resident gives a name, the station looks, and it is taken back and gone', async () => {
  await using w = await world()
  const { look, id, station, receiptCode } = await spoken(w)
  await make(station, id, 'accept')
  expect((await station.get(`/api/v1/cases/${id}`)).body).toMatchObject({
    identity: 'anonymous',
    canLookAtIdentity: false,
  })

  // Nothing chosen, then no name: the page says so and keeps what was typed.
  const form = (await look()).form('/receipt/identity')
  expect(form.fields).not.toHaveProperty('identity')
  const nothing = await form.send({ phone: '138 0000 0000' })
  expect([nothing.status, nothing.text.includes(zh.identity.problemTitle)]).toEqual([400, true])
  const nameless = await form.send({ identity: 'station', name: ' ', phone: '138 0000 0000' })
  expect(nameless.status).toBe(400)
  expect(nameless.text).toContain(refusals['name-missing'])
  expect(nameless.form('/receipt/identity').fields).toMatchObject({ identity: 'station', phone: '138 0000 0000' })
  expect(await w.look(kept)).toEqual([{ identities: 0 }])

  const raised = await nameless.form('/receipt/identity').send({ name: '林先生' })
  expect(raised.status, raised.text).toBe(200)
  for (const words of [zh.stepMore['choose-identity'], zh.identity.optionOf.station, zh.identity.nobodyLooked])
    expect(raised.text).toContain(words)
  expect(raised.text).not.toContain('林先生')
  // Sent twice, it is one change.
  await nameless.form('/receipt/identity').send({ name: '林先生' })
  expect(await w.look(trail)).toEqual([{ kind: 'choose-identity', detail: { by: '', identity: 'station' } }])

  const seen = await station.post(`/api/v1/cases/${id}/look-at-identity`, { reason: '约时间上门' })
  expect(seen.body).toEqual({ name: '林先生', phone: '138 0000 0000' })
  const told = await look()
  for (const words of [zh.identity.looks, zh.identity.why('约时间上门'), '3月9日 周一 9时'])
    expect(told.text).toContain(words)

  // Further up: the agency may look too, and no name is asked for again.
  await make(station, id, 'hand-over', { agencyId: idOf('agency works') })
  const works = await w.signIn('shizheng')
  expect((await works.get(`/api/v1/cases/${id}`)).body.canLookAtIdentity).toBe(false)
  expect((await told.form('/receipt/identity').send({ identity: 'agency' })).status).toBe(200)
  expect((await works.post(`/api/v1/cases/${id}/look-at-identity`, { reason: '打电话' })).body.name).toBe('林先生')

  const lowered = await (await look()).form('/receipt/identity').send({ identity: 'anonymous' })
  expect(lowered.text).toContain(zh.identity.optionOf.anonymous)
  // The looks of before are still told.
  expect(lowered.text).toContain(zh.identity.why('打电话'))
  expect(await w.look(kept)).toEqual([{ identities: 0 }])
  for (const who of [station, works])
    expect((await who.post(`/api/v1/cases/${id}/look-at-identity`, { reason: '再看看' })).status).toBe(403)

  // And given again, by the API.
  const again = await w.resident.post('/api/v1/receipts/identity', { receiptCode, identity: 'agency', name: '林梅' })
  expect(again.body).toMatchObject({ identity: 'agency', notice: { kind: null, offered: [] } })
  expect((await works.post(`/api/v1/cases/${id}/look-at-identity`, { reason: '打电话' })).body).toEqual({
    name: '林梅',
    phone: '',
  })
  expect(w.problems).toEqual([])
})

test('a name is forgotten in every district the report came through', async () => {
  await using w = await world()
  const { look, id, station } = await spoken(w)
  await (await look()).form('/receipt/identity').send({ identity: 'station', name: '林先生' })
  await make(station, id, 'accept')
  const district = await w.signIn('qinhu')
  await make(district, id, 'transfer', { to: { district: elsewhere.prefix }, words: '在贵区。' })
  expect(await w.look('select identity_kind from identity_choices order by district_id')).toEqual([
    { identity_kind: 'station' },
    { identity_kind: 'station' },
  ])
  expect(await w.look(kept)).toEqual([{ identities: 2 }])
  const there = await w.signIn('qinhu', elsewhere)
  const [arrived] = (await there.get('/api/v1/cases?view=all')).body.cases
  expect((await there.post(`/api/v1/cases/${arrived.id}/look-at-identity`, { reason: '接着办' })).body.name).toBe(
    '林先生',
  )
  expect((await (await look()).form('/receipt/identity').send({ identity: 'anonymous' })).status).toBe(200)
  expect(await w.look(kept)).toEqual([{ identities: 0 }])
  expect((await there.post(`/api/v1/cases/${arrived.id}/look-at-identity`, { reason: '再看' })).status).toBe(403)
})

test('the program itself can delete no identity but one whose resident chose so', async () => {
  await using w = await world()
  const { look } = await spoken(w)
  await (await look()).form('/receipt/identity').send({ identity: 'station', name: '林先生' })
  const [{ report_id: report }] = (await w.look('select report_id from identities')) as [{ report_id: string }]
  const asApp = (statement: string) => w.context.database.inTransaction(1, (tx) => tx.rows(sql.raw(statement)))
  await expect(asApp('delete from identities')).rejects.toMatchObject({ code: '42501' })
  await asApp(`select forget_identity('${report}')`)
  expect(await w.look(kept)).toEqual([{ identities: 1 }])
  // Nor from another district, whatever was chosen here.
  await w.look("update identity_choices set identity_kind = 'anonymous'")
  await w.context.database.inTransaction(elsewhere.id, (tx) => tx.rows(sql.raw(`select forget_identity('${report}')`)))
  expect(await w.look(kept)).toEqual([{ identities: 1 }])
  await asApp(`select forget_identity('${report}')`)
  expect(await w.look(kept)).toEqual([{ identities: 0 }])
})

test('a page reloaded at its address leads back to the form for the code', async () => {
  await using w = await world()
  for (const path of ['/receipt/identity', '/receipt/consent', '/receipt/notice', '/receipt/page-word'])
    expect((await open(w, path)).form('/receipt').fields).toHaveProperty('receiptCode')
})
