/** The passphrase of a backup: from a file, from the settings, or asked for. It is never shown. */
import { ownBackupPassphrase } from '../../start/settings.ts'
import { type Asker, secretIn } from '../asking.ts'
import { sentences } from '../words.ts'

const words = sentences.backup

/** Shorter ones can be tried out by whoever finds the backup. */
const shortest = 12

/** The passphrase, or the sentence why there is none. `isNew` when it seals: then it must be long, and typed twice. */
export async function passphraseFor(
  given: { file: string | undefined; isNew: boolean },
  asker: Asker,
): Promise<{ passphrase: string } | { refused: string }> {
  let passphrase: string | undefined
  if (given.file !== undefined) {
    try {
      passphrase = await secretIn(given.file)
    } catch (error) {
      return { refused: words.passphraseUnreadable(given.file, (error as { code?: string }).code ?? String(error)) }
    }
  } else passphrase = ownBackupPassphrase()
  if (passphrase === undefined && asker.isThere) {
    passphrase = await asker.askSecretly(words.askPassphrase)
    if (given.isNew && passphrase !== undefined && (await asker.askSecretly(words.askAgain)) !== passphrase)
      return { refused: words.passphrasesDiffer }
  }
  if (passphrase === undefined || passphrase === '') return { refused: words.noPassphrase }
  if (given.isNew && [...passphrase].length < shortest) return { refused: words.passphraseTooShort(shortest) }
  return { passphrase }
}
