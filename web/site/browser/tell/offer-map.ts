/** The button of the map: its script and its style come when it is pressed, and not before. */

/** `tell` says a sentence on the page. */
export function offerMap(form: HTMLFormElement, control: HTMLElement, tell: (sentence: string) => void): void {
  let state: 'away' | 'loading' | 'here' = 'away'
  const ask = () => form.dispatchEvent(new CustomEvent('ask-map'))
  form.addEventListener('map-ready', () => {
    state = 'here'
    ask()
  })
  control.addEventListener('click', () => {
    control.setAttribute('aria-busy', 'true')
    if (state === 'here') ask()
    if (state !== 'away') return
    state = 'loading'
    const style = document.createElement('link')
    const script = document.createElement('script')
    const failed = () => {
      state = 'away'
      style.remove()
      script.remove()
      control.removeAttribute('aria-busy')
      tell(control.dataset.notLoaded || '')
    }
    style.rel = 'stylesheet'
    style.href = control.dataset.style || ''
    script.src = control.dataset.map || ''
    script.onerror = failed
    style.onerror = failed
    style.onload = () => document.head.append(script)
    document.head.append(style)
  })
}
