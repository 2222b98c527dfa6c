/** A new password: from a file, or asked for twice. It is checked, and never shown. */
import { checkPassword } from '../domain/people/account.ts'
import { type Asker, secretIn } from './asking.ts'
import type { Terminal } from './verb.ts'
import { sentences } from './words.ts'

/**
 * The password, or why there is none: a sentence to tell, or `'ended'` when the person who was asked gave up. Someone
 * at a terminal is asked again until it can be taken.
 */
export async function newPassword(
  given: { file: string | undefined; login: string; name: string },
  asker: Asker,
  terminal: Terminal,
): Promise<{ password: string } | { refused: string } | 'ended'> {
  const { misread, passwords } = sentences
  if (given.file !== undefined) {
    let password: string
    try {
      password = await secretIn(given.file)
    } catch (error) {
      return { refused: passwords.unreadable(given.file, (error as { code?: string }).code ?? String(error)) }
    }
    const checked = checkPassword(password, given.login)
    return checked.ok ? { password } : { refused: misread[checked.refusal] }
  }
  if (!asker.isThere) return { refused: passwords.needed }
  for (;;) {
    const password = await asker.askSecretly(passwords.first(given.name))
    if (password === undefined) return 'ended'
    const checked = checkPassword(password, given.login)
    if (!checked.ok) {
      terminal.warn(misread[checked.refusal])
      continue
    }
    const again = await asker.askSecretly(passwords.again)
    if (again === undefined) return 'ended'
    if (again === password) return { password }
    terminal.warn(misread['passwords-differ'])
  }
}
