/** A resident with a receipt, for the stories of the receipt page. */
import { expect } from 'vitest'
import { codeOf } from './cast.ts'
import { open, type Page } from './page.ts'
import type { Person, World } from './world.ts'

const point = `/p/${codeOf('point xingfuli')}`

export type Spoken = {
  readonly receiptCode: string
  /** Opens the receipt page. */
  look(): Promise<Page>
  readonly id: string
  readonly station: Person
}

/** Someone who has spoken on a point's page, with their receipt and the case as its station finds it. */
export async function spoken(w: World, text = '楼道的灯坏了，晚上看不见台阶。'): Promise<Spoken> {
  const sent = await (await open(w, point)).form(point).send({ text })
  expect(sent.status).toBe(200)
  const receiptCode = codeOn(sent)
  const station = await w.signIn('dongjie')
  const [found] = (await station.get('/api/v1/cases')).body.cases
  const look = async () => (await open(w, '/receipt')).form('/receipt').send({ receiptCode })
  return { receiptCode, look, id: found.id, station }
}

/** The code on a ticket. */
export const codeOn = (page: Page): string => /回执码 ((?:[0-9A-Z]+ ){5}[0-9A-Z])"/.exec(page.html)?.[1] as string

/** A move at the desk that has to come off. */
export async function make(who: Person, id: string, move: string, body: object = {}): Promise<void> {
  const made = await who.post(`/api/v1/cases/${id}/${move}`, body)
  expect(made.status, made.text).toBe(200)
}
