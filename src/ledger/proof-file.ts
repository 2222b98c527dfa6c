/** A proof that can be checked without a network (https://c2sp.org/tlog-proof): position, hashes, signed checkpoint. */
import { base64Of, bytesOfBase64 } from './base64.ts'
import { hashLength, isCount } from './merkle.ts'

const head = 'c2sp.org/tlog-proof@v1'
/** A tree of 2^53 leaves is not higher. */
const mostHashes = 63

export type ProofFile = {
  /** What the application needs to make the entry from; nothing vouches for it by itself. */
  readonly extra: Uint8Array | undefined
  readonly index: number
  readonly proof: readonly Uint8Array[]
  /** The signed note, as the log gave it. */
  readonly checkpoint: string
}

/** The text of a proof. */
export function writeProofFile({ extra, index, proof, checkpoint }: ProofFile): string {
  const lines = [head, ...(extra ? [`extra ${base64Of(extra)}`] : []), `index ${index}`, ...proof.map(base64Of)]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/** A proof from its text; undefined when it is none. The checkpoint is not looked into. */
export function parseProofFile(text: string): ProofFile | undefined {
  const end = text.indexOf('\n\n')
  if (end < 0 || end + 2 >= text.length) return undefined
  const [first, ...lines] = text.slice(0, end).split('\n')
  if (first !== head) return undefined
  const extra = lines[0]?.startsWith('extra ') ? bytesOfBase64((lines.shift() as string).slice(6)) : null
  const [, figures = ''] = /^index (0|[1-9]\d*)$/.exec(lines.shift() ?? '') ?? []
  const index = Number(figures)
  if (extra === undefined || figures === '' || !isCount(index) || lines.length > mostHashes) return undefined
  const proof: Uint8Array[] = []
  for (const line of lines) {
    const hash = bytesOfBase64(line)
    if (hash?.length !== hashLength) return undefined
    proof.push(hash)
  }
  return { extra: extra ?? undefined, index, proof, checkpoint: text.slice(end + 2) }
}
