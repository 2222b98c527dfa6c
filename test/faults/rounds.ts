/** What is done to the product while residents send: each round ends with everything well again and a verdict. */
import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { readiness } from '../started/program.ts'
import { type BadLine, openBadLine } from './bad-line.ts'
import { check, codesThere, type Verdict } from './checker.ts'
import { type Clients, startClients } from './clients.ts'
import { installation, smallPhotos } from './installation.ts'

export type Round = {
  readonly verdict: Verdict
  readonly answers: Clients['answers']
  readonly refusals: Clients['refusals']
  /** What was done, by name. */
  readonly done: Readonly<Record<string, number>>
}

/** `clients` send at once, eight where nothing is said. */
export type Length = {
  readonly seconds: number
  readonly clients?: number
  readonly say?: (line: string) => void
}

const outcome = (clients: Clients, verdict: Verdict, done: Record<string, number>): Round => ({
  verdict,
  answers: clients.answers,
  refusals: clients.refusals,
  done,
})

/** Waits until a program serves again. */
export async function well(url: string): Promise<void> {
  for (let waited = 0; waited < 120_000; waited += 100) {
    if ((await readiness(url)) === 200) return
    await wait(100)
  }
  throw new Error('the program did not become well again')
}

/** Program and database are killed at random moments, sometimes both; the program is started again, as a service is. */
export async function killing({ seconds, clients: count = 8, say = () => {} }: Length): Promise<Round> {
  await using place = await installation()
  const [url = ''] = place.urls
  await place.start().ready()
  const before = await codesThere(place.look)
  const clients = startClients({ count, url: () => url, photos: await smallPhotos(), crowded: 0.1 })
  const done: Record<string, number> = {}
  const until = Date.now() + seconds * 1000
  while (Date.now() < until) {
    await wait(randomInt(300, 2500))
    const what = (['program', 'postmaster', 'backend', 'all', 'both'] as const)[randomInt(5)] as string
    done[what] = (done[what] ?? 0) + 1
    if (what !== 'program') place.killDatabase(what === 'both' ? 'all' : (what as 'postmaster'))
    if (what === 'program' || what === 'both') {
      await place.kill()
      await wait(randomInt(0, 500))
      place.start()
    }
    if (!place.program().runs()) throw new Error(`the program ended by itself: ${place.program().said()}`)
    // Someone has to be served between two kills, or nothing could be lost.
    const served = clients.acknowledged()
    for (let waited = 0; clients.acknowledged() < served + 8; waited += 50) {
      if (waited > 60_000) throw new Error(`nobody was served after «${what}»: ${place.program().said()}`)
      await wait(50)
    }
    say(`${JSON.stringify(done)} ${clients.acknowledged()} acknowledged`)
  }
  await well(url)
  await clients.stop()
  return outcome(clients, await check(clients.attempted, { look: place.look, before, url }), done)
}

/** Lines are cut between commit and reply, delayed, half closed: before the program, and between it and the database. */
export async function cutting(
  { seconds }: Length,
  postgres: { url(database: string): Promise<string>; port: number },
): Promise<Round> {
  const lines: BadLine[] = []
  const database = await postgres.url('jieyou')
  const chances = { cutReply: 0.08, cutQuestion: 0.01, delay: 0.05, halfClose: 0.01 }
  try {
    const inner = await openBadLine({ port: postgres.port, mark: 'COMMIT\0', chances: { ...chances, cutReply: 0.03 } })
    lines.push(inner)
    const through = new URL(database)
    through.port = String(inner.port)
    // A first start through a good line, so that there is something to talk to.
    await using first = await installation({ databaseUrl: database })
    await first.start().ready()
    await first.program().end('SIGTERM')
    const before = await codesThere(first.look)
    const program = startOn(first.dataDir, through.toString())
    await using place = await program
    // What is tried here is a program that serves; one that cannot start is started again by its keeper.
    inner.calm()
    await place.start().ready()
    inner.stir()
    const outer = await openBadLine({
      port: Number(new URL(place.urls[0] ?? '').port),
      mark: 'HTTP/1.1 201',
      chances: { ...chances, cutReply: 0.2 },
    })
    lines.push(outer)
    const clients = startClients({
      count: 12,
      url: () => `http://127.0.0.1:${outer.port}`,
      photos: await smallPhotos(),
      crowded: 0.3,
    })
    await wait(seconds * 1000)
    for (const proxy of lines) proxy.calm()
    await clients.stop()
    if (!place.program().runs()) throw new Error(`the program ended by itself: ${place.program().said()}`)
    await well(place.urls[0] ?? '')
    const verdict = await check(clients.attempted, { look: first.look, before, url: place.urls[0] ?? '' })
    const done = Object.fromEntries(
      [inner, outer].flatMap((proxy, i) =>
        Object.entries(proxy.done).map(([trouble, times]) => [`${trouble} ${i === 0 ? 'database' : 'client'}`, times]),
      ),
    )
    return outcome(clients, verdict, done)
  } finally {
    for (const proxy of lines) await proxy.close()
  }
}

/** Programs on a data folder that is there already, but at another address of the database. */
const startOn = (dataDir: string, databaseUrl: string) =>
  installation({ folder: dataDir.replace(/\/data$/, ''), databaseUrl })

/** Two programs on one database; one after the other is killed at any moment, and clients turn to the other. */
export async function twoPrograms({ seconds, clients: count = 8 }: Length): Promise<Round> {
  await using place = await installation({ programs: 2 })
  await place.start(0).ready()
  await place.start(1).ready()
  const before = await codesThere(place.look)
  let turn = 0
  const clients = startClients({ count, url: () => place.urls[turn++ % 2] as string, crowded: 0.2 })
  const done = { kills: 0 }
  const until = Date.now() + seconds * 1000
  while (Date.now() < until) {
    await wait(randomInt(300, 1500))
    const which = randomInt(2)
    await place.kill(which)
    done.kills += 1
    const served = clients.acknowledged()
    await wait(randomInt(100, 800))
    if (clients.acknowledged() === served) {
      await wait(5000)
      if (clients.acknowledged() === served) throw new Error('nobody was served by the program that was left')
    }
    await place.start(which).ready()
  }
  await clients.stop()
  const url = place.urls[0] ?? ''
  await well(url)
  return outcome(clients, await check(clients.attempted, { look: place.look, before, url }), done)
}
