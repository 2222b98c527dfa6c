/** Changes the size of everything at once, without loading the page again, so that nothing written is lost. */

/** Takes over the size switch. The address and the forms carry the choice on. */
export function switchSizeInPlace(): void {
  const root = document.documentElement
  const control = document.querySelector<HTMLElement>('[data-size]')
  if (!control) return
  control.addEventListener('click', (event) => {
    event.preventDefault()
    const large = !root.classList.contains('large')
    root.classList.toggle('large', large)
    root.classList.toggle('usual', !large)
    for (const field of document.querySelectorAll<HTMLInputElement>('input[data-large]')) {
      // The form of the size switch itself says what comes next, but it is never sent once this script runs.
      field.value = large ? '1' : ''
    }
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="/"]')) link.href = sized(link.href, large)
    if (!document.querySelector('form .size')) history.replaceState(null, '', sized(location.href, large))
  })
}

/** The same address with or without `large=1`. */
function sized(address: string, large: boolean): string {
  const url = new URL(address)
  if (large) url.searchParams.set('large', '1')
  else url.searchParams.delete('large')
  return url.pathname + url.search + url.hash
}
