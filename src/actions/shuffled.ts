/** An order that says nothing: each is as likely as any other, by chance that nobody can foresee. */

/** The values in an order drawn from `randomBytes` (Fisher and Yates, with draws that would favour some repeated). */
export function shuffled<Value>(values: readonly Value[], randomBytes: (count: number) => Uint8Array): Value[] {
  const drawn = [...values]
  let [bytes, at] = [Buffer.alloc(0), 0]
  const number = () => {
    if (at + 4 > bytes.length) [bytes, at] = [Buffer.from(randomBytes(4 * 1024)), 0]
    at += 4
    return bytes.readUInt32BE(at - 4)
  }
  const below = (limit: number): number => {
    const fair = 2 ** 32 - (2 ** 32 % limit)
    for (;;) {
      const value = number()
      if (value < fair) return value % limit
    }
  }
  for (let last = drawn.length - 1; last > 0; last--) {
    const other = below(last + 1)
    const [one, two] = [drawn[last] as Value, drawn[other] as Value]
    drawn[last] = two
    drawn[other] = one
  }
  return drawn
}
