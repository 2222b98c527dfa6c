/** Rounds that need more than processes: a full disk, a cut of the power, a database that stops and comes back. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ownPostgres } from '../started/postgres.ts'
import { readiness } from '../started/program.ts'
import { check, codesThere, type Verdict } from './checker.ts'
import { startClients } from './clients.ts'
import { installation, smallPhotos } from './installation.ts'
import { type Length, type Round, well } from './rounds.ts'
import { imageDisk, memoryDisk } from './small-disk.ts'

/**
 * The disk fills up under load. Submissions are refused in words, and once there is room again everything goes on.
 * `refusedWhileFull` counts the refusals that say so.
 */
export async function diskFull({ seconds }: Length): Promise<Round & { refusedWhileFull: number }> {
  const disk = memoryDisk(256)
  try {
    await using place = await installation({ folder: disk.folder })
    await place.start().ready()
    const [url = ''] = place.urls
    const before = await codesThere(place.look)
    const clients = startClients({ count: 8, url: () => url, photos: await smallPhotos() })
    const served = async (more: number, what: string) => {
      const from = clients.acknowledged()
      for (let waited = 0; clients.acknowledged() < from + more; waited += 50) {
        if (waited > 90_000) throw new Error(`nobody was served ${what}: ${place.program().said()}`)
        await wait(50)
      }
    }
    await served(20, 'on an empty disk')
    const ballast = join(disk.folder, 'ballast')
    const fill = () => {
      try {
        for (let i = 0; ; i++)
          writeFileSync(`${ballast}-${i}`, Buffer.alloc(Math.max(4096, Math.min(disk.free(), 1 << 20))))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      }
    }
    const until = Date.now() + seconds * 1000
    while (Date.now() < until) {
      fill()
      await wait(200)
    }
    const refusedWhileFull = clients.refusals['no-room'] ?? 0
    for (let i = 0; i < 4096; i++) rmSync(`${ballast}-${i}`, { force: true })
    await well(url)
    await served(20, 'after there was room again')
    await clients.stop()
    const verdict = await check(clients.attempted, { look: place.look, before, url })
    return { verdict, answers: clients.answers, refusals: clients.refusals, done: { filled: 1 }, refusedWhileFull }
  } finally {
    disk.remove()
  }
}

/** The database is stopped and started again: how /readyz changed, and whether people were served afterwards. */
export async function databaseRestart(
  postgres: Awaited<ReturnType<typeof ownPostgres>>,
): Promise<Round & { readiness: readonly number[] }> {
  await using place = await installation({ databaseUrl: await postgres.url('jieyou') })
  await place.start().ready()
  const [url = ''] = place.urls
  const before = await codesThere(place.look)
  const clients = startClients({ count: 8, url: () => url })
  while (clients.acknowledged() < 20) await wait(20)
  const seen = [await readiness(url)]
  await postgres.stop()
  seen.push(await readiness(url))
  await wait(1500)
  seen.push(await readiness(url))
  await postgres.start()
  await well(url)
  seen.push(await readiness(url))
  const served = clients.acknowledged()
  for (let waited = 0; clients.acknowledged() < served + 20; waited += 50) {
    if (waited > 30_000) throw new Error(`nobody was served after the restart: ${place.program().said()}`)
    await wait(50)
  }
  await clients.stop()
  const verdict = await check(clients.attempted, { look: place.look, before, url })
  return { verdict, answers: clients.answers, refusals: clients.refusals, done: { restarts: 1 }, readiness: seen }
}

export type PowerCut = { readonly fsync: 'on' | 'off'; readonly verdict: Verdict | undefined; readonly said: string }

/**
 * The power fails under load: database and files stand on a disk of their own, of which only what was synced is left.
 * With `fsync` off the database lies about what it has written; then the checker must find something, or the database
 * not even start (`verdict` undefined).
 */
export async function powerCut({ seconds }: Length, fsync: 'on' | 'off'): Promise<PowerCut> {
  const disk = imageDisk(700)
  try {
    const server = join(disk.folder, 'server')
    const data = join(disk.folder, 'place')
    let postgres = await ownPostgres(server, { fsync: 'off' })
    await postgres.start()
    const databaseUrl = await postgres.url('jieyou')
    const first = await installation({ folder: data, databaseUrl })
    await first.start().ready()
    await first.program().end('SIGTERM')
    await postgres.stop()
    disk.settle()

    await postgres.start({ fsync })
    const place = await installation({ folder: data, databaseUrl })
    await place.start().ready()
    const before = await codesThere(place.look)
    disk.settle()
    const [url = ''] = place.urls
    const clients = startClients({ count: 8, url: () => url, photos: await smallPhotos() })
    await wait(seconds * 1000)
    while (clients.acknowledged() < 50) await wait(50)
    // Nothing moves any more; what was acknowledged until now is what the copy must hold.
    postgres.signalAll('SIGSTOP')
    process.kill(place.program().pid, 'SIGSTOP')
    const after = disk.afterPowerCut()
    const attempted = structuredClone(clients.attempted)
    postgres.signalAll('SIGKILL')
    await place.kill()
    await clients.stop(0)

    try {
      postgres = await ownPostgres(join(after.folder, 'server'), { fsync: 'off' })
      await using server = postgres
      await server.start()
      await using again = await installation({
        folder: join(after.folder, 'place'),
        databaseUrl: await server.url('jieyou'),
      })
      await again.start().ready()
      const [newUrl = ''] = again.urls
      const verdict = await check(attempted, { look: again.look, before, url: newUrl })
      return { fsync, verdict, said: '' }
    } catch (error) {
      return { fsync, verdict: undefined, said: (error as Error).message }
    } finally {
      after.remove()
    }
  } finally {
    disk.remove()
  }
}
