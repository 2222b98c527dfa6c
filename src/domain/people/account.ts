/** What makes an account: a name people know, a login, and a password. */
import { allow, refuse } from '../shared/decision.ts'
import { cleanWords } from '../shared/words.ts'

/** The least and the most characters of a password. */
export const passwordLength = { least: 10, most: 200 } as const

/** Reads a name of a person or a unit, on one line. Refused: `name-misread` when empty, longer than 100, or on lines. */
export function readName(typed: string) {
  const name = cleanWords(typed.normalize('NFC'))
  return name.ok && [...name.value].length <= 100 && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name.value)
    ? allow(name.value)
    : refuse('name-misread')
}

/** Reads a new login: letters, figures and . _ - @, two to sixty-four of them. Refused: `login-misread`. */
export function readLogin(typed: string) {
  const login = typed.normalize('NFC').trim()
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@-]{1,63}$/u.test(login) ? allow(login) : refuse('login-misread')
}

/**
 * Checks a new password. Refused: `password-too-short`, `password-too-long`; `password-too-easy` when it is the login or
 * one character over and over.
 */
export function checkPassword(password: string, login: string) {
  const characters = [...password]
  if (characters.length < passwordLength.least) return refuse('password-too-short')
  if (characters.length > passwordLength.most) return refuse('password-too-long')
  if (new Set(characters).size < 3 || password.toLowerCase() === login.toLowerCase()) return refuse('password-too-easy')
  return allow(password)
}

/** Reads an e-mail address; none is as good. Refused: `email-misread`. */
export function readEmail(typed: string) {
  const email = typed.normalize('NFKC').trim()
  if (email === '') return allow('')
  return email.length <= 254 && /^[^\s@<>,;"]+@[^\s@<>,;".]+(\.[^\s@<>,;".]+)+$/u.test(email)
    ? allow(email)
    : refuse('email-misread')
}
