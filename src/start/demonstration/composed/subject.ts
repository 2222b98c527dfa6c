/** What a composed story is made of: the sentences of one subject, of which each story takes a few. */
import type { AgencyKey } from '../district/whole-cast.ts'

export type Subject = {
  readonly key: string
  /** Who handles it; in 善桥 some things have an agency of the town's own. */
  readonly agency: AgencyKey
  readonly inShanqiao?: AgencyKey
  /** To whom it goes when the first agency says that it is not theirs. */
  readonly other: AgencyKey
  /** What it needs to be near: an estate, a street, a village. */
  readonly near: readonly ('estates' | 'streets' | 'villages')[]
  /** Where exactly, after the name of the estate, street or village. */
  readonly spots: readonly string[]
  /** May be dangerous: then some of them are urgent. */
  readonly isDanger?: true
  /** What is the matter (`{p}` the place, `{n}` a few, `{m}` how long), and how it was solved when it was. */
  readonly matters: readonly (readonly [said: string, solved: string])[]
  /** What it does to people, and what they would like: each fits every matter, and so does the rest. */
  readonly effects: readonly string[]
  readonly wishes: readonly string[]
  readonly questions: readonly (readonly [question: string, reply: string])[]
  readonly onTheWay: readonly string[]
  readonly planned: readonly string[]
  readonly explained: readonly string[]
  /** What a resident says who sends the answer back. */
  readonly again: readonly string[]
}
