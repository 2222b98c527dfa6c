/**
 * The verifier a resident's own browser runs: it checks a receipt file from docs/formats/receipt.md alone, without a
 * network and without a line in common with the server that made it. It answers step by step, and never throws.
 */
import { isSigned } from './ed25519.ts'
import { hmac256, joined, sha256 } from './sha2.ts'

export type StepName = 'form' | 'district' | 'signature' | 'in-log' | 'text' | 'place' | 'files'
export type Step = { readonly name: StepName; readonly ok: boolean }

/** What somebody holds against a receipt: words as kept, and the SHA-256 of each file in small hexadecimal figures. */
export type Held = { readonly text?: string; readonly place?: string; readonly files?: readonly string[] }

export type Verified = {
  /** Every step failed is the last one taken, but for those about what was held against it. */
  readonly steps: readonly Step[]
  /** When it was received (an hour, UTC) and how large the log was, once everything up to `in-log` has held. */
  readonly proved: { readonly at: string; readonly index: number; readonly size: number } | undefined
}

const utf8 = (text: string) => new TextEncoder().encode(text)
const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const isSame = (a: Uint8Array, b: Uint8Array) => hex(a) === hex(b)

/** Bytes of base64 in its one form; throws otherwise. */
function bytesOf(base64: string) {
  const text = atob(base64)
  if (btoa(text) !== base64) throw new Error('base64')
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

/** A whole number from 0; throws otherwise. */
function countOf(figures: string) {
  const count = Number(figures)
  if (!/^(0|[1-9]\d*)$/.test(figures) || !Number.isSafeInteger(count)) throw new Error('number')
  return count
}

type Fields = Record<string, Uint8Array>

const commitmentOf = (fields: Fields) =>
  sha256(
    joined(
      Uint8Array.of(1),
      ...Object.keys(fields)
        .sort()
        .flatMap((name) => [Uint8Array.of(name.length), utf8(name), fields[name] as Uint8Array]),
    ),
  )

/** The extra part of a receipt: the leaf it makes, and what its words can be held against. Throws on anything else. */
function readExtra(bytes: Uint8Array) {
  let at = 0
  const take = (length: number) => {
    at += length
    if (at > bytes.length) throw new Error('short')
    return bytes.slice(at - length, at)
  }
  const figures = (length: number) => take(length).reduce((sum, byte) => sum * 256 + byte, 0)
  const uuid = () => hex(take(16)).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  const text = () => {
    const found = String.fromCharCode(...take(figures(1)))
    if (!/^[ -!#-[\]-~]*$/.test(found)) throw new Error('text')
    return found
  }
  const [version, flags] = [figures(1), figures(1)]
  if (version !== 1 || flags > 31) throw new Error('version')
  const [district, hour] = [`${figures(4)}`, figures(4)]
  const [reportId, eventId, caseId] = [uuid(), uuid(), uuid()]
  const [reportSalt, eventSalt, textHash, placeHash] = [take(32), take(32), take(32), take(32)]
  const filesHash = flags & 4 ? take(32) : undefined
  const pointId = flags & 2 ? uuid() : undefined
  const [channel, identity, status] = [text(), text(), text()]
  const said = flags & 8 ? text() : undefined

  const time = new Date(hour * 3_600_000).toISOString()
  const fieldOf = (salt: Uint8Array) => (name: string, value: string) =>
    sha256(joined(hmac256(salt, utf8(name)), utf8(value)))
  const ofReport = fieldOf(reportSalt)
  const report: Fields = {
    at: ofReport('at', time),
    channel: ofReport('channel', channel),
    district: ofReport('district', district),
    id: ofReport('id', reportId),
    identity: ofReport('identity', `{"kind":"${identity}"}`),
    place: placeHash,
    text: textHash,
  }
  if (flags & 1) report.about = ofReport('about', 'addressee')
  if (pointId) report.point = ofReport('point', pointId)
  if (filesHash) report.files = filesHash
  if (said !== undefined) report.said = ofReport('said', said)
  const end = `"report":"${hex(commitmentOf(report))}"}`
  const ofEvent = fieldOf(eventSalt)
  let detail = ofEvent('detail', `{${end}`)
  if (flags & 16) {
    const [length, state, tail] = [figures(2) * 64, take(32), take(figures(1))]
    // What comes before the report's commitment ends as a member of the detail ends.
    if (tail.length > 64 || tail[tail.length - 1] !== 0x2c) throw new Error('detail')
    detail = sha256(joined(tail, utf8(end)), { bytes: state, length })
  }
  if (at !== bytes.length) throw new Error('long')
  const event = {
    actor: ofEvent('actor', 'resident'),
    at: ofEvent('at', time),
    detail,
    district: ofEvent('district', district),
    from: ofEvent('from', ''),
    id: ofEvent('id', eventId),
    kind: ofEvent('kind', 'receive'),
    subject: ofEvent('subject', `case:${caseId}`),
    to: ofEvent('to', status),
  }
  return {
    time,
    ofReport,
    textHash,
    placeHash,
    filesHash,
    leaf: sha256(joined(Uint8Array.of(0, 1), commitmentOf(event))),
  }
}

/** Everything in a receipt file, taken apart. Throws when it is none. */
function readReceipt(file: string) {
  const [head = '', body = '', ...more] = file
    .replace(/^\ufeff/, '')
    .replace(/\r\n/g, '\n')
    .split('\n\n')
  const [first, extra = '', index = '', ...proof] = head.split('\n')
  const [origin = '', size = '', root = '', ...further] = body.split('\n')
  const signatures = (more[0] ?? '').split('\n')
  const isForm = first === 'c2sp.org/tlog-proof@v1' && /^extra /.test(extra) && /^index /.test(index)
  if (!isForm || more.length !== 1 || signatures.pop() !== '' || further.includes('')) throw new Error('form')
  return {
    ...readExtra(bytesOf(extra.slice(6))),
    index: countOf(index.slice(6)),
    proof: proof.map(bytesOf),
    origin,
    size: countOf(size),
    root: bytesOf(root),
    signed: utf8(`${body}\n`),
    signatures: signatures.map((line) => {
      const [, name, bytes = ''] = /^— (\S+) (\S+)$/.exec(line) ?? []
      return { name, bytes: bytesOf(bytes) }
    }),
  }
}

/** The root a proof leads to (RFC 9162, section 2.1.3.2); undefined when it leads nowhere. */
function rootFrom(leaf: Uint8Array, index: number, size: number, proof: readonly Uint8Array[]) {
  let [at, last, root] = [BigInt(index), BigInt(size) - 1n, leaf]
  if (at > last) return undefined
  for (const beside of proof) {
    if (!last || beside.length !== 32) return undefined
    const isRight = at & 1n || at === last
    root = sha256(isRight ? joined(Uint8Array.of(1), beside, root) : joined(Uint8Array.of(1), root, beside))
    if (isRight)
      while (at && !(at & 1n)) {
        at >>= 1n
        last >>= 1n
      }
    at >>= 1n
    last >>= 1n
  }
  return last ? undefined : root
}

/** A verifier key taken apart (https://c2sp.org/signed-note); throws when it is none of Ed25519. */
function readKey(verifierKey: string) {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(verifierKey.trim()) ?? []
  const bytes = bytesOf(encoded)
  const isKey = bytes.length === 33 && bytes[0] === 1
  if (!isKey || hex(sha256(joined(utf8(`${name}\n`), bytes)).subarray(0, 4)) !== id) throw new Error('key')
  return { name, id, key: bytes.subarray(1) }
}

/**
 * Checks a receipt file under a district's verifier key, and what somebody holds against it. Steps: `form` (file and key
 * can be read), `district` (it is that district's log), `signature` (the district signed this state of its log), `in-log`
 * (what the receipt says is in it), and `text`, `place`, `files` where they are held against it.
 */
export function verifyReceipt(file: string, verifierKey: string, held: Held = {}): Verified {
  const steps: Step[] = []
  const step = (name: StepName, ok: boolean) => steps.push({ name, ok }) > 0 && ok
  let receipt: ReturnType<typeof readReceipt>
  let key: ReturnType<typeof readKey>
  try {
    receipt = readReceipt(file)
    key = readKey(verifierKey)
    step('form', true)
  } catch {
    step('form', false)
    return { steps, proved: undefined }
  }
  const { origin, index, size, ofReport, filesHash } = receipt
  const own = receipt.signatures.filter(({ name, bytes }) => name === key.name && hex(bytes.subarray(0, 4)) === key.id)
  const root = rootFrom(receipt.leaf, index, size, receipt.proof)
  const isProved =
    step('district', origin === key.name) &&
    step(
      'signature',
      own.length > 0 && own.every(({ bytes }) => isSigned(key.key, receipt.signed, bytes.subarray(4))),
    ) &&
    step('in-log', root !== undefined && isSame(root, receipt.root))
  if (!isProved) return { steps, proved: undefined }

  const { text, place, files } = held
  if (text !== undefined) step('text', isSame(receipt.textHash, ofReport('text', text)))
  if (place !== undefined) step('place', isSame(receipt.placeHash, ofReport('place', place)))
  if (files !== undefined)
    step('files', filesHash ? isSame(filesHash, ofReport('files', files.join(' '))) : files.length === 0)
  return { steps, proved: { at: receipt.time, index, size } }
}
