/** How the stories of the moves are told: people by login, instants as Beijing's clock shows them. */
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { StaffRole } from '../../../src/domain/people/actor.ts'
import { codeOf, type elsewhere, here, type Login } from '../../cast.ts'
import { type Answer, type Person, type World, world } from '../../world.ts'

type District = typeof here | typeof elsewhere
type Body = Record<string, unknown>

export type Said = { readonly receipt: string; readonly id: string }

export type Story = {
  readonly w: World
  /** Moves the clock to `MM-DD hh:mm` of 2026 in Beijing and lets the product do what is due. */
  at(when: string): Promise<void>
  /** Moves the clock only. */
  clock(when: string): void
  as(login: Login, district?: District): Promise<Person>
  say(to: Record<string, string>, more?: Body): Promise<Said>
  /** Makes a move and gives the answer, whatever it is. */
  try(login: Login, said: Pick<Said, 'id'>, verb: string, body?: Body): Promise<Answer>
  /** Makes a move that must succeed, and gives what came of it. */
  move(login: Login, said: Pick<Said, 'id'>, verb: string, body?: Body): Promise<Answer['body']>
  /** The case as this person sees it. */
  see(login: Login, said: Pick<Said, 'id'>): Promise<Answer['body']>
  /** The ids of the cases in a person's list. */
  list(login: Login, query?: string): Promise<string[]>
  /** What the holder of the receipt does and then sees; refused answers come as they are. */
  resident(said: Pick<Said, 'receipt'>, verb?: string, body?: Body): Promise<Answer['body']>
  /** Gives a person one more role, or takes every role away. */
  join(login: Login, role: StaffRole, unitId: string | null): Promise<void>
  leave(login: Login): Promise<void>
  settle(): Promise<void>
} & AsyncDisposable

/** An instant of 2026 by Beijing's clock, as the API gives it. */
export const beijing = (when: string): string => new Date(`2026-${when.replace(' ', 'T')}:00+08:00`).toISOString()

export const toStation = { station: codeOf('station dongjie') }
export const toDeputy = { deputy: codeOf('deputy limin') }
export const good = { process: 'satisfied', result: 'satisfied', solved: true }
export const bad = { process: 'basically', result: 'not', solved: false, words: '还是老样子。' }
export const solved = { words: '已经修好。', outcome: 'solved' }

/** A new world with people to act in it. */
export async function story(): Promise<Story> {
  const w = await world()
  let signedIn = new Map<string, Promise<Person>>()
  const as = (login: Login, district: District = here) => {
    const key = `${district.id} ${login}`
    const known = signedIn.get(key) ?? w.signIn(login, district)
    signedIn.set(key, known)
    return known
  }
  const clock = (when: string) => {
    w.at(beijing(when))
    // Sessions end with the day.
    signedIn = new Map()
  }
  const attempt: Story['try'] = async (login, { id }, verb, body = {}) =>
    (await as(login)).post(`/api/v1/cases/${id}/${verb}`, body)
  return {
    w,
    clock,
    at: async (when) => {
      clock(when)
      await w.settle()
    },
    as,
    say: async (to, more = {}) => {
      const text = '楼道的灯坏了，晚上看不见台阶。'
      const sent = await w.resident.post('/api/v1/reports', { submissionId: randomUUID(), to, text, ...more })
      expect(sent.text).toContain('receiptCode')
      const [row] = await w.look<{ id: string }>('select id from cases order by number desc limit 1')
      return { receipt: sent.body.receiptCode, id: row?.id as string }
    },
    try: attempt,
    move: async (login, said, verb, body) => {
      const made = await attempt(login, said, verb, body)
      expect([login, verb, made.status, made.body?.refusal]).toEqual([login, verb, 200, undefined])
      return made.body
    },
    see: async (login, { id }) => (await (await as(login)).get(`/api/v1/cases/${id}`)).body,
    list: async (login, query = 'view=all') => {
      const { body } = await (await as(login)).get(`/api/v1/cases?limit=200&${query}`)
      return body.cases.map(({ id }: { id: string }) => id)
    },
    resident: async ({ receipt }, verb = 'lookup', body = {}) =>
      (await w.resident.post(`/api/v1/receipts/${verb}`, { receiptCode: receipt, ...body })).body,
    join: async (login, role, unitId) => {
      await w.look(
        `insert into memberships (district_id, id, user_id, role, unit_id)
         select district_id, gen_random_uuid(), id, $2, $3 from users where district_id = $4 and login = $1`,
        [login, role, unitId, here.id],
      )
    },
    leave: async (login) => {
      await w.look(
        `delete from memberships m using users u
         where u.district_id = m.district_id and u.id = m.user_id and u.login = $1 and u.district_id = $2`,
        [login, here.id],
      )
    },
    settle: () => w.settle(),
    [Symbol.asyncDispose]: async () => {
      const { problems } = w
      await w[Symbol.asyncDispose]()
      expect(problems).toEqual([])
    },
  }
}

/** The kinds of the steps, in order. */
export const kinds = (seen: { steps: { kind: string }[] }): string[] => seen.steps.map(({ kind }) => kind)
