/** Whether what stands in a database is what its ledgers say, told line by line. */
import type { Context } from '../../actions/context.ts'
import { keysOf, signersOf } from '../../actions/ledger-keys.ts'
import { verifyDatabase } from '../../actions/verify-database.ts'
import type { District } from '../../data/districts/read.ts'
import type { NoteKey } from '../../ledger/signed-note.ts'
import type { Terminal } from '../verb.ts'
import { sentences } from '../words.ts'

const words = sentences.verify

/** Verifies each district under this machine's keys and former ones, tells what differs, and gives the number. */
export async function verifyDistricts(
  context: Context,
  districts: readonly District[],
  terminal: Terminal,
  formerKeys: readonly NoteKey[] = [],
): Promise<number> {
  let differences = 0
  for (const district of districts) {
    const keys = [...keysOf(signersOf(context, district)), ...formerKeys]
    const verified = await verifyDatabase(context, district, keys, {
      tell: (difference) => terminal.say(words.difference(difference)),
      progress: (done, of) => terminal.progress(words.progress(done, of)),
    })
    terminal.progress('')
    terminal.say(words.database(district.prefix, verified))
    differences += verified.differences
  }
  terminal.say(differences === 0 ? words.sound : words.unsound(differences))
  return differences
}
