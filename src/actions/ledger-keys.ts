/** The keys a district's log is signed with: the machine's seeds under the district's own name. */
import type { District } from '../data/districts/read.ts'
import { noteKey } from '../ledger/cosignature.ts'
import { type NoteKey, type NoteSigner, noteSigner } from '../ledger/signed-note.ts'
import type { Context } from './context.ts'

/** Who signs a district's checkpoints: one signer a key of this machine, the oldest first. */
export const signersOf = ({ ledgerKeys }: Pick<Context, 'ledgerKeys'>, { origin }: Pick<District, 'origin'>) =>
  ledgerKeys.map((seed): NoteSigner => noteSigner(origin, seed))

/** The same keys, to check by. */
export const keysOf = (signers: readonly NoteSigner[]): NoteKey[] =>
  signers.map(({ verifierKey }) => {
    const key = noteKey(verifierKey)
    if (!key.ok) throw new Error('a signer has a verifier key that cannot be read')
    return key.value
  })
