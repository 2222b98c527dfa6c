/** Urgent numbers and the right doors, shown before sending. Compared on the phone alone; nothing is counted or kept. */
import { allWords, button, element, words } from './parts.ts'
import type { Stage } from './stage.ts'

const kinds = ['fire', 'ambulance', 'crime', 'litigation', 'petition'] as const
/** Matters of minutes: the product's words for them hold whatever a district writes. */
const urgent: readonly string[] = ['fire', 'ambulance', 'crime']

/** A short number of the whole country, a mobile, a local number with its area before it or not. */
const isCalled = /^(1\d\d|[19]\d{4}|1\d{10}|\d{7,8}|0\d{2,3}-\d{7,8})$/

type Signpost = {
  readonly kind: string
  readonly title: string
  readonly note: string
  readonly words: readonly string[]
}

/** The product's, each in the district's words where the page brought any, and those the district added. */
function known(): Signpost[] {
  const brought = document.querySelector<HTMLElement>('[data-signposts]')?.dataset.signposts
  const own: Signpost[] = brought ? JSON.parse(brought) : []
  const ours = kinds.map((kind): Signpost => {
    const mine = own.find((one) => one.kind === kind)
    // The lists to compare with are of every language: people write as they like.
    const listed = allWords
      .map(({ signpost }) => signpost[kind].words)
      .join('|')
      .split('|')
    if (!mine) return { kind, ...words.signpost[kind], words: listed }
    return urgent.includes(kind) ? { ...mine, words: [...listed, ...mine.words] } : mine
  })
  return [...ours, ...own.filter(({ kind }) => !kinds.some((one) => one === kind))]
}

/** The signposts whose words stand in what was said. */
export function signpostsFor(text: string): Signpost[] {
  const said = text.toLowerCase()
  // A word of letters is a word of its own: «court» is not in «courtyard».
  return known().filter((one) =>
    one.words.some((word) => (/^[a-z ]+$/.test(word) ? new RegExp(`\\b${word}\\b`).test(said) : said.includes(word))),
  )
}

/** Shows them. It is never a block: sending is one press away. */
export function showSignposts(stage: Stage, found: readonly Signpost[], send: () => void): void {
  const said = words.signpost
  const list = element('ul', 'signposts')
  for (const { kind, title, note } of found) {
    const item = element('li', urgent.includes(kind) ? '' : 'slow', element('h2', '', title), element('p', '', note))
    for (const number of `${title} ${note}`.match(/[\d:：.-]+/g) || []) {
      // Neither an hour nor a house, and a message is not a call.
      if (!isCalled.test(number) || number === '12110') continue
      const call = element('a', '', `☎ ${number}`)
      call.href = `tel:${number}`
      item.append(call, ' ')
    }
    list.append(item)
  }
  stage.show(
    'signs',
    element('h1', 'plain', said.title),
    list,
    element('p', 'note', said.note),
    button('button', said.send, () => {
      stage.leave()
      send()
    }),
    button('button second', said.back, stage.leave),
  )
}
