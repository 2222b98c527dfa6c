/** One thing at a time: while somebody records, listens, or waits for delivery, the page shows that and nothing else. */
import { element } from './parts.ts'

export type Stage = {
  /** Shows these parts in place of the page; the heading takes the focus, so that it is read out. */
  show(className: string, ...parts: readonly (Node | string)[]): HTMLElement
  /** The page again. */
  leave(): void
}

/** The stage of this page. */
export function openStage(form: HTMLFormElement): Stage {
  const main = form.parentElement as HTMLElement
  let shown: HTMLElement | undefined
  let hidden: HTMLElement[] = []
  const leave = () => {
    if (shown) main.removeChild(shown)
    shown = undefined
    for (const part of hidden) part.hidden = false
    hidden = []
  }
  return {
    leave,
    show(className, ...parts) {
      leave()
      hidden = (Array.from(main.children) as HTMLElement[]).filter((part) => !part.hidden)
      for (const part of hidden) part.hidden = true
      shown = element('section', `stage ${className}`, ...parts)
      main.append(shown)
      scrollTo(0, 0)
      const heading = shown.querySelector<HTMLElement>('h1')
      if (heading) {
        heading.tabIndex = -1
        heading.focus()
      }
      return shown
    },
  }
}
