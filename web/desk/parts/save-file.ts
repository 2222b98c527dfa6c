/** Hands a file that came with a call to the browser, to keep or to open. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken it by then; until then the address must hold.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
