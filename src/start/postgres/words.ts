/** The words of the built-in database in the language the machine's settings ask for. */
import { databaseServerWords as en } from '../../words/en/database-server.ts'
import type { Language, SameAs } from '../../words/language.ts'
import { databaseServerWords as zh } from '../../words/zh/database-server.ts'

export type DatabaseServerWords = SameAs<typeof zh>

export const databaseServerWords: Readonly<Record<Language, DatabaseServerWords>> = { zh, en }
