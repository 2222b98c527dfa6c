/** One's own account. */
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { endOtherSessions, endSession } from '../actions/end-sessions.ts'
import { changeOwnPassword } from '../actions/own-password.ts'
import { addPasskey, beginPasskey, removePasskey } from '../actions/passkeys.ts'
import {
  beginSecondFactor,
  confirmSecondFactorOf,
  dropSecondFactor,
  type Own,
  renewRecoveryCodes,
} from '../actions/second-factor.ts'
import {
  addPasskeyBody,
  askedPasskey,
  begunSecondFactorReply,
  changePasswordBody,
  codeBody,
  endedReply,
  endSessionBody,
  type OwnAccountReply,
  ownAccountReply,
  passwordAgainBody,
  recoveryCodesReply,
  removePasskeyBody,
} from '../contract/me.ts'
import { noBody } from '../contract/people.ts'
import { accountById } from '../data/people/read.ts'
import {
  needsSecondFactor,
  passkeysOf,
  recoveryCodesLeft,
  secondFactorOf,
  sessionsOf,
} from '../data/people/read-security.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { orRefuse, Refusal } from './refusals.ts'
import type { Doors, Server } from './server.ts'
import { signInBrake } from './sign-in-brake.ts'
import { siteOfDistrict } from './site-of-district.ts'

const ownOf = (request: FastifyRequest): Own => {
  const { district, staff } = sessionOn(request)
  return { district, userId: staff.userId, sessionId: staff.sessionId }
}

export function ownAccountRoutes(app: Server, doors: Doors): void {
  const { context } = doors
  // Whoever finds a desk left open does not find out its owner's password or code by trying.
  const brake = signInBrake(() => context.now().getTime())
  const braked = async <Result extends { readonly ok: boolean }>(own: Own, work: () => Promise<Result>) => {
    const key = `${own.district.id}:${own.userId}`
    if (!brake.begins(key)) throw new Refusal('too-many-attempts')
    const result = await work()
    if (result.ok) brake.right(key)
    return result
  }

  app.get(
    '/api/v1/me',
    {
      config: { access: 'signed-in', whileSecuring: true },
      schema: {
        tags: ['me'],
        description: 'My account: second factor, passkeys, sessions.',
        response: documented({ 200: ownAccountReply }, [401, 503]),
      },
    },
    async (request): Promise<OwnAccountReply> => {
      const { district, userId, sessionId } = ownOf(request)
      const db = context.database.of(district.id)
      const now = context.now()
      const [account, factor, codes, isRequired, passkeys, sessions] = await Promise.all([
        accountById(db, userId),
        secondFactorOf(db, userId),
        recoveryCodesLeft(db, userId),
        needsSecondFactor(db, userId, now),
        passkeysOf(db, userId),
        sessionsOf(db, userId, now),
      ])
      if (!account) throw new Refusal('not-signed-in')
      const { name, login, email, hasPassword } = account
      return {
        name,
        login,
        email,
        hasPassword,
        secondFactor: { since: factor?.confirmedAt?.toISOString() ?? null, recoveryCodesLeft: codes },
        isRequired,
        passkeys: passkeys.map((one) => ({
          id: one.id,
          name: one.name,
          madeAt: one.madeAt.toISOString(),
          lastUsedAt: one.lastUsedAt?.toISOString() ?? null,
        })),
        sessions: sessions.map((one) => ({
          id: one.id,
          beganAt: one.beganAt.toISOString(),
          lastUsedAt: one.lastUsedAt?.toISOString() ?? null,
          device: one.device,
          isThis: one.id === sessionId,
        })),
      }
    },
  )

  const act = <Body extends z.ZodType, Reply extends z.ZodType>(
    path: string,
    description: string,
    body: Body,
    reply: Reply,
    make: (own: Own, given: z.output<Body>, login: string) => Promise<z.input<Reply>>,
  ) =>
    app.post(
      `/api/v1/me/${path}`,
      {
        config: { access: 'signed-in', whileSecuring: true },
        schema: {
          tags: ['me'],
          description,
          body,
          response: documented({ 200: reply }, [400, 401, 403, 404, 409, 429, 503]),
        },
      },
      // The schema has made both what they say they are; the router's types do not follow a type parameter so far.
      (async (request: FastifyRequest) =>
        make(ownOf(request), request.body as z.output<Body>, sessionOn(request).staff.login)) as never,
    )

  act(
    'password',
    'Sets another password; every other session ends.',
    changePasswordBody,
    noBody,
    async (own, given, login) => {
      orRefuse(await braked(own, () => changeOwnPassword(context, own, { ...given, login })))
      return {}
    },
  )
  act(
    'second-factor',
    'Makes the secret for an authenticator app, to be confirmed.',
    passwordAgainBody,
    begunSecondFactorReply,
    async (own, given) => orRefuse(await braked(own, () => beginSecondFactor(context, own, given))),
  )
  act(
    'second-factor/confirm',
    'Confirms the app by one of its codes; gives ten recovery codes, this once.',
    codeBody,
    recoveryCodesReply,
    async (own, given) => ({ codes: orRefuse(await braked(own, () => confirmSecondFactorOf(context, own, given))) }),
  )
  act('second-factor/drop', 'Takes the app away again.', passwordAgainBody, noBody, async (own, given) => {
    orRefuse(await braked(own, () => dropSecondFactor(context, own, given)))
    return {}
  })
  act(
    'recovery-codes',
    'Ten new recovery codes in place of all earlier ones.',
    passwordAgainBody,
    recoveryCodesReply,
    async (own, given) => ({ codes: orRefuse(await braked(own, () => renewRecoveryCodes(context, own, given))) }),
  )
  act(
    'passkeys/begin',
    'What a browser asks its device in order to make a passkey (WebAuthn).',
    passwordAgainBody,
    askedPasskey,
    async (own, given) => ({
      ...orRefuse(await braked(own, () => beginPasskey(context, own, siteOfDistrict(doors, own.district), given))),
    }),
  )
  act('passkeys', 'Keeps the passkey the device made.', addPasskeyBody, noBody, async (own, given) => {
    const answer = given.answer as unknown as Parameters<typeof addPasskey>[3]['answer']
    const site = siteOfDistrict(doors, own.district)
    orRefuse(await addPasskey(context, own, site, { name: given.name, answer }))
    return {}
  })
  act('passkeys/remove', 'Removes a passkey.', removePasskeyBody, noBody, async (own, { id }) => {
    orRefuse(await removePasskey(context, own, id))
    return {}
  })
  act('sessions/end', 'Ends one of my sessions.', endSessionBody, endedReply, async (own, { id }) => ({
    ended: orRefuse(await endSession(context, own, id)),
  }))
  act('sessions/end-others', 'Ends all my sessions but this one.', noBody, endedReply, async (own) => ({
    ended: orRefuse(await endOtherSessions(context, own)),
  }))
}
