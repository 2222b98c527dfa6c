/**
 * The line on which the server tells this desk what changed. A window out of sight has none, so that many windows do not
 * use up the connections a browser has; back in sight it asks what it missed.
 */
import { useSyncExternalStore } from 'react'
import { paths } from '../../shared/paths.ts'

/** `off`: not wanted now; `over`: the server said that this session is over or in too many windows. */
export type LineState = 'off' | 'connecting' | 'on' | 'down' | 'over'
export type Told = { readonly event: string; readonly data: unknown }

const firstWait = 1_000
const longestWait = 30_000
/** The server says something every twenty seconds, if only that it is there. */
const silence = 45_000

let state: LineState = 'off'
const listeners = new Set<() => void>()
const become = (next: LineState) => {
  if (state === next) return
  state = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
export const useLineState = (): LineState => useSyncExternalStore(subscribe, () => state)

/** Keeps a line open while the window is in sight, until the function it gives is called. */
export function keepLine(hear: (told: Told) => void): () => void {
  let lastId: string | undefined
  let wait = firstWait
  let timer: ReturnType<typeof setTimeout> | undefined
  let reading: AbortController | undefined
  let isOver = false

  const connect = async () => {
    clearTimeout(timer)
    const mine = new AbortController()
    reading = mine
    become(state === 'down' ? 'down' : 'connecting')
    let alive: ReturnType<typeof setTimeout> | undefined
    const stillAlive = () => {
      clearTimeout(alive)
      alive = setTimeout(() => mine.abort(), silence)
    }
    try {
      stillAlive()
      const answer = await fetch(paths.api.live, {
        headers: { accept: 'text/event-stream', ...(lastId && { 'last-event-id': lastId }) },
        cache: 'no-store',
        signal: mine.signal,
      })
      if (answer.status === 401) isOver = true
      if (!answer.ok || !answer.body) throw new Error(`${answer.status}`)
      // Whoever never heard anything does not know what was missed while there was no line.
      if (state === 'down' && lastId === undefined) hear({ event: 'change', data: { cases: [], all: true } })
      become('on')
      wait = firstWait
      await readEvents(answer.body, stillAlive, ({ id, event, data }) => {
        if (id) lastId = id
        if (event === 'over' || event === 'replaced') isOver = true
        else hear({ event, data: JSON.parse(data) })
      })
    } catch {
      // Whatever it was, the line is gone, and what follows is the same.
    } finally {
      clearTimeout(alive)
    }
    if (reading !== mine) return
    reading = undefined
    if (isOver) return become('over')
    become('down')
    // Not all desks at once when the server comes back.
    timer = setTimeout(connect, wait * (0.5 + Math.random()))
    wait = Math.min(longestWait, wait * 2)
  }

  const leave = () => {
    clearTimeout(timer)
    const was = reading
    reading = undefined
    was?.abort()
    become('off')
  }
  const follow = () => {
    if (document.visibilityState === 'hidden') return leave()
    if (reading) return
    isOver = false
    wait = firstWait
    void connect()
  }
  const online = () => {
    if (state === 'down' && !reading) void connect()
  }
  document.addEventListener('visibilitychange', follow)
  window.addEventListener('online', online)
  window.addEventListener('pagehide', leave)
  follow()
  return () => {
    document.removeEventListener('visibilitychange', follow)
    window.removeEventListener('online', online)
    window.removeEventListener('pagehide', leave)
    leave()
  }
}

type Event = { id: string | undefined; event: string; data: string }

/** Reads server-sent events, https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
async function readEvents(body: ReadableStream<Uint8Array>, heard: () => void, tell: (event: Event) => void) {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let buffered = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    heard()
    buffered += decoder.decode(value, { stream: true })
    for (let end = buffered.indexOf('\n\n'); end >= 0; end = buffered.indexOf('\n\n')) {
      const fields = new Map(
        buffered
          .slice(0, end)
          .split('\n')
          .map((line): [string, string] => {
            const colon = line.indexOf(':')
            return [line.slice(0, colon), line.slice(colon + 1).trimStart()]
          }),
      )
      buffered = buffered.slice(end + 2)
      const [event, data] = [fields.get('event'), fields.get('data')]
      if (event !== undefined && data !== undefined) tell({ id: fields.get('id'), event, data })
    }
  }
}
