/** Signing in with the account of a work platform: a real OpenID Connect provider, on this machine. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { expect, test } from 'vitest'
import { openOidc } from '../../src/outside/oidc.ts'
import { type World, world } from '../world.ts'

const back = 'http://localhost/sign-in/elsewhere/back'
const client = {
  issuer: '',
  clientId: 'jieyou',
  clientSecret: 'a secret of the two',
  claim: 'preferred_username',
  name: '区政务平台',
}

/** The platform, where everybody who comes is `whoever` without being asked. */
async function platform(whoever: () => string): Promise<{ issuer: string } & AsyncDisposable> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [back] }],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    cookies: { keys: ['only for this test'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    findAccount: (_ctx: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id }),
    }),
    interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    loadExistingGrant: async (ctx: { oidc: { client: { clientId: string }; session: { accountId: string } } }) => {
      const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    await provider.interactionFinished(request, response, { login: { accountId: whoever() } })
  })
  return {
    issuer,
    [Symbol.asyncDispose]: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

/** A browser at the platform: follows it with its cookies until it sends back to us, and gives that address. */
async function through(address: string): Promise<string> {
  const cookies = new Map<string, string>()
  const way: string[] = []
  for (let at = address; way.length < 12; way.push(at)) {
    const answer = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s)
      cookies.set(name, value)
    }
    const next = answer.headers.get('location')
    if (!next) throw new Error(`the platform stopped at ${at}: ${answer.status} ${(await answer.text()).slice(0, 500)}`)
    at = new URL(next, at).href
    if (at.startsWith(back)) return at.slice('http://localhost'.length)
  }
  throw new Error(`the platform goes around in a circle: ${way.join(' ')}`)
}

const withPlatform = (w: World, issuer: string) => {
  // The world's context is one object for all its doors.
  Object.assign(w.context, { oidc: openOidc({ ...client, issuer }) })
}
const leave = async (w: World) => {
  const left = await w.resident.get('/sign-in/elsewhere')
  expect(left.status, left.text).toBe(303)
  return {
    to: String(left.headers.location),
    cookie: String([left.headers['set-cookie']].flat()[0]).split(';')[0] ?? '',
  }
}

test('an account of the platform opens the account of the same login, and no other', async () => {
  await using w = await world()
  let whoever = 'limin'
  await using there = await platform(() => whoever)
  expect((await w.resident.get('/sign-in/elsewhere')).status).toBe(404)
  withPlatform(w, there.issuer)
  expect((await w.resident.get('/api/v1/sessions/ways')).body).toEqual({ elsewhere: '区政务平台' })

  const { to, cookie } = await leave(w)
  const returned = await through(to)
  const signedIn = await w.resident.get(returned, { headers: { cookie } })
  expect([signedIn.status, signedIn.headers.location]).toEqual([303, '/desk'])
  const session = [signedIn.headers['set-cookie']]
    .flat()
    .map(String)
    .find((one) => one.startsWith('jieyou_session='))
  expect(session).toContain('HttpOnly')
  const mine = await w.resident.get('/api/v1/sessions/current', { headers: { cookie: session?.split(';')[0] ?? '' } })
  expect(mine.body).toMatchObject({ login: 'limin', mustSecure: false })
  // The way back works once, and for the browser that left.
  expect((await w.resident.get(returned, { headers: { cookie } })).status).toBe(400)
  const other = await leave(w)
  const theirs = await through(other.to)
  expect((await w.resident.get(theirs)).status).toBe(400)
  expect((await w.resident.get(theirs, { headers: { cookie } })).status).toBe(400)
  expect((await w.resident.get(theirs, { headers: { cookie: `${other.cookie}x` } })).status).toBe(400)

  // Whoever has no account here gets none by coming.
  whoever = 'somebody.else'
  const stranger = await leave(w)
  const refused = await w.resident.get(await through(stranger.to), { headers: { cookie: stranger.cookie } })
  expect(refused.status).toBe(403)
  expect(await w.look(`select from users where login = 'somebody.else'`)).toEqual([])
  // Nor does whoever may not sign in any more.
  whoever = 'chenya'
  await w.look(`update users set active = false where login = 'chenya'`)
  const gone = await leave(w)
  expect((await w.resident.get(await through(gone.to), { headers: { cookie: gone.cookie } })).status).toBe(403)
  // Ten minutes are enough to sign in.
  whoever = 'limin'
  const slow = await leave(w)
  const late = await through(slow.to)
  w.at('2026-03-09T01:31:00Z')
  expect((await w.resident.get(late, { headers: { cookie: slow.cookie } })).status).toBe(400)
  expect(w.problems).toEqual([])
})

test('while the platform is away, one is told so, and the password still opens the desk', async () => {
  await using w = await world()
  withPlatform(w, 'http://127.0.0.1:9')
  const away = await w.resident.get('/sign-in/elsewhere')
  expect(away.status).toBe(503)
  await w.signIn('limin')
})
