/** The doctor looks at the machine: Node, settings, the data folder and the keys in it. */
import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { keysFileOf, readKeys } from '../../start/keys.ts'
import { type Settings, settingsInForce } from '../../start/settings.ts'
import { sentences } from '../words.ts'
import { type Finding, findingsOf } from './finding.ts'

const words = sentences.doctor
const leastNode = 24
/** Below this many gigabytes a database is soon full. */
const leastFree = 2

/** What is found on the machine itself. */
export async function lookAtMachine(settings: Settings): Promise<Finding[]> {
  const { found, good, warn, missing, note } = findingsOf('machine')
  const { node } = process.versions
  if (Number(node.split('.')[0]) >= leastNode) good(words.node(node))
  else missing(words.nodeOld(node))

  const mode = await modeOf(settings.dataDir)
  if (mode === undefined) note(words.dataDirMissing(settings.dataDir))
  // Root's own account of PostgreSQL must be able to pass through (0711); reading is what others may not.
  else if ((mode & 0o066) !== 0) warn(words.dataDirOpen(settings.dataDir, octal(mode)))
  else good(words.dataDir(settings.dataDir))

  const disk = await statfs(mode === undefined ? await nearestOf(settings.dataDir) : settings.dataDir)
  const free = (disk.bavail * disk.bsize) / 1e9
  if (free >= leastFree) good(words.diskFree(free.toFixed(1)))
  else warn(words.diskShort(free.toFixed(1)))
  return found
}

/** Every setting with where it comes from. */
export function lookAtSettings(settings: Settings): Finding[] {
  const { found, note } = findingsOf('settings')
  for (const { name, value, from } of settingsInForce(settings)) note(words.setting(name, value, from))
  return found
}

/** The keys: there, whole, and nobody else's to read. */
export async function lookAtKeys(settings: Settings, isNew: boolean): Promise<Finding[]> {
  const { found, good, note, missing } = findingsOf('keys')
  const file = keysFileOf(settings.dataDir)
  const mode = await modeOf(file)
  if (mode === undefined) (isNew ? note : missing)(words.keysMissing(file))
  else if ((mode & 0o077) !== 0) missing(words.keysOpen(file, octal(mode)))
  else good(words.keysGood(file))
  const folder = await modeOf(dirname(file))
  if (folder !== undefined && (folder & 0o077) !== 0) missing(words.keysOpen(dirname(file), octal(folder)))
  await readKeys(settings.dataDir).catch(() => missing(words.keysBroken))
  return found
}

const octal = (mode: number) => (mode & 0o777).toString(8).padStart(4, '0')

const modeOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ mode }) => mode,
    () => undefined,
  )

/** The nearest folder above that is there. */
async function nearestOf(path: string): Promise<string> {
  const above = dirname(path)
  return above === path || (await modeOf(above)) !== undefined ? above : nearestOf(above)
}
