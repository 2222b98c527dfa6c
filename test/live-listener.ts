/** A desk that listens on the line, for tests: what it is told, in order, as it comes. */
import type { World } from './world.ts'

export type Heard = { readonly id: number | undefined; readonly event: string; readonly data: Record<string, unknown> }

export type LiveListener = {
  readonly status: number
  readonly headers: Headers
  /** The next thing told; undefined when the stream has ended. */
  next(): Promise<Heard | undefined>
  close(): void
}

/** The address of a world that listens; the first call makes it listen. */
export async function addressOf(w: World): Promise<string> {
  if (!w.app.server.listening) await w.app.listen({ port: 0, host: '127.0.0.1' })
  return `http://localhost:${(w.app.server.address() as { port: number }).port}`
}

/** Opens a line for whoever holds the token. */
export async function listen(w: World, token: string, lastId?: number): Promise<LiveListener> {
  const leaving = new AbortController()
  const answer = await fetch(`${await addressOf(w)}/api/v1/live`, {
    headers: {
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
      ...(lastId !== undefined && { 'last-event-id': String(lastId) }),
    },
    signal: leaving.signal,
  })
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  let buffered = ''
  const next = async (): Promise<Heard | undefined> => {
    for (;;) {
      const end = buffered.indexOf('\n\n')
      if (end >= 0) {
        const lines = buffered.slice(0, end).split('\n')
        buffered = buffered.slice(end + 2)
        const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
        const [event, data, id] = [field('event'), field('data'), field('id')]
        if (event !== undefined)
          return { id: id === undefined ? undefined : Number(id), event, data: JSON.parse(data ?? '{}') }
        continue
      }
      const { value, done } = await reader.read()
      if (done) return undefined
      buffered += decoder.decode(value, { stream: true })
    }
  }
  return { status: answer.status, headers: answer.headers, next, close: () => leaving.abort() }
}
