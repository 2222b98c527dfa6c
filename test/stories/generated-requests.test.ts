/** Requests nobody thought of, made by chance from openapi.json: whatever comes, there is no server's error. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { furtherEvents } from '../../src/domain/cases/further-events.ts'
import { codeOf, demonstrationPassword, type Login } from '../cast.ts'
import { naughtyStrings } from '../naughty-strings.ts'
import { type Asked, ask, json, reportWith } from '../refusing.ts'
import { type World, world } from '../world.ts'

type Schema = {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly format?: string
}
type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Schema }
type Operation = {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

/** Values that mean something in this world, by the name of the field they go into. */
type Known = Readonly<Record<string, readonly unknown[]>>

const odd = fc.oneof(
  fc.constantFrom(...naughtyStrings),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.jsonValue({ maxDepth: 2 }),
  fc.integer(),
  fc.double(),
)

/** A value as the schema wants it, more or less. */
function valueFor(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  const meaningful = known[name] ? [{ weight: 12, arbitrary: fc.constantFrom(...known[name]) }] : []
  const other = [
    ...meaningful,
    { weight: 4, arbitrary: fittingOf(schema, known) },
    { weight: 1, arbitrary: odd as fc.Arbitrary<unknown> },
  ]
  return fc.oneof(...other)
}

function fittingOf(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((choice) => fittingOf(choice, known)))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.type === 'object') {
    const fields = Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, valueFor(inner, name, known)]),
    )
    const required = (schema.required ?? []) as (keyof typeof fields)[]
    return fc.oneof(
      { weight: 5, arbitrary: fc.record(fields, { requiredKeys: required }) },
      { weight: 1, arbitrary: fc.record({ ...fields, extra: odd }, { requiredKeys: [] }) },
    )
  }
  if (schema.format === 'uuid') return fc.oneof(fc.uuid({ version: 4 }), fc.uuid())
  if (schema.format === 'date') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
  if (schema.type === 'integer' || schema.type === 'number') return fc.oneof(fc.integer(), fc.maxSafeInteger())
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'array') return fc.array(fittingOf(schema.items ?? {}, known), { maxLength: 3 })
  return fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom(...naughtyStrings))
}

/** One request to an operation: path, query and body from its schemas, somebody's session or nobody's. */
function requestTo(
  path: string,
  method: string,
  operation: Operation,
  known: Known,
  sessions: readonly Record<string, string>[],
): fc.Arbitrary<Asked> {
  const parameters = operation.parameters ?? []
  const inPlace = (where: string) =>
    fc.record(
      Object.fromEntries(
        parameters.filter((one) => one.in === where).map(({ name, schema }) => [name, valueFor(schema, name, known)]),
      ),
      { requiredKeys: where === 'path' ? parameters.filter((one) => one.in === 'path').map(({ name }) => name) : [] },
    )
  const schema = operation.requestBody?.content['application/json']?.schema
  const body: fc.Arbitrary<unknown> = schema ? valueFor(schema, '', known) : fc.constant(undefined)
  const headers = fc.record({
    session: fc.constantFrom(...sessions, {}),
    language: fc.constantFrom('zh', 'en', 'fr', ''),
  })
  return fc
    .tuple(inPlace('path'), inPlace('query'), body, headers)
    .map(([inPath, inQuery, sent, { session, language }]) => {
      const text = (value: unknown) => String(typeof value === 'object' ? JSON.stringify(value) : value).toWellFormed()
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(text(inPath[name])) || 'x')
      const query = new URLSearchParams(
        Object.entries(inQuery).map(([name, value]): [string, string] => [name, text(value)]),
      ).toString()
      const url = query ? `${filled}?${query}` : filled
      const all = { ...session, 'accept-language': language }
      return sent === undefined ? { method, url, headers: all } : { ...json(url, sent, all), method }
    })
}

async function someLife(w: World): Promise<Known> {
  const receipts: string[] = []
  const to = [
    { point: codeOf('point xingfuli') },
    { deputy: codeOf('deputy limin') },
    { station: codeOf('station dongjie') },
    { town: codeOf('town shanqiao') },
    { district: 'QH' },
  ]
  for (const each of to)
    for (let count = 0; count < 3; count++)
      receipts.push((await ask(w, json('/api/v1/reports', reportWith({ to: each })))).body.receiptCode)
  const cases = await w.look<{ id: string }>('select id from cases')
  const agencies = await w.look<{ id: string }>('select id from agencies where district_id = 1')
  const units = ['point xingfuli', 'deputy limin', 'station dongjie', 'town shanqiao']
  return {
    to,
    identity: [{ kind: 'anonymous' }, { kind: 'station', name: '林先生', phone: '' }],
    id: cases.map(({ id }) => id),
    agencyId: agencies.map(({ id }) => id),
    receiptCode: receipts,
    code: [...units.map((unit) => codeOf(unit)), 'QH'],
    version: [1, 2, 3, undefined],
    words: ['已经办好了。'],
    text: ['路灯坏了。'],
    reason: ['要打电话'],
    after: cases.map(({ id }) => `1773000000000_${id}`),
    ...Object.fromEntries(units.map((unit) => [unit.split(' ')[0], [codeOf(unit)]])),
    district: ['QH', 'NB'],
  }
}

test('a thousand and more requests made by chance, eight at a time, to every route there is', async () => {
  await using w = await world()
  const known = await someLife(w)
  const signedIn = async (login: Login) => {
    const answer = await ask(w, json('/api/v1/sessions', { login, password: demonstrationPassword }))
    return { authorization: `Bearer ${answer.body.token}` }
  }
  const sessions = await Promise.all(
    (['limin', 'dongjie', 'shanqiao', 'qinhu', 'shizheng', 'shenji'] as const).map(signedIn),
  )
  // Signing out ends a session, and with it what the others could reach.
  const spare = await signedIn('limin')
  const { paths } = (await ask(w, { url: '/openapi.json' })).body as {
    paths: Record<string, Record<string, Operation>>
  }
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      // Checking a password is slow on purpose.
      weight: path === '/api/v1/sessions' ? 1 : 12,
      arbitrary: requestTo(path, method.toUpperCase(), operation, known, method === 'delete' ? [spare] : sessions),
    })),
  )
  const told: Record<string, number> = {}
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(...routes), { minLength: 8, maxLength: 8 }), async (requests) => {
      const answers = await Promise.all(requests.map((request) => ask(w, request)))
      for (const answer of answers) {
        told[answer.status] = (told[answer.status] ?? 0) + 1
        expect(answer.status, answer.text).toBeLessThan(500)
        if (answer.status >= 400) expect(Object.keys(answer.body)).toEqual(['refusal', 'message'])
      }
      expect(w.problems).toEqual([])
    }),
    { numRuns: 400 },
  )
  // Chance reached what it should: answers of every kind, not refusals alone.
  expect(Object.keys(told)).toEqual(expect.arrayContaining(['200', '201', '400', '401', '403', '404', '409']))
  expect(Object.values(told).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(1000)
  // What happened, happened whole: each case has one report, and each step of each case its event.
  const [whole] = await w.look<{ reports: number; cases: number; received: number; steps: number; versions: number }>(`
    select (select count(*) from reports)::int as reports, (select count(*) from cases)::int as cases,
           (select count(*) from events where kind = 'receive')::int as received,
           (select count(*) from events where subject_kind = 'case' and kind not in ('receive', ${furtherEvents.filter((kind) => kind !== 'sort').map((kind) => `'${kind}'`)}))::int as steps,
           (select coalesce(sum(version - 1), 0) from cases)::int as versions`)
  expect(whole).toMatchObject({ reports: whole?.cases, received: whole?.cases, steps: whole?.versions })
}, 180_000)
