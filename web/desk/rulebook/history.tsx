/** Who changed what under rules, the newest first. */
import type { RulesEventReply } from '../../../src/contract/rules.ts'
import { instantWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'
import { type RulesWords, useDatedDay, useRulesWords } from './words.ts'

const shownChanges = 6

export function RulesHistory({ history }: { history: readonly RulesEventReply[] }) {
  const words = useRulesWords()
  const { language } = useWords()
  const { history: said } = words
  const day = useDatedDay()
  return (
    <section className="rules-history" aria-label={said.title}>
      <h2 className="sec">{said.title}</h2>
      {history.length === 0 && <p className="dim">{said.none}</p>}
      <ol>
        {history.map((event) => (
          <li key={event.id}>
            <time className="dim" dateTime={event.at}>
              {instantWords(new Date(event.at), language)}
            </time>
            <div>
              <p>
                <b>{event.who ?? said.system}</b>
                {event.by && <span className="dim"> {event.by}</span>} {said.did[event.kind]}
                {event.what && <b> {whatWords(event, words, day)}</b>}
              </p>
              {event.changes.slice(0, shownChanges).map(({ name, from, to }) => (
                <p className="dim" key={name}>
                  {said.change(
                    changeName(name, words, day),
                    changeValue(from, words, name),
                    changeValue(to, words, name),
                  )}
                </p>
              ))}
              {event.changes.length > shownChanges && <p className="dim">{said.moreChanges(event.changes.length)}</p>}
              {event.words && <p className="with">{event.words}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)

function whatWords({ kind, what }: RulesEventReply, { history }: RulesWords, day: (date: string) => string): string {
  if (kind === 'import-categories') return history.count(what)
  if (!isDay(what)) return what
  return kind === 'correct-calendar' ? day(what) : history.from(day(what))
}

/** A rule or a field by its name on the screen, a day with its weekday, anything else as it is called. */
function changeName(name: string, { name: rules, history }: RulesWords, day: (date: string) => string): string {
  const known: Readonly<Record<string, string>> = { ...rules, ...history.field }
  return known[name] ?? (isDay(name) ? day(name) : name)
}

/** What a value was: a day of the calendar by its kind, nothing as nothing. */
export function changeValue(value: string | null, { calendar, history }: RulesWords, about: string): string {
  if (value === null || value === '') return isDay(about) ? calendar.usual : history.nothing
  const [kind, name] = [value.slice(0, value.indexOf(' ')), value.slice(value.indexOf(' ') + 1)]
  if (kind === 'holiday') return `${calendar.holiday} ${name}`
  if (kind === 'make-up') return `${calendar.makeUp} ${name}`
  return value
}
