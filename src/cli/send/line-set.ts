/** A set of line numbers, one bit each, so that millions of lines stay small in memory. */
export function lineSet() {
  let bits = new Uint8Array(1024)
  return {
    add(line: number) {
      const place = line >> 3
      if (place >= bits.length) {
        const larger = new Uint8Array(Math.max(bits.length * 2, place + 1))
        larger.set(bits)
        bits = larger
      }
      bits[place] = (bits[place] ?? 0) | (1 << (line & 7))
    },
    has: (line: number): boolean => ((bits[line >> 3] ?? 0) & (1 << (line & 7))) !== 0,
  }
}
