/** A line that is not to be trusted: a TCP relay that now and then cuts, delays, or closes one half. */
import { connect, createServer, type Socket } from 'node:net'

export type BadLine = {
  readonly port: number
  /** How often it did what. */
  readonly done: Readonly<Record<Trouble, number>>
  /** From now on everything passes. */
  calm(): void
  /** From now on there is trouble again. */
  stir(): void
  close(): Promise<void>
}

/** What it does, and how likely with each piece of an answer (or of a question: `cutQuestion`). */
export type Trouble = 'cutReply' | 'cutQuestion' | 'delay' | 'halfClose'

/**
 * Relays to `port`. `mark` is what the answer to a commit contains: `cutReply` swallows such an answer and ends both
 * lines, so that what was done is done and nobody was told.
 */
export async function openBadLine(given: {
  port: number
  mark: string
  chances: Readonly<Record<Trouble, number>>
}): Promise<BadLine> {
  const done: Record<Trouble, number> = { cutReply: 0, cutQuestion: 0, delay: 0, halfClose: 0 }
  const sockets = new Set<Socket>()
  let isCalm = false
  const happens = (trouble: Trouble) => {
    const does = !isCalm && Math.random() < given.chances[trouble]
    if (does) done[trouble] += 1
    return does
  }

  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ port: given.port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
    const cut = () => {
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', cut).on('close', () => {
        sockets.delete(socket)
        // Whoever is gone takes the other along, once what is on its way has arrived.
        setTimeout(cut, 50)
      })
    }
    near.on('data', (chunk) => {
      if (happens('cutQuestion')) {
        far.write(chunk.subarray(0, chunk.length / 2))
        return cut()
      }
      far.write(chunk)
    })
    near.on('end', () => far.end())
    let before: Promise<void> = Promise.resolve()
    far.on('data', (chunk) => {
      if (chunk.includes(given.mark) && happens('cutReply')) return cut()
      const pause = happens('delay') ? Math.random() * 300 : 0
      const half = happens('halfClose')
      before = before
        .then(() => (pause > 0 ? new Promise<void>((resolve) => setTimeout(resolve, pause)) : undefined))
        .then(() => {
          if (!near.writable) return
          // The other side hears the end of our words and may still go on speaking.
          if (half) near.end(chunk.subarray(0, chunk.length / 2))
          else near.write(chunk)
        })
    })
    far.on('end', () => {
      before = before.then(() => void near.end())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    port,
    done,
    calm: () => {
      isCalm = true
    },
    stir: () => {
      isCalm = false
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
