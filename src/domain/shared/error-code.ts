/** What may be told of a database error: its code and the constraint it names. Messages carry row values. */
export const codeOf = (error: unknown): string => {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return [code ?? (error instanceof Error ? error.name : 'unknown'), constraint].filter(Boolean).join(' ')
}

/** PostgreSQL's classes for a server that is away, starting, stopping, handing over, or out of connections. */
const awayCodes = /^(08|57P0|53300|25006|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/
const awayWords = /connection (timeout|terminated|error)|not queryable|timeout exceeded when trying to connect/i

/** Whether an error says that the database is away for now; whether it did what it was asked is not known then. */
export const isAway = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string }
  return awayCodes.test(code ?? '') || awayWords.test(message ?? '')
}

/** Whether the database took everything back because two got in each other's way (serialization failure, deadlock). */
export const isContended = (error: unknown): boolean => /^40(001|P01)$/.test((error as { code?: string }).code ?? '')
