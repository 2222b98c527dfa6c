/** What tests of bad input share: requests sent as they are, what a refusal must look like, and that nothing is stored. */
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { refusals as en } from '../src/words/en/refusals.ts'
import type { Language } from '../src/words/language.ts'
import { refusals as zh } from '../src/words/zh/refusals.ts'
import { codeOf } from './cast.ts'
import type { Answer, World } from './world.ts'

const sentences = { zh, en } as const

export type Asked = {
  readonly method?: string
  readonly url: string
  readonly headers?: Record<string, string>
  readonly payload?: string | Buffer
}

/** A request as it is, with nothing made right on the way. */
export async function ask(w: World, { method = 'GET', url, headers = {}, payload }: Asked): Promise<Answer> {
  const answer = await w.app.inject({
    method: method as 'GET',
    url,
    headers: { host: 'localhost', ...headers },
    ...(payload === undefined ? {} : { payload }),
  })
  const isJson = String(answer.headers['content-type']).startsWith('application/json')
  return {
    status: answer.statusCode,
    text: answer.body,
    headers: answer.headers,
    body: isJson && answer.body !== '' ? answer.json() : undefined,
  }
}

/** A POST of JSON; a string is sent as it is. */
export const json = (url: string, body: unknown, headers: Record<string, string> = {}): Asked => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json', ...headers },
  payload: typeof body === 'string' ? body : JSON.stringify(body),
})

/** A report that is right but for the parts given. */
export const reportWith = (parts: object = {}) => ({
  submissionId: randomUUID(),
  to: { point: codeOf('point xingfuli') },
  text: '楼道的灯坏了。',
  ...parts,
})

/** A refusal: its name, and its own sentence in the language asked for, perhaps with the name of a field. */
export function expectRefusal(answer: Answer, language: Language, refusal?: string): void {
  expect(answer.status, answer.text).toBeGreaterThanOrEqual(400)
  expect(answer.status, answer.text).toBeLessThan(500)
  expect(answer.headers['content-type'], answer.text).toBe('application/json; charset=utf-8')
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(Object.keys(answer.body)).toEqual(['refusal', 'message'])
  if (refusal) expect(answer.body.refusal, answer.text).toBe(refusal)
  const sentence = sentences[language][answer.body.refusal as keyof typeof zh]
  expect(answer.body.message.slice(0, sentence.length)).toBe(sentence)
  expect(answer.body.message.slice(sentence.length)).toMatch(language === 'zh' ? /^(（[\w.]+）)?$/ : /^( \([\w.]+\))?$/)
}

/** The same request in both languages is refused alike. */
export async function refusedInBoth(w: World, asked: Asked, refusal?: string): Promise<void> {
  for (const language of ['en', 'zh'] as const) {
    const headers = { 'accept-language': language, ...asked.headers }
    expectRefusal(await ask(w, { ...asked, headers }), language, refusal)
  }
}

/** How many rows each table has, but for the sessions, which signing in changes. */
export async function rows(w: World): Promise<Record<string, number>> {
  const tables = await w.look<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'sessions' order by 1`,
  )
  const counts = tables.map(({ name }) => `select '${name}' as name, count(*)::int as count from ${name}`)
  const counted = await w.look<{ name: string; count: number }>(counts.join(' union all '))
  return Object.fromEntries(counted.map(({ name, count }) => [name, count]))
}

/** Nothing is stored by what happens in between, and nobody hears of a problem. */
export async function leavesNothing(w: World, work: () => Promise<void>): Promise<void> {
  const before = await rows(w)
  await work()
  expect(await rows(w)).toEqual(before)
  expect(w.problems).toEqual([])
}

/** Works on many things, four at a time. */
export async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values()
  const worker = async () => {
    for (const item of waiting) await work(item)
  }
  await Promise.all(Array.from({ length: 4 }, worker))
}
