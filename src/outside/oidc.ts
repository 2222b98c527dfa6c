/** Signing in with the account of a work platform (OpenID Connect, authorization code flow with PKCE). */
import * as client from 'openid-client'

export type OidcSettings = {
  /** The issuer's address, below which /.well-known/openid-configuration stands. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The claim that holds the login of an account here. */
  readonly claim: string
  /** What stands on the button. */
  readonly name: string
}

/** What has to be remembered between leaving and coming back. */
export type Leaving = { readonly state: string; readonly nonce: string; readonly verifier: string }

export type Oidc = {
  readonly name: string
  /** The platform's own address to go to, and what to remember until somebody comes back to `back`. */
  begin(back: string): Promise<{ readonly address: string; readonly kept: Leaving }>
  /** The value of the claim for whoever came back to `current`. Fails when anything about it is not right. */
  finish(current: string, kept: Leaving): Promise<string | undefined>
}

/** Nothing is asked of the platform before somebody signs in with it. */
export function openOidc({ issuer, clientId, clientSecret, claim, name }: OidcSettings): Oidc {
  let known: Promise<client.Configuration> | undefined
  const configuration = (): Promise<client.Configuration> => {
    const address = new URL(issuer)
    // Plain HTTP only where the settings allow it: on the machine itself.
    const execute = address.protocol === 'http:' ? [client.allowInsecureRequests] : []
    known ??= client.discovery(address, clientId, clientSecret, undefined, { execute }).catch((error: unknown) => {
      known = undefined
      throw error
    })
    return known
  }
  return {
    name,
    begin: async (back) => {
      const kept = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      }
      const address = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: back,
        scope: 'openid profile',
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
      })
      return { address: address.href, kept }
    },
    finish: async (current, { state, nonce, verifier }) => {
      const settings = await configuration()
      const tokens = await client.authorizationCodeGrant(settings, new URL(current), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      const told = claims?.[claim]
      if (typeof told === 'string') return told
      // Some platforms tell the name only when they are asked for it.
      if (!claims || !settings.serverMetadata().userinfo_endpoint) return undefined
      const asked = (await client.fetchUserInfo(settings, tokens.access_token, claims.sub))[claim]
      return typeof asked === 'string' ? asked : undefined
    },
  }
}
