/** `jieyou send`: puts the messages of a file through the public API, each exactly once however often it is run. */
import { basename } from 'node:path'
import { districtPrefixOf } from '../../domain/reports/receipt-code.ts'
import { cleanWords } from '../../domain/shared/words.ts'
import { exitCode, type Terminal } from '../verb.ts'
import { sentences } from '../words.ts'
import { deliverAll } from './deliver-all.ts'
import { type MessageFile, openMessages } from './messages.ts'
import { readOptions, type SendOptions } from './options.ts'
import { askPatiently, type Pace, usualPace } from './patience.ts'
import { openSentFile } from './sent-file.ts'
import { type Server, serverAt } from './server.ts'

const words = sentences.send

/** Runs the verb and gives its exit code. `pace` is given by tests only. */
export async function send(args: readonly string[], terminal: Terminal, pace: Pace = usualPace): Promise<number> {
  const options = readOptions(args, terminal)
  if (typeof options === 'number') return options

  let input: MessageFile
  try {
    input = await openMessages(options.file)
  } catch (error) {
    terminal.warn(words.cannotRead(options.file, problemOf(error)))
    return exitCode.failed
  }
  const server = serverAt(options.url, pace.timeout)
  const addressee = await askPatiently(() => server.lookUpCode(options.to), { pace, patience: pace.greeting })
  if (addressee.kind === 'done') {
    const { kind, name, townName } = addressee.value
    terminal.say(words.begin(basename(options.file), kind, name, townName))
    if (options.dryRun) return dryRun(options, input, terminal)
    return deliver(options, kind, input, server, pace, terminal)
  }
  if (addressee.kind === 'later') terminal.warn(words.unreachable(server.url, addressee.problem))
  else if (addressee.kind === 'refused') terminal.warn(addressee.message)
  else terminal.warn(words.unexpected(server.url, addressee.problem))
  return exitCode.failed
}

async function deliver(
  options: SendOptions,
  kind: string,
  input: MessageFile,
  server: Server,
  pace: Pace,
  terminal: Terminal,
): Promise<number> {
  const { file, to, url, columns, state } = options
  let opened: Awaited<ReturnType<typeof openSentFile>>
  try {
    opened = await openSentFile(state, { file: input.sha256, to, url, columns })
  } catch (error) {
    terminal.warn(words.cannotWrite(state, problemOf(error)))
    return exitCode.failed
  }
  if (!opened.ok) {
    terminal.warn(
      opened.refusal === 'of-another-job' ? words.stateOfOther(state, opened.differs) : words.stateUnreadable(state),
    )
    return exitCode.misused
  }
  terminal.say(words.statePlace(state))

  const result = await deliverAll(input.messages(columns), {
    // The server has just said that the code is of this kind.
    to: { [kind]: to } as Parameters<typeof deliverAll>[1]['to'],
    districtPrefix: districtPrefixOf(to) as string,
    server,
    sent: opened.value,
    parallel: options.parallel,
    pace,
    tell: {
      refused: (line, why) => terminal.say(words.refused(line, why)),
      undelivered: (line, problem) => terminal.warn(words.notDelivered(line, problem)),
      progress: (counts) => terminal.progress(words.progress(counts, input.shareRead())),
    },
  })
  terminal.progress('')
  switch (result.stopped?.by) {
    case 'unreachable':
      terminal.warn(words.unreachable(url, result.stopped.problem))
      break
    case 'wrong':
      terminal.warn(words.unexpected(url, result.stopped.problem))
      break
    case 'input':
      terminal.warn(words.cannotRead(file, result.stopped.problem))
      break
    case 'state':
      terminal.warn(words.cannotWrite(state, result.stopped.problem))
  }
  terminal.say(words.summary(result.counts))
  return result.stopped || result.counts.undelivered > 0 ? exitCode.failed : exitCode.done
}

async function dryRun(options: SendOptions, input: MessageFile, terminal: Terminal): Promise<number> {
  let ready = 0
  let refused = 0
  try {
    for await (const message of input.messages(options.columns)) {
      const said = message.ok ? cleanWords(message.text) : ({ ok: false, refusal: message.why } as const)
      if (said.ok) ready += 1
      else {
        refused += 1
        terminal.say(words.refused(message.line, words.lineRefusals[said.refusal]))
      }
    }
  } catch (error) {
    terminal.warn(words.cannotRead(options.file, problemOf(error)))
    return exitCode.failed
  }
  terminal.say(words.dryRun(ready, refused))
  return exitCode.done
}

const problemOf = (error: unknown): string => {
  if (!(error instanceof Error)) throw error
  return 'code' in error ? String(error.code) : error.message
}
