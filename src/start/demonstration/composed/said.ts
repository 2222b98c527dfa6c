/** What a composed resident says, and how: words, place, channel, name. No two of them say the same. */
import type { Channel, Identity } from '../../../domain/reports/report.ts'
import { type AgencyKey, around, type StationKey, wholeCast } from '../district/whole-cast.ts'
import type { Dice } from './dice.ts'
import { homes } from './homes.ts'
import { streets } from './streets.ts'
import type { Subject } from './subject.ts'
import { few, howLong, names, openings, phones } from './words.ts'
import { work } from './work.ts'

const subjects: readonly Subject[] = [...streets, ...homes, ...work]

/** What someone says about one matter near one station. */
export type Said = {
  readonly subject: Subject
  readonly text: string
  readonly place: string
  /** The answer when it is solved. */
  readonly solved: string
  readonly agency: AgencyKey
}

/** Words about something near a station, unlike everything in `known`. */
export function sayAround(station: StationKey, dice: Dice, known: Set<string>): Said {
  const places = around[station]
  if (!places) throw new Error(`nobody told what is around ${station}`)
  const fitting = subjects.filter(({ near }) => near.some((kind) => places[kind].length > 0))
  for (;;) {
    const subject = dice.pick(fitting)
    const near = dice.pick(subject.near.flatMap((kind) => places[kind]))
    const spot = dice.pick(subject.spots)
    // A space before figures, as in 柳荫里 7 幢.
    const place = /^\d/.test(spot) ? `${near} ${spot}` : near + spot
    const [said, solved] = dice.pick(subject.matters)
    const effect = dice.happens(0.85) ? dice.pick(subject.effects) : ''
    const opening = dice.pick(openings)
    const words = opening + said.replaceAll('{p}', place) + effect + dice.pick(subject.wishes)
    const text = words.replaceAll('{n}', () => dice.pick(few)).replaceAll('{m}', () => dice.pick(howLong))
    // The same matter in the same place is the same words to whoever reads the list.
    const gist = place + said
    if (known.has(gist)) continue
    known.add(gist)
    const inShanqiao = wholeCast.stations[station]?.town === 'shanqiao'
    const agency = (inShanqiao && subject.inShanqiao) || subject.agency
    return { subject, text, place, solved, agency }
  }
}

/** How another resident says the same, in words unlike everything in `known`. */
export function sayAgain({ subject, place, text }: Said, dice: Dice, known: Set<string>): string {
  for (;;) {
    const again = dice.pick(['也', '同样', '我们这边也'] as const)
    const effect = dice.pick(subject.effects.filter((each) => !text.includes(each.slice(0, 4))))
    const words = `${place}的事，${again}想说一声。${effect}${dice.pick(subject.wishes)}`
    const said = words.replaceAll('{n}', () => dice.pick(few)).replaceAll('{m}', () => dice.pick(howLong))
    if (known.has(said)) continue
    known.add(said)
    return said
  }
}

export const someIdentity = (dice: Dice): Identity => {
  const kind = dice.weighed({ anonymous: 72, station: 15, agency: 13 })
  return kind === 'anonymous' ? { kind } : { kind, name: dice.pick(names), phone: dice.pick(phones) }
}

export const someChannel = (dice: Dice): Channel =>
  dice.weighed({ web: 74, kiosk: 10, phone: 6, 'walk-in': 7, paper: 3 })
