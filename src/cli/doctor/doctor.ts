/** `jieyou doctor`: what is configured, what is real, what is missing. It only looks, unless it is asked to make roles. */
import pg from 'pg'
import { rolesOf } from '../../data/condition.ts'
import { openDatabase } from '../../data/db.ts'
import { createRoles, urlAs } from '../../data/roles.ts'
import { type Keys, readKeys, readOrMakeKeys } from '../../start/keys.ts'
import { type DatabaseServer, hasDatabase, openServer } from '../../start/open-database.ts'
import { ownSettings, type Settings } from '../../start/settings.ts'
import { hasTables, leaveOnSignal, problemOf } from '../on-database.ts'
import { exitCode, openVerb, type Terminal } from '../verb.ts'
import { sentences } from '../words.ts'
import { lookAtDatabase } from './database.ts'
import { lookAtEngines, lookAtExposure } from './exposure.ts'
import { type Area, type Finding, findingsOf } from './finding.ts'
import { lookAtKeys, lookAtMachine, lookAtSettings } from './machine.ts'
import { lookAtWork } from './work.ts'

const words = sentences.doctor

/** Runs the verb and gives its exit code. */
export async function doctor(args: readonly string[], terminal: Terminal): Promise<number> {
  const read = openVerb(
    {
      name: 'doctor',
      help: words.help,
      options: { 'create-roles': { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    },
    args,
    terminal,
  )
  if (typeof read === 'number') return read
  if (read.positionals.length > 0) return read.misused(sentences.tooMany(read.positionals))
  const settings = ownSettings()
  if (!settings.ok) {
    const { found, missing } = findingsOf('settings')
    for (const fault of settings.faults) missing(fault)
    return tell(found, read.values.json, terminal)
  }
  return tell(await examine(settings.value, read.values['create-roles'], terminal), read.values.json, terminal)
}

/** Everything that is found. */
async function examine(settings: Settings, makesRoles: boolean, terminal: Terminal): Promise<Finding[]> {
  const now = new Date()
  const isNew = !hasDatabase(settings)
  let hasDemonstration = false
  const database = findingsOf('database')
  const found: Finding[] = []
  let server: DatabaseServer | undefined
  const leaving = leaveOnSignal(terminal, async () => server?.close())
  try {
    if (isNew && !makesRoles) database.missing(words.noDatabase)
    else {
      server = await openServer(settings, terminal.warn)
      if (makesRoles) await makeRoles(settings, server, database)
      const keys = await readKeys(settings.dataDir).catch(() => undefined)
      const looked = await lookAtDatabase(server, keys)
      database.found.push(...looked.found)
      if (looked.isWhole && keys) {
        const work = await examineWork(server, keys, looked.hasQueue, now)
        found.push(...work.found)
        hasDemonstration = work.hasDemonstration
      }
    }
  } catch (error) {
    database.missing(problemOf(error, settings))
  } finally {
    leaving.done()
    await server?.close()
  }
  return [
    ...(await lookAtMachine(settings)),
    ...lookAtSettings(settings),
    ...(await lookAtKeys(settings, isNew)),
    ...database.found,
    ...found,
    ...(await lookAtExposure(settings, hasDemonstration, now)),
    ...lookAtEngines(),
  ]
}

/** Makes the roles that are missing, with the keys of this data folder, which are made first where there are none. */
async function makeRoles(settings: Settings, server: DatabaseServer, { good, missing }: ReturnType<typeof findingsOf>) {
  const client = new pg.Client({ connectionString: server.url })
  client.on('error', () => {})
  await client.connect()
  try {
    if (!(await readKeys(settings.dataDir)) && (await hasTables(client))) return missing(words.rolesNotForStrangers)
    const before = (await rolesOf(client)).map(({ name }) => name)
    await createRoles(client, server.database, (await readOrMakeKeys(settings.dataDir)).rolePasswords)
    const made = (await rolesOf(client)).map(({ name }) => name).filter((name) => !before.includes(name))
    good(words.rolesMade(made))
  } finally {
    await client.end()
  }
}

async function examineWork(server: DatabaseServer, keys: Keys, hasQueue: boolean, now: Date) {
  const url = urlAs(server.url, server.database, 'jieyou_worker', keys.rolePasswords)
  const worker = openDatabase({ url, size: 1, onError: () => {} })
  try {
    return await lookAtWork(worker, hasQueue, now)
  } finally {
    await worker.close()
  }
}

/** Tells the findings, area by area, and what it comes to. */
function tell(found: readonly Finding[], json: boolean, terminal: Terminal): number {
  const count = (state: Finding['state']) => found.filter((one) => one.state === state).length
  const code = count('missing') > 0 ? exitCode.failed : exitCode.done
  if (json) {
    terminal.say(JSON.stringify({ missing: count('missing'), warnings: count('warning'), findings: found }, null, 2))
    return code
  }
  for (const [area, name] of Object.entries(words.areas) as [Area, string][]) {
    const here = found.filter((one) => one.area === area)
    if (here.length === 0) continue
    terminal.say(name)
    for (const { state, text } of here) terminal.say(`  ${words.marks[state]} ${text}`)
  }
  terminal.say('')
  terminal.say(words.summary(count('missing'), count('warning')))
  return code
}
