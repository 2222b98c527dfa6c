/**
 * Texts signed by one or more keys (https://c2sp.org/signed-note), with Ed25519. A note may carry signatures of keys and
 * kinds nobody here knows: they are kept and ignored, which is what lets keys be changed and other algorithms be added.
 */
import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'
import { allow, refuse } from '../domain/shared/decision.ts'
import { base64Of, bytesOfBase64 } from './base64.ts'

/** A signature's kind, the byte that stands before the public key in a verifier key. */
export const signatureKinds = { ed25519: 0x01, cosignature: 0x04 } as const
export type SignatureKind = (typeof signatureKinds)[keyof typeof signatureKinds]

/** Something that signs texts under a name. `line` gives the signature as a line of a note. */
export type NoteSigner = {
  readonly name: string
  /** What others check by: `name+key id+base64(kind ‖ public key)`. */
  readonly verifierKey: string
  readonly line: (text: string) => string
}

/** A key somebody trusts. `checks` says whether these bytes are its signature under a text, and never throws. */
export type NoteKey = {
  readonly name: string
  readonly keyId: Uint8Array
  readonly kind: SignatureKind
  readonly checks: (text: string, signature: Uint8Array) => boolean
}

export type NoteSignature = { readonly name: string; readonly keyId: Uint8Array; readonly signature: Uint8Array }

/** A note taken apart; nothing is checked yet. */
export type Note = {
  /** Up to and with its last newline. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** Signatures of a note that are read at all; more are not a note anybody means well. */
const mostSignatures = 100
const mostCharacters = 1_000_000
const seedLength = 32
const signatureLength = 64
/** What stands before the 32 bytes in the DER form of an Ed25519 key (RFC 8410, sections 4 and 7). */
const privateKeyHead = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicKeyHead = Buffer.from('302a300506032b6570032100', 'hex')

/** Whether a text can name a key: not empty, without spaces, control characters and +. */
export const isKeyName = (name: string): boolean => /^[^\s\p{White_Space}\p{Cc}+]+$/u.test(name) && name.isWellFormed()

/** The four bytes by which a key is found: SHA-256(name ‖ newline ‖ kind ‖ public key), cut off. */
export const keyIdOf = (name: string, kind: number, publicKey: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Uint8Array.of(kind), publicKey]), 'buffer').subarray(0, 4)

/** The two halves of an Ed25519 key from its seed of 32 bytes (RFC 8032). */
export function keyPairOf(seed: Uint8Array): { privateKey: KeyObject; publicKey: Buffer } {
  if (seed.length !== seedLength) throw new Error('an Ed25519 seed has 32 bytes')
  const privateKey = createPrivateKey({ key: Buffer.concat([privateKeyHead, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(publicKeyHead.length)
  return { privateKey, publicKey }
}

/** A signature line of a note, with its newline. */
export const signatureLine = (name: string, keyId: Uint8Array, signature: Uint8Array): string =>
  `— ${name} ${base64Of(Buffer.concat([keyId, signature]))}\n`

/** A verifier key as text. */
export const verifierKeyOf = (name: string, kind: SignatureKind, publicKey: Uint8Array): string =>
  `${name}+${keyIdOf(name, kind, publicKey).toString('hex')}+${base64Of(Buffer.concat([Uint8Array.of(kind), publicKey]))}`

/** A signer under this name from an Ed25519 seed of 32 bytes. Throws when the name cannot be one. */
export function noteSigner(name: string, seed: Uint8Array): NoteSigner {
  if (!isKeyName(name)) throw new Error(`${name} cannot be the name of a key`)
  const { privateKey, publicKey } = keyPairOf(seed)
  const keyId = keyIdOf(name, signatureKinds.ed25519, publicKey)
  return {
    name,
    verifierKey: verifierKeyOf(name, signatureKinds.ed25519, publicKey),
    line: (text) => signatureLine(name, keyId, sign(null, Buffer.from(text), privateKey)),
  }
}

/** A text with a signature of each of these. The text ends with a newline. */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!text.endsWith('\n') || hasControls(text)) throw new Error('this text cannot stand in a note')
  return `${text}\n${signers.map((signer) => signer.line(text)).join('')}`
}

/** Whether a public key signed exactly these bytes with Ed25519. Never throws. */
export function isSignedBy(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== signatureLength) return false
  try {
    const key = createPublicKey({ key: Buffer.concat([publicKeyHead, publicKey]), format: 'der', type: 'spki' })
    return verify(null, bytes, key, signature)
  } catch {
    return false
  }
}

/** The parts of a verifier key of any kind, checked against its key id; undefined when it is none. */
export function partsOfVerifierKey(text: string) {
  const found = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text)
  const [, name = '', id, encoded = ''] = found ?? []
  const bytes = bytesOfBase64(encoded)
  if (!bytes || bytes.length < 2 || !isKeyName(name)) return undefined
  const [kind = 0, publicKey] = [bytes[0], bytes.subarray(1)]
  const keyId = keyIdOf(name, kind, publicKey)
  return keyId.toString('hex') === id ? { name, kind, keyId, publicKey } : undefined
}

/** Takes a note apart; undefined when it is none. */
export function parseNote(note: string): Note | undefined {
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n') || note.length > mostCharacters || hasControls(note)) return undefined
  const text = note.slice(0, end + 1)
  const lines = note.slice(end + 2, -1).split('\n')
  if (end + 2 >= note.length || lines.length > mostSignatures) return undefined
  const signatures: NoteSignature[] = []
  for (const line of lines) {
    const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? []
    const bytes = bytesOfBase64(encoded)
    if (!isKeyName(name) || !bytes || bytes.length < 5) return undefined
    signatures.push({ name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) })
  }
  return { text, signatures }
}

/**
 * A note's text once a known key has signed it. `signedBy` are the known keys that did, in the note's order. Refused:
 * `not-a-note`, `unknown-key` (signed by none of these keys), `bad-signature` (under the name and id of one of them stands
 * a signature that is not its own).
 */
export function openNote(note: string, keys: readonly NoteKey[]) {
  const parsed = parseNote(note)
  if (!parsed) return refuse('not-a-note')
  const signedBy: { readonly key: NoteKey; readonly signature: Uint8Array }[] = []
  for (const { name, keyId, signature } of parsed.signatures) {
    const known = keys.filter((key) => key.name === name && Buffer.compare(key.keyId, keyId) === 0)
    if (known.length === 0) continue
    const key = known.find((each) => each.checks(parsed.text, signature))
    if (!key) return refuse('bad-signature')
    signedBy.push({ key, signature })
  }
  if (signedBy.length === 0) return refuse('unknown-key')
  return allow({ text: parsed.text, signatures: parsed.signatures, signedBy })
}

/** Every ASCII control character but the newline, and halves of surrogate pairs, which are not UTF-8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const hasControls = (text: string): boolean => /[\u0000-\u0009\u000b-\u001f]/.test(text) || !text.isWellFormed()
