/** `jieyou import reports`: brings in what was said elsewhere, each message once however often it is run. */
import { basename } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { Context } from '../../actions/context.ts'
import { type ImportTarget, importTarget } from '../../actions/import-report.ts'
import { districtByPrefix } from '../../data/districts/read.ts'
import { unitName } from '../../data/places/read.ts'
import { districtPrefixOf } from '../../domain/reports/receipt-code.ts'
import { codeOf } from '../../domain/shared/error-code.ts'
import { readOrMakeKeys } from '../../start/keys.ts'
import { terms } from '../../words/zh/terms.ts'
import { onDatabase, problemOf } from '../on-database.ts'
import { exitCode, type Terminal } from '../verb.ts'
import { type ImportCounts, sentences } from '../words.ts'
import { importAll } from './import-all.ts'
import { type ForeignFile, openForeignFile } from './messages.ts'
import { type ImportOptions, readOptions } from './options.ts'

const words = sentences.imports

/** Runs the verb and gives its exit code. */
export async function importFile(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, terminal)
  if (typeof options === 'number') return options
  // Short-lived objects by the million would grow the young heap to 130 MB, which saves no time here.
  setFlagsFromString('--semi-space-growth-factor=1')
  const file = await openedFile(options, terminal)
  if (typeof file === 'number') return file

  let last: string | undefined
  const code = await onDatabase(terminal, 'nothing', async (context, settings) => {
    const target = await targetOf(context, options.to)
    if (typeof target === 'string') {
      terminal.warn(target)
      return exitCode.failed
    }
    const name = await addressedName(context, target)
    terminal.say(words.begin(basename(options.file), file.form, file.encoding, name, target.to.code))
    const { imports: key } = await readOrMakeKeys(settings.dataDir)
    const lines = file.lines(target.district.offsetMinutes)
    const { counts, failed } = await importAll(context, lines, {
      target,
      manner: { key, open: options.open, unnamedAgency: terms.imported },
      dryRun: options.dryRun,
      tell: {
        refused: (line, why) => terminal.say(words.refused(line, why)),
        progress: (soFar) => terminal.progress(words.progress(soFar, file.shareRead())),
      },
    })
    terminal.progress('')
    last = summaryOf(counts, options)
    if (failed === undefined) return exitCode.done
    terminal.warn(
      words.stopped(isOfFile(failed) ? words.cannotRead(options.file, codeOf(failed)) : problemOf(failed, settings)),
    )
    return exitCode.failed
  })
  // After everything else has been said, so that it is the last line.
  if (last !== undefined) terminal.say(last)
  return code
}

const summaryOf = (counts: ImportCounts, { dryRun }: ImportOptions): string =>
  dryRun ? words.dryRun(counts) : words.summary(counts)

/** The file, or the exit code when it cannot be read. */
async function openedFile(options: ImportOptions, terminal: Terminal): Promise<ForeignFile | number> {
  try {
    const opened = await openForeignFile(options.file, options)
    if (opened.ok) return opened.value
    terminal.warn(sentenceOf(opened))
  } catch (error) {
    if (!isOfFile(error)) throw error
    terminal.warn(words.cannotRead(options.file, codeOf(error)))
  }
  return exitCode.failed
}

type Refused = Exclude<Awaited<ReturnType<typeof openForeignFile>>, { ok: true }>

function sentenceOf(refused: Refused): string {
  switch (refused.refusal) {
    case 'no-such-column':
      return words.file['no-such-column'](refused.missing, refused.heading)
    case 'no-text-column':
      return words.file['no-text-column'](refused.heading)
    default:
      return words.file[refused.refusal]
  }
}

/** Errors of the file system and of unpacking; the database's have codes of five signs. */
const isOfFile = (error: unknown): boolean =>
  /^(E[A-Z]+|Z_[A-Z_]+|ERR_[A-Z_]+)$/.test(codeOf(error)) && !isOfNetwork(error)
const isOfNetwork = (error: unknown): boolean => /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_)/.test(codeOf(error))

/** Whom the code stands for, or the sentence about why it stands for nobody. */
async function targetOf(context: Context, to: string): Promise<ImportTarget | string> {
  const prefix = districtPrefixOf(to) ?? ''
  const district = await districtByPrefix(context.database, prefix)
  if (!district) return words.noSuchDistrict(prefix)
  const target = await importTarget(context, district, to)
  if (target.ok) return target.value
  switch (target.refusal) {
    case 'code-misread':
      return words.codeMisread(to)
    case 'no-such-code':
      return words.noSuchCode(to)
    case 'code-revoked':
      return words.codeRevoked(to)
  }
}

/** The name of the narrowest unit that was addressed. */
function addressedName({ database }: Context, { district, address }: ImportTarget): Promise<string> {
  const db = database.of(district.id)
  if (address.deputyId) return unitName(db, { kind: 'deputy', id: address.deputyId })
  if (address.stationId) return unitName(db, { kind: 'station', id: address.stationId })
  if (address.townId) return unitName(db, { kind: 'town', id: address.townId })
  return unitName(db, { kind: 'district', id: null })
}
