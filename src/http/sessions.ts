/** Signing in and out, and who one is. */

import { z } from 'zod'
import { hashOfToken, signIn, signOut } from '../actions/sign-in.ts'
import { type MeReply, me, type SignInReply, signInBody, signInReply } from '../contract/sessions.ts'
import { districtByHost } from '../data/districts/read.ts'
import { membershipNames, staffBySession } from '../data/people/read.ts'
import { documented } from './documented.ts'
import { csrfTokenOf, sessionCookie, sessionOn } from './guard.ts'
import { orRefuse, Refusal } from './refusals.ts'
import type { Doors, Server, Session } from './server.ts'
import { signInBrake } from './sign-in-brake.ts'

export function sessionRoutes(app: Server, doors: Doors): void {
  const { context } = doors
  const brake = signInBrake(() => context.now().getTime())
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: doors.publicUrl.startsWith('https:'),
  } as const

  const presentMe = async (session: Session): Promise<MeReply> => ({
    name: session.staff.name,
    login: session.staff.login,
    district: {
      name: session.district.name,
      prefix: session.district.prefix,
      isDemonstration: session.district.isDemonstration,
    },
    memberships: await membershipNames(context.database.of(session.district.id), session.staff.userId),
    csrfToken: csrfTokenOf(session.token),
  })

  app.post(
    '/api/v1/sessions',
    {
      config: { access: 'anyone' },
      schema: {
        tags: ['sessions'],
        description: 'Signs in. Browsers keep the cookie; programs send the token as a bearer.',
        body: signInBody,
        response: documented({ 201: signInReply }, [400, 401, 404, 429, 503]),
      },
    },
    async (request, reply) => {
      const district = await districtByHost(context.database, request.hostname)
      if (!district) throw new Refusal('no-such-district')
      const key = `${district.id}:${request.body.login.trim().toLowerCase()}`
      if (!brake.mayTry(key)) throw new Refusal('too-many-attempts')
      const signedIn = await signIn(context, district, request.body)
      brake.tried(key, signedIn.ok)
      const { token } = orRefuse(signedIn)
      const staff = await staffBySession(context.database.of(district.id), hashOfToken(token), context.now())
      if (!staff) throw new Refusal('sign-in-wrong')
      reply.setCookie(sessionCookie, token, cookie)
      return reply.status(201).send({ token, me: await presentMe({ token, district, staff }) } satisfies SignInReply)
    },
  )

  app.get(
    '/api/v1/sessions/current',
    {
      config: { access: 'signed-in' },
      schema: { tags: ['sessions'], description: 'Who is signed in.', response: documented({ 200: me }, [401, 503]) },
    },
    (request) => presentMe(sessionOn(request)),
  )

  app.delete(
    '/api/v1/sessions/current',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['sessions'],
        description: 'Signs out.',
        response: documented({ 204: z.null() }, [401, 403, 503]),
      },
    },
    async (request, reply) => {
      const { district, token } = sessionOn(request)
      await signOut(context, district.id, token)
      reply.clearCookie(sessionCookie, cookie)
      return reply.status(204).send(null)
    },
  )
}
