/** The page of quarantine: when very much comes in at once, a person looks at it first. */
import type { SameAs } from '../language.ts'
import type { quarantine as zh } from '../zh/quarantine.ts'

const cases = (count: string) => (count === '1' ? '1 case' : `${count} cases`)

export const quarantine: SameAs<typeof zh> = {
  title: 'Quarantine',
  about:
    'When very much comes in at once, what is too much waits here for a person to look at. All of it is kept with its receipt, and the time to accept it runs from when it was received. What nobody looks at in time is released by itself. What is nearly the same stands as one line.',
  none: 'Nothing is in quarantine.',
  noneMore: 'Most days it is empty.',
  failed: 'The quarantine could not be read.',
  label: 'Cases in quarantine',
  shown: (count) => cases(count),
  more: 'There are more, which come when these have been looked at.',
  count: (count) => cases(count),
  morePlaces: (count) => ` and ${count} more places`,
  between: ', ',
  releasedAt: (when) => `Released by itself ${when}`,
  proposed: (reason) => `Proposed not to be taken on: ${reason}`,
  unfold: 'Look at each',
  release: (count) => `Release ${cases(count)}`,
  releaseOne: 'Release',
  propose: (count) => `Propose not to take on ${cases(count)}`,
  confirm: (count) => `Confirm: ${cases(count)} not taken on`,
  drop: (count) => `Drop the proposal for ${cases(count)}`,
  ask: {
    release: (count) => `Release ${cases(count)}?`,
    'propose-decline': (count) => `Propose not to take on ${cases(count)}?`,
    decline: (count) => `Confirm that ${cases(count)} are not taken on?`,
    'drop-decline': (count) => `Drop the proposal for ${cases(count)}?`,
  },
  what: {
    release: 'They go on as newly received, each to whoever is to accept it.',
    'propose-decline':
      'Another person must confirm it. The resident of each will read the words below, and may appeal once.',
    decline: 'The resident of each will read the words below, and may appeal once.',
    'drop-decline': 'The cases stay in quarantine.',
  },
  done: {
    release: (count) => `${cases(count)} released.`,
    'propose-decline': (count) => `Proposed for ${cases(count)}; another person must confirm.`,
    decline: (count) => `${cases(count)} not taken on; the residents are told.`,
    'drop-decline': (count) => `The proposal for ${cases(count)} is dropped.`,
  },
  notDone: (count, why) => `Not done for ${cases(count)}: ${why}`,
  going: (done, of) => `${done} of ${of} done`,
}
