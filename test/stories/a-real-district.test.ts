/** Someone sets up a real district from the command line: the programs as they are, on a database of their own. */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, test, vi } from 'vitest'
import { openEmbeddedPostgres } from '../../src/start/embedded-postgres.ts'
import { commandLine, type Ended, jieyou, processesOf, run, startServer } from '../started.ts'

// Each command is a program that has to start; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 300_000 })

const folders: string[] = []
const ends: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const end of ends) await end()
  for (const folder of folders) {
    const dataDir = join(folder, 'data')
    // Whatever a failed test left running is taken over and stopped.
    if (existsSync(join(dataDir, 'postgres', 'postmaster.pid')))
      await (await openEmbeddedPostgres({ dataDir, durable: true, say: () => {} })).close()
    rmSync(folder, { recursive: true, force: true })
  }
})

const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'jieyou-real-'))
  folders.push(folder)
  return folder
}

const password = '一个很长的新密码 2026'
const administrator = ['--admin-name', '冯春燕', '--admin-login', 'fengchunyan', '--password-file', '-']
const here = ['--name', '沁湖区', '--prefix', 'qh', '--host', 'localhost', ...administrator]

const units = `kind,name,town,station,deputy,type
point,李敏代表工作室,,东街代表联络站,李敏,workplace
deputy,李敏,,东街代表联络站,,
station,东街代表联络站,善桥镇,,,
town,善桥镇,,,,
point,"幸福里 3 幢楼道, 北门",善桥镇,东街代表联络站,,stairwell
agency,善桥镇市政所,,,,
point,菜场,,没有的站,,market
`

test('from an empty folder to the first answered report, with the server running all the while', async () => {
  const folder = newFolder()
  const dataDir = join(folder, 'data')
  const settings = { DATA_DIR: dataDir }
  const cli = (...args: string[]) => jieyou(settings, args, password)

  // Before there is anything, nothing is made by looking.
  expect(await cli('user', 'list')).toMatchObject({ code: 1, said: '' })
  expect(await cli('migrate')).toMatchObject({ code: 1, said: '' })
  const nothing = await cli('doctor')
  expect([nothing.code, nothing.said]).toEqual([1, expect.stringContaining('✗ there is no database yet')])
  expect(existsSync(dataDir)).toBe(false)

  const founded = await cli('init', ...here)
  expect(founded).toMatchObject({ code: 0, said: expect.stringContaining('沁湖区 (QH) is founded, at localhost.') })
  expect(founded.said + founded.complained).not.toContain(password)
  expect(await cli('init', ...here)).toMatchObject({
    code: 1,
    said: '',
    complained: 'A district of this database has these two letters already.\n',
  })
  expect(processesOf(dataDir)).toEqual([])

  const server = await startServer(settings)
  ends.push(() => server.end('SIGKILL'))
  expect(server.said()).not.toMatch(/demonstration/i)
  const ask = async (path: string, body?: object, token?: string) => {
    const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
    const answer = await fetch(
      server.url + path,
      body
        ? { method: 'POST', body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } }
        : { headers },
    )
    // biome-ignore lint/suspicious/noExplicitAny: the story reads the fields it speaks of
    return { status: answer.status, body: (await answer.json()) as any }
  }
  const signIn = (login: string) => ask('/api/v1/sessions', { login, password })
  expect(await signIn('fengchunyan')).toMatchObject({
    status: 201,
    body: {
      me: {
        name: '冯春燕',
        district: { name: '沁湖区', prefix: 'QH', isDemonstration: false },
        memberships: [{ role: 'district', unitName: '沁湖区' }],
      },
    },
  })

  const file = join(folder, 'units.csv')
  writeFileSync(file, units)
  const would = await cli('place', 'import', file, '--dry-run')
  expect(would.said).toContain('6 would be added, 0 already there, 1 would be refused. Nothing was done.')
  const imported = await cli('place', 'import', file)
  expect([imported.code, imported.said.trim().split('\n').at(-1)]).toEqual([0, '6 added, 0 already there, 1 refused'])
  expect(imported.said).toContain('line 8: There is no such station.')
  const again = await cli('place', 'import', file)
  expect([again.code, again.said.trim().split('\n').at(-1)]).toEqual([0, '0 added, 6 already there, 1 refused'])
  const listed = JSON.parse((await cli('place', 'list', '--json')).said) as { name: string; code: string | null }[]
  expect(listed).toHaveLength(6)
  const codeOf = (name: string) => listed.find((unit) => unit.name === name)?.code as string

  expect(await cli('user', 'add', 'chenxiaolan', '--name', '陈晓岚', '--role', 'station=没有的站')).toMatchObject({
    code: 1,
    complained: expect.stringContaining('There is no such station.'),
  })
  const added = await cli(
    ...['user', 'add', 'chenxiaolan', '--name', '陈晓岚', '--password-file', '-'],
    ...['--role', `station=${codeOf('东街代表联络站')}`],
  )
  expect(added).toMatchObject({ code: 0, said: '陈晓岚 can sign in as “chenxiaolan”.\n' })

  // A resident at the stairwell, the station at the desk.
  const to = { point: codeOf('幸福里 3 幢楼道, 北门') }
  expect(await ask('/api/v1/reports', { submissionId: randomUUID(), to, text: '楼道的灯坏了。' })).toMatchObject({
    status: 201,
  })
  const { token } = (await signIn('chenxiaolan')).body
  const { cases } = (await ask('/api/v1/cases?view=to-do', undefined, token)).body

  // The days after today become holidays, and what is due is counted anew; then all is as it was.
  const dueBefore = (cases as { dueAt: string }[])[0]?.dueAt as string
  const lastDay = new Date(Date.parse(dueBefore) + 8 * 3_600_000 - 1).toISOString().slice(0, 10)
  expect(await cli('calendar', 'set', '2027-02-30', 'holiday', '春节')).toMatchObject({ code: 2 })
  const made = await cli('calendar', 'set', lastDay, 'holiday', '临时放假')
  expect(made).toMatchObject({ code: 0, said: 'Done. 1 due date was counted anew and changed.\n' })
  expect((await cli('calendar', 'list', lastDay.slice(0, 4))).said).toContain(`${lastDay}  holiday  临时放假`)
  const { cases: later } = (await ask('/api/v1/cases?view=to-do', undefined, token)).body
  expect(Date.parse((later as { dueAt: string }[])[0]?.dueAt as string)).toBeGreaterThan(Date.parse(dueBefore))
  expect((await cli('calendar', 'clear', lastDay)).said).toContain('1 due date')
  expect(cases).toMatchObject([{ title: '楼道的灯坏了。', heldBy: { kind: 'station', name: '东街代表联络站' } }])
  expect(await ask(`/api/v1/cases/${cases[0].id}/accept`, {}, token)).toMatchObject({ status: 200 })

  // A role taken away holds from the next press, and whoever is disabled is out at once.
  const role = 'station=善桥镇/东街代表联络站'
  expect(await cli('user', 'role', 'chenxiaolan', 'remove', role)).toMatchObject({ code: 0 })
  const press = () => ask(`/api/v1/cases/${cases[0].id}/answer-directly`, { words: '好了。', outcome: 'solved' }, token)
  expect([403, 404]).toContain((await press()).status)
  expect(await cli('user', 'role', 'chenxiaolan', 'add', role)).toMatchObject({ code: 0 })
  expect((await press()).status).toBe(200)
  expect(await cli('user', 'disable', 'chenxiaolan')).toMatchObject({ code: 0 })
  expect((await ask('/api/v1/cases?view=all', undefined, token)).status).toBe(401)
  expect((await signIn('chenxiaolan')).status).toBe(401)
  expect(await cli('user', 'disable', 'fengchunyan')).toMatchObject({ code: 1, said: '' })
  expect((await cli('user', 'list')).said).toBe(
    'chenxiaolan  陈晓岚  station 东街代表联络站  (disabled)\nfengchunyan  冯春燕  district\n',
  )

  const well = await cli('doctor', '--json')
  const { missing, findings } = JSON.parse(well.said) as { missing: number; findings: { text: string }[] }
  expect([well.code, missing]).toEqual([0, 0])
  const texts = findings.map(({ text }) => text)
  expect(texts).toContain('the embedded server, which a program is using now')
  expect(texts).toContain('沁湖区 (QH), at localhost')
  expect(texts).toContain('QH: a relay is at work')
  expect((await ask(`/api/v1/codes/${to.point}`)).status).toBe(200)

  expect(await server.end('SIGTERM')).toBe(0)
  const afterwards = await cli('doctor')
  expect([afterwards.code, afterwards.said]).toEqual([0, expect.stringContaining('✓ the embedded server; no program')])
  expect(processesOf(dataDir)).toEqual([])
  const logs = readdirSync(join(dataDir, 'logs')).map((name) => readFileSync(join(dataDir, 'logs', name), 'utf8'))
  expect(logs.join('') + afterwards.said).not.toContain(password)
})

// `script` gives a command a terminal; it takes other words elsewhere.
test.skipIf(process.platform !== 'linux')(
  'at a terminal it asks, asks again, hides the password, and Ctrl-C leaves nothing running',
  async () => {
    const dataDir = join(newFolder(), 'data')
    const command = [...commandLine, 'init'].map((word) => `'${word}'`).join(' ')
    const atTerminal = (answers: (said: () => string) => AsyncIterable<string>): Promise<Ended> => {
      const transcript = join(newFolder(), 'transcript')
      const said = () => (existsSync(transcript) ? readFileSync(transcript, 'utf8') : '')
      return run(['script', '-qefc', command, transcript], { DATA_DIR: dataDir, SHELL: '/bin/sh' }, answers(said))
    }
    const heard = async (said: () => string, question: string, times = 1) => {
      for (let waited = 0; waited < 15_000; waited += 20) {
        if (said().split(question).length > times) return
        await wait(20)
      }
      throw new Error(`it did not say “${question}”: ${said()}`)
    }

    const stopped = await atTerminal(async function* (said) {
      await heard(said, 'Name of the district')
      yield '沁湖区\r'
      await heard(said, 'Two letters')
      yield '\u0003'
    })
    expect(stopped.code).toBe(130)
    expect(processesOf(dataDir)).toEqual([])

    const done = await atTerminal(async function* (said) {
      await heard(said, 'Name of the district')
      yield '沁湖区\r'
      await heard(said, 'Two letters')
      yield 'OK\r'
      await heard(said, 'but not I, L, O or U')
      yield 'QH\r'
      await heard(said, 'Host name of its pages')
      yield 'localhost\r'
      await heard(said, 'Name of the first administrator')
      yield '冯春燕\r'
      await heard(said, 'Their login [admin]')
      yield '\r'
      await heard(said, 'Password for 冯春燕')
      yield 'short\r'
      await heard(said, 'Password for 冯春燕', 2)
      yield `${password}\r`
      await heard(said, 'The same password again')
      yield `${password}\r`
    })
    expect(done.code).toBe(0)
    expect(done.said).toContain('冯春燕 signs in as “admin”.')
    expect(done.said).not.toContain(password)
    expect(processesOf(dataDir)).toEqual([])
  },
)
