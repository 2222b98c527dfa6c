/** A mail server for tests: takes what SMTP (RFC 5321) brings, and keeps it. */
import { createServer, type Socket } from 'node:net'

export type Mail = { readonly from: string; readonly to: readonly string[]; readonly data: string }

export type SmallSmtp = {
  readonly url: string
  readonly mails: readonly Mail[]
  /** What it says to the next recipients in place of yes, once each. */
  refuseNext(reply: string): void
} & AsyncDisposable

/** Opens one on a port of its own. */
export async function openSmallSmtp(): Promise<SmallSmtp> {
  const mails: Mail[] = []
  const refusals: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    talk(socket, mails, refusals)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuseNext: (reply) => refusals.push(reply),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function talk(socket: Socket, mails: Mail[], refusals: string[]): void {
  let [from, to, buffered, inData] = ['', [] as string[], '', false]
  const say = (line: string) => socket.write(`${line}\r\n`)
  const command = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase()
    const address = /<([^>]*)>/.exec(line)?.[1] ?? ''
    if (verb === 'EHLO' || verb === 'HELO') return say('250 small')
    if (verb === 'MAIL') {
      from = address
      to = []
      return say('250 ok')
    }
    if (verb === 'RCPT') {
      const refusal = refusals.shift()
      if (!refusal) to.push(address)
      return say(refusal ?? '250 ok')
    }
    if (verb === 'DATA') {
      inData = true
      return say('354 go on')
    }
    if (verb === 'RSET') return say('250 ok')
    if (verb === 'QUIT') return socket.end('221 bye\r\n')
    return say('502 not known here')
  }
  say('220 small ESMTP')
  socket.on('data', (chunk) => {
    buffered += chunk.toString('utf8')
    for (;;) {
      const end = buffered.indexOf(inData ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const taken = buffered.slice(0, end)
      buffered = buffered.slice(end + (inData ? 5 : 2))
      if (inData) {
        inData = false
        mails.push({ from, to, data: taken })
        say('250 kept')
      } else command(taken)
    }
  })
}
