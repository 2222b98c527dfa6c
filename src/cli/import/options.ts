/** What the words after `import` mean. */
import { parsePublicCode } from '../../domain/places/public-code.ts'
import { districtPrefixOf } from '../../domain/reports/receipt-code.ts'
import { normalise } from '../../domain/shared/check-letter.ts'
import { openVerb, type Terminal } from '../verb.ts'
import { sentences } from '../words.ts'
import { type ColumnMap, readColumnMap } from './columns.ts'
import type { Encoding } from './encoding.ts'

export type ImportOptions = {
  readonly file: string
  /** A public code or a district's prefix, as codes are kept. */
  readonly to: string
  readonly map: ColumnMap
  /** Undefined when the file is to tell. */
  readonly encoding: Encoding | undefined
  readonly open: boolean
  readonly dryRun: boolean
}

const encodingNames: Readonly<Record<string, Encoding>> = {
  utf8: 'utf-8',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  gb18030: 'gb18030',
}

/** The options; an exit code when help was asked for or something was misused, and it was said. */
export function readOptions(args: readonly string[], terminal: Terminal): ImportOptions | number {
  const words = sentences.imports
  const read = openVerb(
    {
      name: 'import',
      help: words.help,
      options: {
        to: { type: 'string' },
        map: { type: 'string', multiple: true, default: [] },
        encoding: { type: 'string' },
        open: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
      },
    },
    args,
    terminal,
  )
  if (typeof read === 'number') return read
  const { values, positionals, misused } = read

  const [what, file, ...more] = positionals
  if (what !== 'reports') return misused(words.whatOf)
  if (file === undefined || more.length > 0) return misused(words.oneFile)
  if (values.to === undefined) return misused(words.toWhom)
  const to = codeIn(values.to)
  if (to === undefined) return misused(words.codeMisread(values.to))
  const map = readColumnMap(values.map)
  if (!map) return misused(words.mapMisread(values.map.join(',')))
  const named = values.encoding?.toLowerCase().replaceAll(/[-_ ]/g, '')
  const encoding = named === undefined ? undefined : encodingNames[named]
  if (named !== undefined && !encoding) return misused(words.encodingMisread(values.encoding ?? ''))
  return { file, to, map, encoding, open: values.open, dryRun: values['dry-run'] }
}

function codeIn(typed: string): string | undefined {
  const code = parsePublicCode(typed)
  if (code.ok) return code.value
  return normalise(typed).length === 2 ? districtPrefixOf(typed) : undefined
}
