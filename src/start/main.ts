/** `npm start`: reads the settings, starts the program, says where it is, and stops it cleanly on Ctrl-C. */

import { paths } from '../../web/shared/paths.ts'
import { terminal } from '../words/en/terminal.ts'
import { demonstration, demonstrationLogins, demonstrationPassword, users } from './demonstration/cast.ts'
import { castCode } from './demonstration/open-cast.ts'
import { log } from './log.ts'
import { type Program, startProgram } from './program.ts'
import { readSettings } from './settings.ts'
import { terminalQr } from './terminal-qr.ts'

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const settings = readSettings(process.env)
if (!settings.ok) {
  process.stderr.write(`${terminal.faultySettings}\n${settings.faults.map((fault) => `  ${fault}`).join('\n')}\n`)
  process.exit(2)
}

const stopping = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
})

try {
  const program = await startProgram(settings.value, { say, onError: log.problem })
  await announce(program)
  program.ready()
  await stopping
  say(terminal.stopping)
  await program.stop()
  process.exit(0)
} catch (error) {
  process.stderr.write(`${terminal.couldNotStart(reasonOf(error as NodeJS.ErrnoException, settings.value.port))}\n`)
  process.exit(1)
}

function reasonOf({ code, syscall, message }: NodeJS.ErrnoException, port: number): string {
  if (syscall === 'listen' && code === 'EADDRINUSE') return terminal.portInUse(port)
  if (syscall === 'listen' && code === 'EACCES') return terminal.portForbidden(port)
  return message
}

async function announce({ url, isDemonstration }: Program): Promise<void> {
  if (!url) return say(terminal.workerOnly)
  say('')
  say(terminal.publicSite(url + paths.home))
  say(terminal.desk(url + paths.desk))
  if (isDemonstration) {
    const point = url + paths.point(castCode(demonstration, 'point xingfuli'))
    say(terminal.pointPage(point))
    say('')
    say(terminal.logins(demonstrationPassword))
    for (const login of demonstrationLogins) say(terminal.login(login, users[login].name, users[login].role))
    say('')
    // A drawing is for a screen; a file of the program's output keeps to words.
    if (process.stdout.isTTY) say(await terminalQr(point))
  }
  say(terminal.stopHint)
}
