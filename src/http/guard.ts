/** Before a body is read: the caller's language, their session, and whether this route is theirs to call. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { hashOfToken, noteUse } from '../actions/sign-in.ts'
import { districtByPrefix } from '../data/districts/read.ts'
import { staffBySession } from '../data/people/read.ts'
import { districtPrefixOf } from '../domain/reports/receipt-code.ts'
import type { Language } from '../words/language.ts'
import { Refusal } from './refusals.ts'
import type { DeclaredRoute, Doors, Server, Session } from './server.ts'

export const sessionCookie = 'jieyou_session'
export const csrfHeader = 'x-csrf-token'

/** The proof that a change comes from our own page: only a reader of the session's answer can know it. */
export const csrfTokenOf = (sessionToken: string): string =>
  createHmac('sha256', sessionToken).update('csrf').digest('base64url')

/** Installs the guard on every route. A route that does not say who may call it does not start. */
export function guard(app: Server, doors: Doors): void {
  app.decorateRequest('session', null)
  app.decorateRequest('language', 'zh')

  const routes: DeclaredRoute[] = []
  app.decorate('declaredRoutes', routes)
  app.addHook('onRoute', (route) => {
    const access = route.config?.access
    if (access === undefined) throw new Error(`${route.method} ${route.url} does not say who may call it`)
    for (const method of [route.method].flat()) routes.push({ method, url: route.url, access })
  })

  app.addHook('onRequest', async (request) => {
    request.language = languageOf(request)
    // A form of another site can send this kind of body with our cookie, and nobody else needs it here.
    if (isApi(request) && request.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
      throw new Refusal('not-understood')
    const access = request.routeOptions.config?.access
    if (access === undefined || access === 'anyone') return
    const presented = presentedToken(request)
    const session = presented && (await sessionOf(doors, presented.token))
    if (!presented || !session) throw new Refusal('not-signed-in')
    request.session = session
    if (access !== 'signed-in' && !session.staff.memberships.some(({ role }) => access.includes(role)))
      throw new Refusal('not-your-role')
    if (session.staff.mustSecure && !request.routeOptions.config?.whileSecuring)
      throw new Refusal('second-factor-required')
    const changes = request.method !== 'GET' && request.method !== 'HEAD'
    if (presented.inCookie && changes && !hasCsrfToken(request, presented.token)) throw new Refusal('csrf-token-wrong')
    await noteUse(doors.context, session.district.id, session.staff)
  })
}

/** A route for programs, which all send JSON. */
const isApi = (request: FastifyRequest): boolean => request.url.startsWith('/api/')

/** The session of a signed-in route; the guard has made sure that there is one. */
export function sessionOn(request: FastifyRequest): Session {
  if (!request.session) throw new Error('a route that needs a session was declared without one')
  return request.session
}

function presentedToken(request: FastifyRequest): { token: string; inCookie: boolean } | undefined {
  const bearer = /^Bearer ([\w.-]{10,100})$/.exec(request.headers.authorization ?? '')?.[1]
  if (bearer) return { token: bearer, inCookie: false }
  const cookie = request.cookies[sessionCookie]
  return cookie ? { token: cookie, inCookie: true } : undefined
}

async function sessionOf({ context }: Doors, token: string): Promise<Session | undefined> {
  const prefix = districtPrefixOf(token)
  const district = prefix && (await districtByPrefix(context.database, prefix))
  if (!district) return undefined
  const staff = await staffBySession(context.database.of(district.id), hashOfToken(token), context.now())
  return staff && { token, district, staff }
}

function hasCsrfToken(request: FastifyRequest, sessionToken: string): boolean {
  const given = request.headers[csrfHeader]
  if (typeof given !== 'string') return false
  const [have, want] = [Buffer.from(given), Buffer.from(csrfTokenOf(sessionToken))]
  return have.length === want.length && timingSafeEqual(have, want)
}

/** `?lang=` on pages, else the first language of ours that the browser asks for; Chinese when it asks for neither. */
export function languageOf(request: FastifyRequest): Language {
  const asked = (request.query as { lang?: unknown } | null | undefined)?.lang
  if (asked === 'en' || asked === 'zh') return asked
  for (const part of (request.headers['accept-language'] ?? '').split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase()
    if (tag === 'zh' || tag === 'en') return tag
  }
  return 'zh'
}
