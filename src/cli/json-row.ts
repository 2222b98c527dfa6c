/** One line of a file of JSON Lines. */

/** The members of a line of JSON Lines; undefined when it is not a JSON object. */
export function objectIn(written: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(written)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/** The words of those of the columns that the row has. A number counts as words; null and a missing column as none. */
export function wordsIn(row: Record<string, unknown>, columns: readonly string[]): readonly string[] | 'not-words' {
  const words: string[] = []
  for (const column of columns) {
    const value = Object.hasOwn(row, column) ? row[column] : null
    if (value === null) continue
    if (typeof value !== 'string' && typeof value !== 'number') return 'not-words'
    words.push(String(value))
  }
  return words
}
