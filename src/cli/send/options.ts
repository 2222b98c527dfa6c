/** What the words after `send` mean. */
import { basename } from 'node:path'
import { parsePublicCode } from '../../domain/places/public-code.ts'
import { districtPrefixOf } from '../../domain/reports/receipt-code.ts'
import { normalise } from '../../domain/shared/check-letter.ts'
import { openVerb, type Terminal } from '../verb.ts'
import { sentences } from '../words.ts'
import type { Columns } from './messages.ts'

export type SendOptions = {
  readonly file: string
  /** A public code or a district prefix, as codes are kept. */
  readonly to: string
  /** Without a slash at its end. */
  readonly url: string
  readonly columns: Columns
  readonly state: string
  readonly parallel: number
  readonly dryRun: boolean
}

const usualText = ['title', 'text']

/** The options; an exit code when help was asked for or something was misused, and it was said. */
export function readOptions(args: readonly string[], terminal: Terminal): SendOptions | number {
  const words = sentences.send
  const read = openVerb(
    {
      name: 'send',
      help: words.help,
      options: {
        to: { type: 'string' },
        url: { type: 'string', default: 'http://localhost:8080' },
        field: { type: 'string', multiple: true, default: [] },
        state: { type: 'string' },
        parallel: { type: 'string', default: '8' },
        'dry-run': { type: 'boolean', default: false },
      },
    },
    args,
    terminal,
  )
  if (typeof read === 'number') return read
  const { values, positionals, misused } = read

  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) return misused(words.oneFile)
  if (values.to === undefined) return misused(words.toWhom)
  const to = codeIn(values.to)
  if (to === undefined) return misused(words.codeMisread(values.to))
  const url = serverIn(values.url)
  if (url === undefined) return misused(words.urlMisread(values.url))
  if (!/^[1-9][0-9]?$/.test(values.parallel) || Number(values.parallel) > 64) return misused(words.parallelMisread)

  const columns = { text: [] as string[], place: [] as string[] }
  for (const field of values.field) {
    const [, name, list] = /^(text|place)=(.+)$/s.exec(field) ?? []
    const named = list?.split(',').map((column) => column.trim()) ?? []
    if (named.length === 0 || named.includes('')) return misused(words.fieldMisread(field))
    columns[name as 'text' | 'place'].push(...named)
  }
  return {
    file,
    to,
    url,
    columns: columns.text.length > 0 ? columns : { ...columns, text: usualText },
    state: values.state ?? `${basename(file)}.sent.jsonl`,
    parallel: Number(values.parallel),
    dryRun: values['dry-run'],
  }
}

function codeIn(typed: string): string | undefined {
  const code = parsePublicCode(typed)
  if (code.ok) return code.value
  return normalise(typed).length === 2 ? districtPrefixOf(typed) : undefined
}

function serverIn(typed: string): string | undefined {
  if (!URL.canParse(typed)) return undefined
  const { protocol, origin, pathname, search, hash, username } = new URL(typed)
  if (!/^https?:$/.test(protocol) || search !== '' || hash !== '' || username !== '') return undefined
  return origin + pathname.replace(/\/+$/, '')
}
