/** Passkeys (W3C Web Authentication, level 3), as far as the server has a part in them. */
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'

export type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'

/** The site a passkey belongs to: its host name, and how browsers reach it. */
export type Site = { readonly host: string; readonly scheme: 'http:' | 'https:' }

/** How long somebody may take, in milliseconds. */
export const patience = 5 * 60_000

/** What a browser is asked in order to make a passkey that stands for its owner without a login name. */
export const askForPasskey = (
  { host }: Site,
  given: { district: string; login: string; name: string; userId: string; known: readonly { id: string }[] },
): Promise<PublicKeyCredentialCreationOptionsJSON> =>
  generateRegistrationOptions({
    rpName: given.district,
    rpID: host,
    userName: given.login,
    userDisplayName: given.name,
    userID: Buffer.from(given.userId.replaceAll('-', ''), 'hex'),
    timeout: patience,
    attestationType: 'none',
    excludeCredentials: given.known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })

/** What a browser is asked in order to sign in with any passkey it has for this site. */
export const askForProof = ({ host }: Site): Promise<PublicKeyCredentialRequestOptionsJSON> =>
  generateAuthenticationOptions({ rpID: host, timeout: patience, userVerification: 'required' })

type ClientData = { readonly challenge: string; readonly origin: string }

/** What the browser says it was asked, and by whom; undefined when it says nothing that can be read. */
function clientDataOf(encoded: string): ClientData | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'))
    const { challenge, origin } = read as Partial<ClientData>
    return typeof challenge === 'string' && typeof origin === 'string' ? { challenge, origin } : undefined
  } catch {
    return undefined
  }
}

/** The challenge an answer is to; whether it was asked is for our own records to say. */
export const challengeOf = (answer: { response: { clientDataJSON: string } }): string =>
  clientDataOf(answer.response.clientDataJSON)?.challenge ?? ''

/** The origin of the answer when it is of this site, at any port. */
function originOf(answer: { response: { clientDataJSON: string } }, site: Site): string | undefined {
  const origin = clientDataOf(answer.response.clientDataJSON)?.origin
  const address = origin && URL.canParse(origin) ? new URL(origin) : undefined
  return address?.hostname === site.host && address.protocol === site.scheme ? origin : undefined
}

/** A new passkey, or undefined when the answer proves nothing. */
export async function readPasskey(answer: RegistrationResponseJSON, site: Site) {
  const origin = originOf(answer, site)
  if (!origin) return undefined
  const read = await verifyRegistrationResponse({
    response: answer,
    expectedChallenge: challengeOf(answer),
    expectedOrigin: origin,
    expectedRPID: site.host,
  }).catch(() => undefined)
  if (!read?.verified) return undefined
  const { id, publicKey, counter } = read.registrationInfo.credential
  return { id, publicKey, counter, transports: answer.response.transports ?? [] }
}

/** The counter after a proof by this passkey, or undefined when the answer proves nothing. */
export async function readProof(
  answer: AuthenticationResponseJSON,
  site: Site,
  passkey: { readonly id: string; readonly publicKey: Uint8Array; readonly counter: number },
): Promise<number | undefined> {
  const origin = originOf(answer, site)
  if (!origin) return undefined
  const read = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: challengeOf(answer),
    expectedOrigin: origin,
    expectedRPID: site.host,
    credential: { id: passkey.id, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
  }).catch(() => undefined)
  return read?.verified ? read.authenticationInfo.newCounter : undefined
}
