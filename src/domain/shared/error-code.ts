/** What may be told of a database error: its code and the constraint it names. Messages carry row values. */
export const codeOf = (error: unknown): string => {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return [code ?? (error instanceof Error ? error.name : 'unknown'), constraint].filter(Boolean).join(' ')
}
