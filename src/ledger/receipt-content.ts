/**
 * What a receipt file says of its report besides the proof, in few bytes: docs/formats/receipt.md. Words, place and files
 * are there as the hashes by which they take part in the commitment.
 */

/** A beginning of the event's `detail` that need not be told: the state of SHA-256 after it, and what follows it. */
export type DetailHead = {
  /** Blocks of 64 bytes behind the state. */
  readonly blocks: number
  readonly state: Uint8Array
  /** 1 to 64 bytes, up to where `"report":` begins. */
  readonly tail: Uint8Array
}

export type ReceiptContent = {
  readonly district: number
  /** The hour it was received in, in hours since 1970. */
  readonly hour: number
  readonly reportId: string
  readonly eventId: string
  readonly caseId: string
  readonly reportSalt: Uint8Array
  readonly eventSalt: Uint8Array
  readonly textHash: Uint8Array
  readonly placeHash: Uint8Array
  /** Undefined for a report without photos and recordings. */
  readonly filesHash: Uint8Array | undefined
  readonly aboutAddressee: boolean
  readonly pointId: string | undefined
  readonly channel: string
  readonly identityKind: string
  readonly status: string
  /** Only of an imported report: when it was said elsewhere, as in the commitment; empty when that is not known. */
  readonly said: string | undefined
  /** Undefined when `detail` holds nothing but the report's commitment. */
  readonly detailHead: DetailHead | undefined
}

const version = 0x01
const flags = { about: 1, point: 2, files: 4, said: 8, detail: 16 } as const
const allFlags = 31
/** The last hour a date of JavaScript can tell. */
const lastHour = 2_400_000_000

/** The bytes of a receipt's content. Throws when it has no such form. */
export function writeReceiptContent(content: ReceiptContent): Buffer {
  const { pointId, filesHash, said, detailHead } = content
  const flag =
    (content.aboutAddressee ? flags.about : 0) |
    (pointId === undefined ? 0 : flags.point) |
    (filesHash ? flags.files : 0) |
    (said === undefined ? 0 : flags.said) |
    (detailHead ? flags.detail : 0)
  return Buffer.concat([
    Uint8Array.of(version, flag),
    figures(content.district, 4),
    figures(content.hour, 4),
    ...[content.reportId, content.eventId, content.caseId].map(bytesOfUuid),
    fixed(content.reportSalt),
    fixed(content.eventSalt),
    fixed(content.textHash),
    fixed(content.placeHash),
    ...(filesHash ? [fixed(filesHash)] : []),
    ...(pointId === undefined ? [] : [bytesOfUuid(pointId)]),
    ...[content.channel, content.identityKind, content.status].map(counted),
    ...(said === undefined ? [] : [counted(said)]),
    ...(detailHead
      ? [figures(detailHead.blocks, 2), fixed(detailHead.state), figures(detailHead.tail.length, 1), detailHead.tail]
      : []),
  ])
}

/** A receipt's content from its bytes; undefined when they are none, too few or too many. */
export function readReceiptContent(bytes: Uint8Array): ReceiptContent | undefined {
  let at = 0
  let isShort = false
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) isShort = true
    at += length
    return isShort ? Buffer.alloc(length) : Buffer.from(bytes.subarray(at - length, at))
  }
  const [first, flag] = [take(1).readUInt8(), take(1).readUInt8()]
  const has = (one: number) => (flag & one) !== 0
  const text = () => take(take(1).readUInt8()).toString('latin1')
  // In the order in which they stand in the file.
  const content: ReceiptContent = {
    district: take(4).readUInt32BE(),
    hour: take(4).readUInt32BE(),
    reportId: uuidOf(take(16)),
    eventId: uuidOf(take(16)),
    caseId: uuidOf(take(16)),
    reportSalt: take(32),
    eventSalt: take(32),
    textHash: take(32),
    placeHash: take(32),
    filesHash: has(flags.files) ? take(32) : undefined,
    aboutAddressee: has(flags.about),
    pointId: has(flags.point) ? uuidOf(take(16)) : undefined,
    channel: text(),
    identityKind: text(),
    status: text(),
    said: has(flags.said) ? text() : undefined,
    detailHead: has(flags.detail)
      ? { blocks: take(2).readUInt16BE(), state: take(32), tail: take(take(1).readUInt8()) }
      : undefined,
  }
  const isPlain = [content.channel, content.identityKind, content.status, content.said ?? ''].every(isPrintable)
  if (first !== version || flag > allFlags || content.hour > lastHour || !isPlain) return undefined
  if (isShort || at !== bytes.length) return undefined
  return content
}

const isPrintable = (text: string): boolean => /^[ -!#-[\]-~]*$/.test(text)

function figures(value: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  bytes.writeUIntBE(value, 0, length)
  return bytes
}

function fixed(bytes: Uint8Array): Uint8Array {
  if (bytes.length !== 32) throw new Error('salts, hashes and states have 32 bytes')
  return bytes
}

/** A short text of printable ASCII, without quotation marks and backslashes, after its length in one byte. */
function counted(text: string): Buffer {
  if (!isPrintable(text) || text.length > 255) throw new Error(`${text} has no place in a receipt`)
  return Buffer.concat([Uint8Array.of(text.length), Buffer.from(text, 'latin1')])
}

function bytesOfUuid(uuid: string): Buffer {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex')
  if (uuidOf(bytes) !== uuid) throw new Error('an id that is not a UUID has no place in a receipt')
  return bytes
}

const uuidOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
