/** Reads the page out with the phone's own voice. */
import { words } from './parts.ts'

/** Gives the button its work: it begins, and pressed again it ends. */
export function readAloud(control: HTMLElement): void {
  const label = control.querySelector('span')
  let speaking = false
  const show = (on: boolean) => {
    speaking = on
    if (label) label.textContent = on ? words.page.aloudStop : words.page.aloud
  }
  control.addEventListener('click', () => {
    speechSynthesis.cancel()
    if (speaking) return show(false)
    const name = document.querySelector('.plate h1')?.textContent || document.title
    const said = new SpeechSynthesisUtterance(words.aloud(name))
    const tongue = document.documentElement.lang.slice(0, 2)
    said.lang = tongue === 'en' ? 'en' : 'zh-CN'
    said.voice = speechSynthesis.getVoices().find(({ lang }) => lang.toLowerCase().startsWith(tongue)) || null
    said.rate = 0.9
    said.onend = () => show(false)
    said.onerror = () => show(false)
    show(true)
    speechSynthesis.speak(said)
  })
  addEventListener('pagehide', () => speechSynthesis.cancel())
}
