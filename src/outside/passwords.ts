/** Passwords, hashed with argon2id at the parameters of OWASP's password storage cheat sheet (19 MiB, 2 passes). */
import { hash, verify } from '@node-rs/argon2'

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The hash to keep, with its salt and parameters in it. */
export const hashPassword = (password: string): Promise<string> => hash(password, parameters)

/** Whether the password is the one that was hashed. */
export const verifyPassword = (stored: string, password: string): Promise<boolean> => verify(stored, password)
