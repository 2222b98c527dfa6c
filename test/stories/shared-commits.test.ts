/**
 * Many people send at the same moment: their reports share commits, and nobody suffers from what is wrong with another's.
 * Faults are made in the database itself, by triggers of its superuser.
 */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { correctCalendar } from '../../src/actions/correct-calendar.ts'
import { revokeCode } from '../../src/actions/revoke-code.ts'
import { openDatabase } from '../../src/data/db.ts'
import type { PublicCode } from '../../src/domain/places/public-code.ts'
import { codeOf, here } from '../cast.ts'
import { type World, world } from '../world.ts'

const point = codeOf('point xingfuli')
const say = (w: World, text: string, submissionId: string = randomUUID(), to: object = { point }) =>
  w.resident.post('/api/v1/reports', { submissionId, to, text })

const count = async (w: World): Promise<number> =>
  (await w.look<{ count: number }>('select count(*)::int as count from reports'))[0]?.count ?? -1

/** Makes the database do something else for reports with these words. */
const whenSaid = (w: World, words: string, statement: string) =>
  w.look(`
    create sequence if not exists tries;
    grant usage on sequence tries to public;
    create or replace function disturb() returns trigger language plpgsql as $$
    begin
      if new.text like '%${words}%' then ${statement} end if;
      return new;
    end $$;
    create trigger disturb before insert on report_contents for each row execute function disturb()`)

test('eighty people send at once: each has a receipt of their own, and fewer commits were needed than reports', async () => {
  await using w = await world()
  const sent = await Promise.all(Array.from({ length: 80 }, (_, i) => say(w, `第 ${i} 件事`)))
  expect(sent.map(({ status }) => status)).toEqual(Array(80).fill(201))
  expect(new Set(sent.map(({ body }) => body.receiptCode)).size).toBe(80)
  const [row] = await w.look<{ reports: number; commits: number }>(
    'select count(*)::int as reports, count(distinct xmin::text)::int as commits from reports',
  )
  expect(row?.reports).toBe(80)
  expect(row?.commits).toBeLessThan(20)
  for (const { body } of sent) {
    const found = await w.resident.post('/api/v1/receipts/lookup', { receiptCode: body.receiptCode })
    expect(found.status).toBe(200)
  }
})

test('one of forty cannot be kept: that one is told, and the others have their receipts', async () => {
  await using w = await world()
  await whenSaid(w, '写不进去', "raise exception 'no' using errcode = '22000';")
  const texts = Array.from({ length: 40 }, (_, i) => (i === 17 ? '这一件写不进去' : `第 ${i} 件事`))
  const sent = await Promise.all(texts.map((text) => say(w, text)))
  expect(sent.map(({ status }) => status)).toEqual(texts.map((_, i) => (i === 17 ? 500 : 201)))
  expect(await count(w)).toBe(39)
  expect(w.problems).toEqual(['/api/v1/reports 22000'])
})

test('the same submission twenty times among others is kept once, and every time answered with the same receipt', async () => {
  await using w = await world()
  const id = randomUUID()
  const sent = await Promise.all(
    Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? say(w, '楼道灯坏了', id) : say(w, `第 ${i} 件事`))),
  )
  expect(sent.every(({ status }) => status === 201)).toBe(true)
  const same = sent.filter((_, i) => i % 3 === 0).map(({ body }) => body.receiptCode)
  expect(new Set(same).size).toBe(1)
  expect(await count(w)).toBe(41)
})

test('other words under the same id, at the same moment: one is kept, the other is told', async () => {
  await using w = await world()
  for (let round = 0; round < 5; round++) {
    const id = randomUUID()
    const sent = await Promise.all([say(w, '楼道灯坏了', id), say(w, '电梯坏了', id), say(w, '第三件事')])
    expect(sent.map(({ status }) => status).toSorted()).toEqual([201, 201, 409])
    expect(sent.find(({ status }) => status === 409)?.body.refusal).toBe('already-delivered')
  }
  expect(await count(w)).toBe(10)
})

test.each([
  ['a deadlock', '40P01'],
  ['a serialization failure', '40001'],
  ['a server that is being shut down', '57P01'],
])('%s is tried again, and nobody hears of it', async (_, code) => {
  await using w = await world()
  // A sequence counts on although the transaction is taken back.
  await whenSaid(w, '两次', `if nextval('tries') < 3 then raise exception 'again' using errcode = '${code}'; end if;`)
  const sent = await Promise.all([say(w, '要试两次'), say(w, '另一件事')])
  expect(sent.map(({ status }) => status)).toEqual([201, 201])
  expect(await count(w)).toBe(2)
  expect(w.problems).toEqual([])
})

test('a case is moved although the first try met a deadlock', async () => {
  await using w = await world()
  await say(w, '楼道灯坏了', randomUUID(), { deputy: codeOf('deputy limin') })
  const deputy = await w.signIn('limin')
  const [item] = (await deputy.get('/api/v1/cases')).body.cases
  await w.look(`
    create sequence tries; grant usage on sequence tries to public;
    create function disturb() returns trigger language plpgsql as $$
    begin
      if nextval('tries') < 3 then raise exception 'again' using errcode = '40P01'; end if;
      return new;
    end $$;
    create trigger disturb before update on cases for each row execute function disturb()`)
  const accepted = await deputy.post(`/api/v1/cases/${item.id}/accept`)
  expect([accepted.status, accepted.body.status]).toEqual([200, 'accepted'])
  const [row] = await w.look<{ count: number }>("select count(*)::int from events where kind = 'accept'")
  expect(row?.count).toBe(1)
})

test('a code is taken out of use, or a holiday is put in, by another program: the next submission knows', async () => {
  await using w = await world()
  const database = openDatabase({ url: w.urlFor('jieyou_app'), size: 1, onError: (code) => w.problems.push(code) })
  const elsewhere = { ...w.context, database }
  const deputy = { deputy: codeOf('deputy chenya') }
  const before = await say(w, '楼道灯坏了', randomUUID(), deputy)
  const dueBefore = await dueDate(w, before.body.receiptCode)
  await correctCalendar(elsewhere, here.id, [
    { date: '2026-03-10', day: { kind: 'holiday', name: '补放一天' } },
    { date: '2026-03-11', day: { kind: 'holiday', name: '补放一天' } },
  ])
  const after = await say(w, '楼道灯坏了', randomUUID(), deputy)
  expect(await dueDate(w, after.body.receiptCode)).not.toBe(dueBefore)
  await revokeCode(elsewhere, here.id, deputy.deputy as PublicCode, null)
  const late = await say(w, '楼道灯坏了', randomUUID(), deputy)
  expect([late.status, late.body.refusal]).toEqual([410, 'code-revoked'])
  await database.close()
})

const dueDate = async (w: World, receiptCode: string): Promise<string> =>
  (await w.resident.post('/api/v1/receipts/lookup', { receiptCode })).body.due.dueAt
