/** Whom a text names: colleagues whose name stands behind an @. Of two names that begin alike the longer one counts. */
export function namedIn<Person extends { readonly id: string; readonly name: string }>(
  text: string,
  people: readonly Person[],
): string[] {
  const longestFirst = [...people].sort((one, other) => other.name.length - one.name.length)
  const named = new Set<string>()
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const name = longestFirst.find((person) => text.startsWith(person.name, at + 1))?.name
    for (const person of people) if (name !== undefined && person.name === name) named.add(person.id)
  }
  return [...named]
}
