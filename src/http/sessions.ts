/** Signing in and out, and who one is. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { askToSignIn, signInWithPasskey } from '../actions/passkeys.ts'
import { hashOfToken, signIn, signOut } from '../actions/sign-in.ts'
import { askedPasskey, type SignInWaysReply, signInByPasskeyBody, signInWaysReply } from '../contract/me.ts'
import { type MeReply, me, type SignInReply, signInBody, signInReply } from '../contract/sessions.ts'
import { type District, districtByHost } from '../data/districts/read.ts'
import { membershipNames, staffBySession } from '../data/people/read.ts'
import { deviceOf } from './device.ts'
import { documented } from './documented.ts'
import { csrfTokenOf, sessionCookie, sessionOn } from './guard.ts'
import { knownAs, knownBrowserAge, knownBrowserCookie, knownBrowserPath, withKnown } from './known-browser.ts'
import { orRefuse, Refusal } from './refusals.ts'
import type { Doors, Server, Session } from './server.ts'
import { signInBrake } from './sign-in-brake.ts'
import { siteOfDistrict } from './site-of-district.ts'

/** How the cookie of a session is set: for this site, and out of reach of scripts. */
export const sessionCookieFor = ({ publicUrl }: Pick<Doors, 'publicUrl'>) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') }) as const

/** The district of a request without a session. Refused: `no-such-district`. */
export async function districtOfHost({ context }: Pick<Doors, 'context'>, request: FastifyRequest): Promise<District> {
  const district = await districtByHost(context.database, request.hostname)
  if (!district) throw new Refusal('no-such-district')
  return district
}

export function sessionRoutes(app: Server, doors: Doors): void {
  const { context } = doors
  const brake = signInBrake(() => context.now().getTime())
  const cookie = sessionCookieFor(doors)

  const presentMe = async (session: Session): Promise<MeReply> => ({
    name: session.staff.name,
    login: session.staff.login,
    district: {
      name: session.district.name,
      prefix: session.district.prefix,
      isDemonstration: session.district.isDemonstration,
    },
    memberships: await membershipNames(context.database.of(session.district.id), session.staff.userId, context.now()),
    mustSecure: session.staff.mustSecure,
    csrfToken: csrfTokenOf(session.token),
  })

  /** Answers a sign-in that came through: the cookie for browsers, the token for programs, and who it is. */
  async function begun(reply: FastifyReply, district: District, token: string): Promise<SignInReply> {
    const staff = await staffBySession(context.database.of(district.id), hashOfToken(token), context.now())
    if (!staff) throw new Refusal('sign-in-wrong')
    reply.setCookie(sessionCookie, token, cookie).status(201)
    return { token, me: await presentMe({ token, district, staff }) }
  }

  app.post(
    '/api/v1/sessions',
    {
      config: { access: 'anyone' },
      schema: {
        tags: ['sessions'],
        description:
          'Signs in. Browsers keep the cookie; programs send the token as a bearer. Where a second factor is asked for (second-factor-needed), everything is sent once more with its code.',
        body: signInBody,
        response: documented({ 201: signInReply }, [400, 401, 404, 429, 503]),
      },
    },
    async (request, reply) => {
      const district = await districtOfHost(doors, request)
      const login = `${district.id}:${request.body.login.trim().toLowerCase()}`
      const kept = request.cookies[knownBrowserCookie]
      const key = `${login} ${knownAs(context.identityKey, kept, login) ?? ''}`
      if (!brake.begins(key)) throw new Refusal('too-many-attempts')
      const signedIn = await signIn(context, district, {
        ...request.body,
        device: deviceOf(request.headers['user-agent']),
      })
      // With the right password it is no guess that a code is asked for.
      if (signedIn.ok) brake.right(key)
      else if (signedIn.refusal === 'second-factor-needed') brake.undone(key)
      const { token } = orRefuse(signedIn)
      reply.setCookie(knownBrowserCookie, withKnown(context.identityKey, kept, login), {
        ...cookie,
        path: knownBrowserPath,
        maxAge: knownBrowserAge,
      })
      return begun(reply, district, token)
    },
  )

  app.get(
    '/api/v1/sessions/ways',
    {
      config: { access: 'anyone' },
      schema: {
        tags: ['sessions'],
        description: 'How one can sign in here beside login and password.',
        response: documented({ 200: signInWaysReply }, [503]),
      },
    },
    (): SignInWaysReply => ({ elsewhere: context.oidc?.name ?? null }),
  )

  app.post(
    '/api/v1/sessions/passkey-challenge',
    {
      config: { access: 'anyone' },
      schema: {
        tags: ['sessions'],
        description: 'What a browser asks its device in order to sign in with a passkey (WebAuthn).',
        response: documented({ 200: askedPasskey }, [404, 503]),
      },
    },
    async (request) => {
      const district = await districtOfHost(doors, request)
      return { ...(await askToSignIn(context, district.id, siteOfDistrict(doors, district))) }
    },
  )

  app.post(
    '/api/v1/sessions/passkey',
    {
      config: { access: 'anyone' },
      schema: {
        tags: ['sessions'],
        description: 'Signs in with the device’s answer.',
        body: signInByPasskeyBody,
        response: documented({ 201: signInReply }, [400, 401, 404, 503]),
      },
    },
    async (request, reply) => {
      const district = await districtOfHost(doors, request)
      const answer = request.body.answer as unknown as Parameters<typeof signInWithPasskey>[3]['answer']
      const given = { answer, device: deviceOf(request.headers['user-agent']) }
      const { token } = orRefuse(await signInWithPasskey(context, district, siteOfDistrict(doors, district), given))
      return begun(reply, district, token)
    },
  )

  app.get(
    '/api/v1/sessions/current',
    {
      config: { access: 'signed-in', whileSecuring: true },
      schema: { tags: ['sessions'], description: 'Who is signed in.', response: documented({ 200: me }, [401, 503]) },
    },
    (request) => presentMe(sessionOn(request)),
  )

  app.delete(
    '/api/v1/sessions/current',
    {
      config: { access: 'signed-in', whileSecuring: true },
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
