/**
 * The statement with which the program receives a report, made into a script for pgbench: the text the program sends,
 * with one report in it. What differs between two equal submissions (ids, hashes, salts) is drawn anew for every
 * transaction; all else stays as it was sent.
 */
import type { RunningProgram } from '../test/started/program.ts'
import { uuidOf } from './fill.ts'
import { postRequest } from './load.ts'
import { pointCode, type Stage } from './stage.ts'
import { type Heard, openWireTap } from './wire-tap.ts'

/** A transaction for pgbench, and the constants it is given with -D. */
export type Script = { readonly statement: string; readonly constants: Readonly<Record<string, string>> }

/** A hundred and one Chinese characters, as a resident may write. */
export const text =
  '幸福里三幢二单元楼道的灯坏了半个多月，晚上接孩子放学回家，老人上下楼只能扶着墙摸黑走，前天有人踩空摔了一跤。' +
  '物业说要等维修资金，社区说要找市政，我们不知道该找谁，请代表帮忙问一问什么时候能修好，谢谢。'

export const submitRequest = (path = '/api/v1/reports'): string =>
  postRequest(path, { submissionId: '<uuid>', to: { point: pointCode }, text, place: '幸福里三幢二单元' })

/** Has the program receive two reports alone, each after the other, and reads on the wire what it sends for them. */
export async function ourStatement(stage: Stage): Promise<Script> {
  await using tap = await openWireTap(stage.postgres.port)
  const program = await stage.program({ databasePort: tap.port })
  try {
    const both = [await heardFor(program, tap.heard), await heardFor(program, tap.heard)] as const
    if (both[0].text !== both[1].text) throw new Error('two equal submissions were written by different statements')
    return scriptOf(...both)
  } finally {
    await program.end('SIGTERM')
  }
}

async function heardFor(program: RunningProgram, heard: readonly Heard[]): Promise<Heard> {
  const before = heard.length
  const [head = '', body = ''] = submitRequest().replace('<uuid>', crypto.randomUUID()).split('\r\n\r\n')
  const type = /content-type: (.+)\r\n/.exec(head)?.[1] ?? ''
  const answer = await fetch(`${program.url}/api/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  })
  if (answer.status !== 201) throw new Error(`a submission was answered ${answer.status}: ${await answer.text()}`)
  const ours = heard.slice(before).filter(({ text }) => /insert into reports\b/.test(text))
  if (ours.length !== 1 || !ours[0]) throw new Error(`${ours.length} statements wrote a report`)
  return ours[0]
}

/** What can differ: UUIDs, hashes in hexadecimal, hashes in base64. */
const drawn = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}|[A-Za-z0-9+/]{43}=/g

function scriptOf(one: Heard, other: Heard): Script {
  const constants: Record<string, string> = {}
  const known = new Map<string, string>()
  const constant = (value: string) => {
    const name = `c${Object.keys(constants).length}`
    constants[name] = value
    return `:${name}`
  }
  /** The same drawn value is the same expression wherever it stands. */
  const fresh = (value: string) => {
    const salt = known.get(value) ?? `x${known.size}`
    known.set(value, salt)
    const seed = `'${salt}' || :n`
    if (value.length === 36) return uuidOf(seed)
    const hash = `sha256(convert_to(${seed}, 'UTF8'))`
    return value.startsWith('binary ') ? hash : `encode(${hash}, '${value.length === 64 ? 'hex' : 'base64'}')`
  }
  const expressions = one.parameters.map((value, i) => {
    const second = other.parameters[i]
    if (value === null || second === null || second === undefined) return 'null'
    if (typeof value !== 'string')
      return value.equals(second as Buffer)
        ? `'\\x${value.toString('hex')}'::bytea`
        : fresh(`binary ${value.toString('hex')}`)
    if (value === second) return constant(value)
    const differing = (value.match(drawn) ?? []).filter((piece) => !(second as string).includes(piece))
    if (differing.length === 0) throw new Error(`parameter ${i + 1} differs in a way that is not known`)
    if (differing.length === 1 && differing[0] === value) return fresh(value)
    const between: string[] = []
    let rest = value
    for (const piece of differing) {
      const at = rest.indexOf(piece)
      between.push(rest.slice(0, at))
      rest = rest.slice(at + piece.length)
    }
    between.push(rest)
    const parts = between.flatMap((piece, j) => [
      ...(piece === '' ? [] : [`${constant(piece)}::text`]),
      ...(differing[j] === undefined ? [] : [`${fresh(differing[j])}::text`]),
    ])
    return `(${parts.join(' || ')})`
  })
  const statement = one.text.replace(/\$(\d+)/g, (_, number) => expressions[Number(number) - 1] ?? 'null')
  return { statement: statement.replace(/\s+/g, ' ').trim(), constants }
}
