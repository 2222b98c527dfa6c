/**
 * What a desk hears by itself, as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html),
 * or asked once as JSON where a proxy lets no stream through; and who is at a case.
 */
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { beAtCase } from '../actions/be-at-case.ts'
import { type LiveReply, liveQuery, liveReply, presenceBody, presenceReply } from '../contract/live.ts'
import { changesSince, latestSeq } from '../data/cases/read-changes.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { casesSeen, type Listener, liveWatch, mostTold, toldOf } from './live-watch.ts'
import { orRefuse, Refusal } from './refusals.ts'
import type { Doors, Server, Session } from './server.ts'

/** Streams of one session at a time: one for each window in sight. One more ends the oldest. */
const streamsOfSession = 6
/** Streams of one program at a time. */
const streamsInAll = 5_000
/** Often enough that no proxy takes a quiet line for a dead one. */
const heartbeat = 20_000
/** A listener that takes nothing any more is given up. */
const mostUnsent = 256 * 1024

export function liveRoutes(app: Server, doors: Doors): void {
  const { context } = doors
  const watch = liveWatch(doors)
  const open = new Map<string, Set<() => void>>()
  let count = 0
  app.addHook('preClose', () => watch.stop())

  const since = async (session: Session, after: number | undefined): Promise<LiveReply> => {
    const db = context.database.of(session.district.id)
    const id = await latestSeq(db)
    if (after === undefined || after > id) return { id, cases: [], all: after !== undefined }
    const changes = await changesSince(db, after, mostTold + 1)
    return { id, ...toldOf(casesSeen(changes, session.staff), changes.length > mostTold) }
  }

  const stream = async (reply: FastifyReply, session: Session, after: number | undefined) => {
    if (count >= streamsInAll) throw new Refusal('try-again')
    const own = open.get(session.token) ?? new Set()
    for (const another of [...own].slice(0, Math.max(0, own.size - streamsOfSession + 1))) another()
    const { raw } = reply
    const { listener, end, ended, isOver, replace } = lineTo(raw)
    count += 1
    own.add(replace)
    open.set(session.token, own)
    let leave = () => {}
    ended.then(() => {
      count -= 1
      own.delete(replace)
      if (own.size === 0) open.delete(session.token)
      leave()
    })
    raw.on('close', end)
    // Listening begins before the question, so that nothing falls between them.
    leave = await watch.listen({ ...listener, session })
    if (isOver()) leave()
    const missed = await since(session, after)
    reply.hijack()
    if (isOver()) return void raw.end()
    raw.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // nginx would keep the stream until it is full.
      'x-accel-buffering': 'no',
    })
    raw.write('retry: 2000\n\n')
    listener.begin(missed)
  }

  app.get(
    '/api/v1/live',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description:
          'What happened since: the cases, among those I may see. With `Accept: text/event-stream` it goes on as it happens: `change` with this reply, `presence` with the case at which somebody came or left, `notices` when mine changed, `over` when the session ended.',
        querystring: liveQuery,
        response: documented({ 200: liveReply }, [400, 401, 503]),
      },
    },
    async (request, reply) => {
      const session = sessionOn(request)
      const heard = /^\d{1,15}$/.exec(String(request.headers['last-event-id'] ?? ''))?.[0]
      const after = heard === undefined ? request.query.after : Number(heard)
      if (!request.headers.accept?.includes('text/event-stream')) return since(session, after)
      await stream(reply, session, after)
      return reply
    },
  )

  app.post(
    '/api/v1/cases/:id/presence',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description:
          'Says that I have the case open, or left it, and tells who else has it open. Said every 15 seconds.',
        params: z.strictObject({ id: z.uuid() }),
        body: presenceBody,
        response: documented({ 200: presenceReply }, [400, 401, 403, 404, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      const at = { staff, caseId: request.params.id, here: request.body.here }
      return { others: [...orRefuse(await beAtCase(context, district.id, at))] }
    },
  )
}

/** One stream, and what it is told. What comes before it has begun waits. */
function lineTo(raw: ServerResponse) {
  let begun = false
  let isOver = false
  let resolve = () => {}
  const ended = new Promise<void>((done) => {
    resolve = done
  })
  const waiting: string[] = []
  const write = (text: string) => {
    if (isOver) return
    if (!begun) return void waiting.push(text)
    raw.write(text)
    if (raw.writableLength > mostUnsent) end()
  }
  const beat = setInterval(() => write(': \n\n'), heartbeat)
  const end = () => {
    if (isOver) return
    isOver = true
    clearInterval(beat)
    if (begun) raw.end()
    resolve()
  }
  const said = (event: string, data: object, id?: number) =>
    `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
  const listener = {
    tell: (event, data, id) => write(said(event, data, id)),
    over: () => {
      write(said('over', {}))
      end()
    },
    begin: ({ id, ...missed }: LiveReply) => {
      begun = true
      write(said('change', missed, id))
      for (const text of waiting.splice(0)) write(text)
    },
  } satisfies Omit<Listener, 'session'> & { begin: (missed: LiveReply) => void }
  /** Another window of the same session took its place. */
  const replace = () => {
    write(said('replaced', {}))
    end()
  }
  return { listener, end, ended, replace, isOver: () => isOver }
}
