/**
 * Changes the size of everything at once, without loading the page again, so that nothing written is lost. This phone
 * remembers the choice; nobody else is told.
 */
const remembered = 'jieyou-large'

/** Takes over the size switch. The address and the forms carry the choice on. */
export function switchSizeInPlace(): void {
  const root = document.documentElement
  const control = document.querySelector<HTMLElement>('[data-size]')
  if (!control) return
  const change = (large: boolean) => {
    root.classList.toggle('large', large)
    root.classList.toggle('usual', !large)
    for (const field of document.querySelectorAll<HTMLInputElement>('input[data-large]')) {
      // The form of the size switch itself says what comes next, but it is never sent once this script runs.
      field.value = large ? '1' : ''
    }
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="/"]')) link.href = sized(link.href, large)
    if (!document.querySelector('form .size')) history.replaceState(null, '', sized(location.href, large))
  }
  control.addEventListener('click', (event) => {
    event.preventDefault()
    const large = !root.classList.contains('large')
    change(large)
    remember(large)
  })
  if (!root.classList.contains('large') && isRemembered()) change(true)
}

function remember(large: boolean): void {
  try {
    if (large) localStorage.setItem(remembered, '1')
    else localStorage.removeItem(remembered)
  } catch {
    // A browser that keeps nothing: the address carries the choice.
  }
}

function isRemembered(): boolean {
  try {
    return localStorage.getItem(remembered) !== null
  } catch {
    return false
  }
}

/** The same address with or without `large=1`. */
function sized(address: string, large: boolean): string {
  const url = new URL(address)
  if (large) url.searchParams.set('large', '1')
  else url.searchParams.delete('large')
  return url.pathname + url.search + url.hash
}
