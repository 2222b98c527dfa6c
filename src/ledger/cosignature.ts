/**
 * What a witness says of a checkpoint, cosignature/v1 (https://c2sp.org/tlog-cosignature): at this time it was the largest
 * tree of this log I saw, and it goes on from those I saw before. And the reading of verifier keys of both kinds.
 */
import { sign } from 'node:crypto'
import { allow, type Decision, refuse } from '../domain/shared/decision.ts'
import {
  isKeyName,
  isSignedBy,
  keyIdOf,
  keyPairOf,
  type NoteKey,
  type NoteSigner,
  partsOfVerifierKey,
  signatureKinds,
  signatureLine,
  verifierKeyOf,
} from './signed-note.ts'

const timeLength = 8
const cosignatureLength = timeLength + 64

/** What is signed: the time in seconds since 1970 and the whole text of the checkpoint. */
const cosignedBytes = (text: string, seconds: bigint): Buffer => Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`)

/**
 * A witness under this name, from an Ed25519 seed of 32 bytes that is used for nothing else. It signs as of `at`, which
 * counts in whole seconds.
 */
export function cosigner(name: string, seed: Uint8Array, at: Date): NoteSigner {
  if (!isKeyName(name)) throw new Error(`${name} cannot be the name of a key`)
  const { privateKey, publicKey } = keyPairOf(seed)
  const keyId = keyIdOf(name, signatureKinds.cosignature, publicKey)
  const seconds = BigInt(Math.floor(at.getTime() / 1000))
  return {
    name,
    verifierKey: verifierKeyOf(name, signatureKinds.cosignature, publicKey),
    line: (text) => {
      const time = Buffer.alloc(timeLength)
      time.writeBigUInt64BE(seconds)
      const signature = sign(null, cosignedBytes(text, seconds), privateKey)
      return signatureLine(name, keyId, Buffer.concat([time, signature]))
    },
  }
}

/** When a cosignature was made; undefined for bytes that are none. */
export function timeOfCosignature(signature: Uint8Array): Date | undefined {
  if (signature.length !== cosignatureLength) return undefined
  const at = new Date(Number(Buffer.from(signature).readBigUInt64BE(0)) * 1000)
  return Number.isNaN(at.getTime()) ? undefined : at
}

/**
 * A verifier key to open notes with: of a log (Ed25519, kind 0x01) or of a witness (cosignature/v1, kind 0x04). Refused:
 * `bad-verifier-key` (not of that form, or its id is not that of its key), `unknown-kind-of-key`.
 */
export function noteKey(verifierKey: string): Decision<NoteKey, 'bad-verifier-key' | 'unknown-kind-of-key'> {
  const parts = partsOfVerifierKey(verifierKey)
  if (!parts) return refuse('bad-verifier-key')
  const { name, kind, keyId, publicKey } = parts
  if (kind !== signatureKinds.ed25519 && kind !== signatureKinds.cosignature) return refuse('unknown-kind-of-key')
  if (publicKey.length !== 32) return refuse('bad-verifier-key')
  const checks: NoteKey['checks'] =
    kind === signatureKinds.ed25519
      ? (text, signature) => isSignedBy(publicKey, Buffer.from(text), signature)
      : (text, signature) => {
          if (signature.length !== cosignatureLength) return false
          const seconds = Buffer.from(signature).readBigUInt64BE(0)
          return isSignedBy(publicKey, cosignedBytes(text, seconds), signature.subarray(timeLength))
        }
  return allow({ name, keyId, kind, checks })
}

/** The keys of several verifier keys. Refused as `noteKey` refuses. */
export function noteKeys(verifierKeys: readonly string[]) {
  const keys: NoteKey[] = []
  for (const verifierKey of verifierKeys) {
    const key = noteKey(verifierKey)
    if (!key.ok) return key
    keys.push(key.value)
  }
  return allow<readonly NoteKey[]>(keys)
}
