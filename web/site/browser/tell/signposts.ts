/** Urgent numbers and the right doors, shown before sending. Compared on the phone alone; nothing is counted or kept. */
import { allWords, button, element, words } from './parts.ts'
import type { Stage } from './stage.ts'

const kinds = ['fire', 'ambulance', 'crime', 'litigation', 'petition'] as const
type Kind = (typeof kinds)[number]
/** Not a matter of minutes. */
const slow: readonly Kind[] = ['litigation', 'petition']

/** The kinds of matter that these words name. */
export function signpostsFor(text: string): Kind[] {
  const said = text.toLowerCase()
  return kinds.filter((kind) =>
    allWords.some(({ signpost }) =>
      signpost[kind].words
        .split('|')
        // A word of letters is a word of its own: «court» is not in «courtyard».
        .some((word) => (/^[a-z ]+$/.test(word) ? new RegExp(`\\b${word}\\b`).test(said) : said.includes(word))),
    ),
  )
}

/** Shows them. It is never a block: sending is one press away. */
export function showSignposts(stage: Stage, found: readonly Kind[], send: () => void): void {
  const said = words.signpost
  const list = element('ul', 'signposts')
  for (const kind of found) {
    const { title, note } = said[kind]
    const item = element('li', slow.includes(kind) ? 'slow' : '', element('h2', '', title), element('p', '', note))
    for (const number of `${title} ${note}`.match(/\d{3,5}/g) || []) {
      // A message is not a call.
      if (number === '12110') continue
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
