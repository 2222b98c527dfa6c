/** What may go wrong with a backup or a restore: each is a clear sentence, nothing is left half done, and it goes on. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import {
  asked,
  type BackupPlace,
  backupPlace,
  contentsOf,
  filesBelow,
  passphrase,
  type Settings,
} from '../backup/place.ts'
import { memoryDisk, whyNoDisks } from '../faults/small-disk.ts'
import { file, photoWithTraces, reportFields, sendForm } from '../forms.ts'
import { reportWith } from '../refusing.ts'
import { commandLine, jieyou, startServer } from '../started.ts'
import { connected } from '../upgrade/fixtures.ts'
import { type World, world } from '../world.ts'

// Each command is a program that has to start; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 300_000 })

let w: World
let settings: Settings
let place: BackupPlace
let contents: Awaited<ReturnType<typeof contentsOf>>

beforeAll(async () => {
  w = await world()
  place = await backupPlace()
  const url = new URL(inject('ownerUrl'))
  url.pathname = new URL(w.urlFor('jieyou_app')).pathname
  settings = place.keyed(url.toString(), w.dataDir)
  for (let count = 0; count < 20; count++)
    expect((await w.resident.post('/api/v1/reports', reportWith())).status).toBe(201)
  expect((await sendForm(w, reportFields(), [file(await photoWithTraces(300, 200))])).status).toBe(201)
  contents = await contentsOf(url.toString())
})
afterAll(async () => {
  await place[Symbol.asyncDispose]()
  await w[Symbol.asyncDispose]()
})
beforeEach(() => rmSync(place.backups, { recursive: true, force: true }))

const whole = async () => {
  expect(await place.backup(settings)).toMatchObject({ code: 0, complained: '' })
  return join(place.backups, place.names().at(-1) as string)
}
/** Nothing was made: no data folder, no table. */
const untouched = async (target: Settings & { DATABASE_URL: string }) => {
  expect(existsSync(target.DATA_DIR)).toBe(false)
  expect(await contentsOf(target.DATABASE_URL)).toEqual({})
}
const alter = (path: string) => {
  const bytes = readFileSync(path)
  const middle = bytes.length >> 1
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
  writeFileSync(path, bytes)
}

describe('the passphrase', () => {
  test('without one, and with a short one, nothing is kept', async () => {
    const without = await place.backup({ ...settings, BACKUP_PASSPHRASE: '' })
    expect([without.code, without.complained]).toEqual([1, expect.stringContaining('needs a passphrase for its keys')])
    const short = await place.backup({ ...settings, BACKUP_PASSPHRASE: '十一个字还是太短了啊呀' })
    expect([short.code, short.complained]).toEqual([
      1,
      'The passphrase is too short: it needs at least 12 characters.\n',
    ])
    expect(existsSync(place.backups)).toBe(false)
  })

  test('another one opens nothing; the right one may come from a file', async () => {
    await whole()
    const target = await place.empty()
    const wrong = await place.restore({ ...target, BACKUP_PASSPHRASE: `${passphrase}?` })
    expect(wrong).toMatchObject({
      code: 1,
      said: '',
      complained: 'This is not the passphrase of the backup. Nothing was touched.\n',
    })
    await untouched(target)
    const path = join(place.folder, 'passphrase')
    writeFileSync(path, `${passphrase}\n`)
    const right = await place.restore({ ...target, BACKUP_PASSPHRASE: '' }, '--passphrase-file', path)
    expect([right.complained, right.code]).toEqual(['', 0])
  })

  test('neither the passphrase nor a key stands in the backup or in what is said', async () => {
    const kept = await place.backup(settings)
    const keys = JSON.parse(readFileSync(join(settings.DATA_DIR, 'keys', 'jieyou.json'), 'utf8'))
    const secrets: string[] = [passphrase, keys.identity, keys.imports, ...Object.values<string>(keys.rolePasswords)]
    const all = Object.values(filesBelow(place.backups)).map((text) => Buffer.from(text, 'base64').toString('latin1'))
    for (const secret of secrets) {
      expect(kept.said + kept.complained).not.toContain(secret)
      for (const form of [
        secret,
        Buffer.from(secret).toString('base64'),
        Buffer.from(secret, 'hex').toString('latin1'),
      ])
        expect(all.filter((text) => form !== '' && text.includes(Buffer.from(form).toString('latin1')))).toEqual([])
    }
  })
})

describe('a backup that is not as it was written', () => {
  test('one bit altered anywhere: the part is named, and nothing is touched', async () => {
    const path = await whole()
    const target = await place.empty()
    const parts = [
      'manifest.json',
      'manifest.seal',
      'keys.sealed',
      'table-reports.copy.gz',
      'queue.jsonl.gz',
      'files.txt.gz',
    ]
    for (const part of parts) {
      alter(join(path, part))
      const refused = await place.restore(target)
      // One bit of the manifest may also be one of a checksum in it; then that part is named. Its seal is about it.
      const named = part.startsWith('manifest') ? '' : `${part} is missing or not as it was written`
      expect([part, refused.code, refused.complained]).toEqual([
        part,
        1,
        expect.stringContaining(`is damaged: ${named}`),
      ])
      alter(join(path, part))
    }
    await untouched(target)
    expect((await place.restore(target, '--dry-run')).code).toBe(0)
  })

  test('a table is missing; another backup can be named', async () => {
    const first = await whole()
    // Two backups of one second would have one name.
    while (place.names().length < 2) await place.backup(settings)
    rmSync(join(place.backups, place.names()[1] as string, 'table-events.copy.gz'))
    const target = await place.empty()
    const refused = await place.restore(target)
    expect([refused.code, refused.complained]).toEqual([1, expect.stringContaining('table-events.copy.gz is missing')])
    expect((await place.restore(target, '--from', first)).code).toBe(0)
    expect(await contentsOf(target.DATABASE_URL)).toEqual(contents)
  })

  test('a photo is damaged: it is named; the rest is restored when that is asked for, and the next backup copies it again', async () => {
    await whole()
    const [photo] = Object.keys(filesBelow(join(place.backups, 'files'))) as [string]
    alter(join(place.backups, 'files', photo))
    const target = await place.empty()
    const refused = await place.restore(target)
    expect(refused.code).toBe(1)
    expect(refused.complained).toContain(`damaged or missing: files/${photo}\n`)
    await untouched(target)
    const without = await place.restore(target, '--without-damaged-files')
    expect([without.code, without.complained]).toEqual([0, expect.stringContaining('cannot be shown')])
    expect(existsSync(join(target.DATA_DIR, 'files', photo))).toBe(false)

    rmSync(join(place.backups, 'files', photo))
    const again = await place.backup(settings)
    expect(again.said).toContain(': 1 copied now')
  })

  test('nothing there, or nothing whole', async () => {
    const target = await place.empty()
    for (const path of [place.backups, place.folder]) {
      const refused = await place.restore(target, '--from', path)
      expect([refused.code, refused.complained]).toEqual([1, expect.stringContaining('There is no backup in')])
    }
  })
})

describe('releases', () => {
  test('a backup of a newer format, or with a migration this release does not have, says so', async () => {
    const path = await whole()
    const manifest = JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8'))
    writeFileSync(join(path, 'manifest.json'), JSON.stringify({ ...manifest, format: 2 }))
    const target = await place.empty()
    expect((await place.restore(target)).complained).toContain('was made by a newer release.')

    rmSync(place.backups, { recursive: true })
    await w.look(`insert into schema_migrations values ('0000-of-a-branch.sql', 'x')`)
    await w.look(`update schema_migrations set sha256 = repeat('0', 64) where file = '0000-of-a-branch.sql'`)
    try {
      await whole()
    } finally {
      await w.look(`delete from schema_migrations where file = '0000-of-a-branch.sql'`)
    }
    expect((await place.restore(target)).complained).toContain('was made by a newer release (')
    await untouched(target)
  })

  test('a database of a newer release is not kept by an older program', async () => {
    await w.look(`insert into schema_migrations values ('9999-later.sql', repeat('0', 64))`)
    try {
      const refused = await place.backup(settings)
      expect([refused.code, refused.complained]).toEqual([1, expect.stringContaining('by a newer release (9999-later')])
    } finally {
      await w.look(`delete from schema_migrations where file = '9999-later.sql'`)
    }
    expect(place.names()).toEqual([])
  })
})

describe('what is not empty', () => {
  test('a data folder with keys, a database with rows, and one with other people’s tables are left alone', async () => {
    await whole()
    const target = await place.empty()
    const keyed = place.keyed(target.DATABASE_URL)
    const before = filesBelow(keyed.DATA_DIR)
    expect((await place.restore(keyed)).complained).toContain('is not empty (keys)')
    expect(filesBelow(keyed.DATA_DIR)).toEqual(before)

    const taken = { ...target, DATABASE_URL: settings.DATABASE_URL as string }
    const refused = await place.restore(taken)
    expect(refused.code).toBe(1)
    expect(refused.complained).toContain('The database is not empty (agencies).')
    expect(await contentsOf(taken.DATABASE_URL)).toEqual(contents)
    expect(existsSync(taken.DATA_DIR)).toBe(false)

    await asked(target.DATABASE_URL, 'create schema shop; create table shop.orders (id int)')
    expect((await place.restore(target)).complained).toContain('The database is not empty (shop.orders).')
    expect(existsSync(target.DATA_DIR)).toBe(false)
  })

  test('roles of another installation keep their passwords, or its programs would be locked out', async () => {
    const own = { DATA_DIR: join(place.folder, 'own') }
    const names = ['--name', '善桥区', '--prefix', 'SQ', '--host', 'sq.example', '--admin-name', '冯春燕']
    const admin = ['--admin-login', 'fengchunyan', '--password-file', '-']
    expect((await jieyou(own, ['init', ...names, ...admin], '湖边的柳树绿了一千遍')).code).toBe(0)
    expect(await place.backup(own)).toMatchObject({ code: 0, complained: '' })
    const target = await place.empty()
    const refused = await place.restore(target)
    expect([refused.code, refused.complained]).toEqual([
      1,
      expect.stringContaining('belong to another installation of Jieyou'),
    ])
    await untouched(target)
  })
})

describe('cut short', () => {
  /** Starts a command and kills it as soon as something is so; then it is gone. */
  const killedWhen = async (env: Settings, args: string[], isSo: () => boolean | Promise<boolean>) => {
    const [program = '', ...more] = commandLine
    const { PATH = '', HOME = '' } = process.env
    const child = spawn(program, [...more, ...args], {
      env: { PATH, HOME, BACKUP_PASSPHRASE: passphrase, ...env },
      stdio: 'ignore',
    })
    const ended = new Promise((resolve) => child.on('close', resolve))
    while (child.exitCode === null && !(await isSo())) await wait(2)
    child.kill('SIGKILL')
    await ended
    return child.signalCode
  }
  const entries = () => (existsSync(place.backups) ? readdirSync(place.backups) : [])

  test('a killed backup is never taken for one, and the next clears it away', async () => {
    const killed = await killedWhen(settings, ['backup', '--to', place.backups], () =>
      entries().some((name) => name.startsWith('.unfinished-')),
    )
    expect(killed).toBe('SIGKILL')
    expect(entries().filter((name) => name.startsWith('.unfinished-'))).toHaveLength(1)
    expect((await place.restore(await place.empty())).complained).toContain('There is no backup in')
    const path = await whole()
    expect(entries().sort()).toEqual([path.split('/').at(-1), 'files'].sort())
  })

  test('a restore killed again and again leaves nothing half loaded; no program works there; it is finished in the end', async () => {
    const path = await whole()
    const target = await place.empty()
    const killed = async (moment: () => boolean | Promise<boolean>) =>
      expect(await killedWhen(target, ['restore', '--from', place.backups], moment)).toBe('SIGKILL')
    const nothingWorks = async () => {
      const rows = await asked<{ n: string }>(target.DATABASE_URL, 'select count(*) as n from reports').catch(() => [])
      expect(Number(rows[0]?.n ?? 0)).toBe(0)
      await expect(startServer(target)).rejects.toThrow('a restore into')
      expect((await jieyou(target, ['user', 'list'])).complained).toContain('a restore into')
    }
    await killed(() => existsSync(join(target.DATA_DIR, 'restoring')))
    await nothingWorks()
    await connected(target.DATABASE_URL, async (client) => {
      const has = async (statement: string) => (await client.query<{ so: boolean }>(statement)).rows[0]?.so === true
      // Every table is there by then: it waits for the queue's schema, which somebody else is just making.
      await client.query('begin; create schema graphile_worker')
      await killed(() =>
        has(`select exists (select from pg_locks where not granted and locktype = 'transactionid'
               and transactionid::text = pg_current_xact_id()::text) as so`),
      )
      await client.query('rollback')
      await nothingWorks()
      // Within the transaction that loads: it waits for a table that somebody looks at.
      await client.query('begin; lock table users in access share mode')
      await killed(() =>
        has(`select exists (select from pg_locks where not granted and relation = 'users'::regclass) as so`),
      )
      await client.query('rollback')
      await nothingWorks()
    })
    const done = await place.restore(target)
    expect([done.complained, done.code]).toEqual(['', 0])
    expect(await contentsOf(target.DATABASE_URL)).toEqual(contents)

    // As if it had been killed between the last row and the end.
    const { id } = JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8'))
    writeFileSync(join(target.DATA_DIR, 'restoring'), `${id}\n`)
    const finished = await place.restore(target)
    expect([finished.complained, finished.code]).toEqual(['', 0])
    expect(finished.said).toContain('The rows are there already')
    expect(existsSync(join(target.DATA_DIR, 'restoring'))).toBe(false)
    // And now it is a place like any other.
    expect((await place.restore(target)).complained).toContain('is not empty')
  })

  const why = whyNoDisks()
  if (why) console.log(`A full disk is not tested here: ${why}`)

  test.skipIf(why)(
    'a full disk: nothing that looks like a backup, nothing loaded, and with room it goes on',
    async () => {
      await whole()
      const disk = memoryDisk(1)
      try {
        writeFileSync(join(disk.folder, 'other'), Buffer.alloc(disk.free() - 16 * 1024))
        const refused = await place.backup(settings, '--to', join(disk.folder, 'backups'))
        expect(refused.code).toBe(1)
        expect(refused.complained).toBe(
          `There is no room left in ${join(disk.folder, 'backups')}.\nNo backup was made.\n`,
        )
        expect(readdirSync(join(disk.folder, 'backups')).filter((name) => name !== 'files')).toEqual([])

        const target = { ...(await place.empty()), DATA_DIR: join(disk.folder, 'data') }
        const stopped = await place.restore(target)
        expect([stopped.code, stopped.complained]).toEqual([1, expect.stringContaining('There is no room left in')])
        expect(stopped.complained).toContain('run the same command again')
        expect(await contentsOf(target.DATABASE_URL)).toEqual({})
        rmSync(join(disk.folder, 'other'))
        const done = await place.restore(target)
        expect([done.complained, done.code]).toEqual(['', 0])
        expect(await contentsOf(target.DATABASE_URL)).toEqual(contents)
      } finally {
        disk.remove()
      }
    },
  )
})
