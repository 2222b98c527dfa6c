/**
 * Does the work a page asks for, while the person writes: in short slices, so that nothing stands still. Loaded only when
 * it is asked for. Who sends before it is done loses nothing: a person looks at the report first.
 */
import { solveWork } from './solve-work.ts'

/** Numbers tried in one go: a few dozen milliseconds on an old phone. */
const slice = 1000

type Challenge = { readonly challenge: string; readonly salt: string; readonly maxnumber: number }

for (const field of Array.from(document.querySelectorAll<HTMLInputElement>('input[data-challenge]'))) work(field)

function work(field: HTMLInputElement): void {
  const challenge = JSON.parse(field.dataset.challenge || '{}') as Challenge
  const go = (from: number) => {
    const found = solveWork(challenge.challenge, challenge.salt, from, from + slice)
    // Everything in it is ASCII.
    if (found !== undefined) field.value = btoa(JSON.stringify({ ...challenge, number: found }))
    else if (from + slice <= challenge.maxnumber) setTimeout(() => go(from + slice))
  }
  setTimeout(() => go(0))
}
