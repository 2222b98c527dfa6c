/** What a verb of the command line is, and what it is given to speak with. */
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { sentences } from './words.ts'

/** Where a verb speaks: the real terminal, or a test's ear. */
export type Terminal = {
  /** A line of the result (standard output). */
  readonly say: (line: string) => void
  /** A line about what goes wrong (standard error). */
  readonly warn: (line: string) => void
  /** Shows how far it has come on one line that is written over; an empty one takes it away. Nothing without a TTY. */
  readonly progress: (line: string) => void
}

/** What the caller's shell is told. */
export const exitCode = { done: 0, failed: 1, misused: 2 } as const

export type Verb = {
  readonly name: string
  /** One line for the list of verbs. */
  readonly summary: string
  /** Does it, and gives the exit code. Each verb answers `--help` itself. */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>
}

/**
 * Opens a verb: reads what was typed, and answers `--help`. Gives the options (`values`), the words without an option
 * (`positionals`), and `misused`, which says what was wrong and gives the exit code for it; an exit code alone when
 * nothing is left to do.
 */
export function openVerb<const Options extends NonNullable<ParseArgsConfig['options']>>(
  verb: { readonly name: string; readonly help: readonly string[]; readonly options: Options },
  args: readonly string[],
  terminal: Terminal,
) {
  const misused = (sentence: string): number => {
    terminal.warn(sentence)
    terminal.warn(sentences.seeHelp(verb.name))
    return exitCode.misused
  }
  const read = readArgs(args, { ...verb.options, help: { type: 'boolean', short: 'h', default: false } })
  if (!read.ok) return misused(read.sentence)
  if ((read.values as { help?: unknown }).help === true) {
    for (const line of verb.help) terminal.say(line)
    return exitCode.done
  }
  return { ...read, misused }
}

/** The options and positionals of a verb, or the sentence about what was misused. */
function readArgs<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    return { ok: true, values, positionals } as const
  } catch (error) {
    // parseArgs says in a sentence what it did not understand; anything else is a bug.
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
      return { ok: false, sentence: error.message } as const
    throw error
  }
}
