/** Signing in with the account of a work platform. It never makes an account: the login has to be here already. */
import type { District } from '../data/districts/read.ts'
import { accountByLogin } from '../data/people/read.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import type { Leaving } from '../outside/oidc.ts'
import type { Context } from './context.ts'
import { openSealed, seal } from './seal.ts'
import { beginSession } from './sign-in.ts'

/** For how long somebody may be away, in milliseconds. */
const awayAtMost = 10 * 60_000

const boundTo = (district: District) => `signing in elsewhere ${district.id}`

type Kept = Leaving & { readonly back: string; readonly until: number }

/**
 * Where to go, and what the browser keeps until it comes back, sealed. `back` is our own address.
 * Refused: `no-sign-in-elsewhere` where none is set up, `sign-in-elsewhere-away` when the platform does not answer.
 */
export async function beginElsewhere(context: Context, district: District, back: string) {
  if (!context.oidc) return refuse('no-sign-in-elsewhere')
  const begun = await context.oidc.begin(back).catch(() => undefined)
  if (!begun) return refuse('sign-in-elsewhere-away')
  const kept: Kept = { ...begun.kept, back, until: context.now().getTime() + awayAtMost }
  const sealed = seal(context.identityKey, context.randomBytes(12), boundTo(district), JSON.stringify(kept))
  return allow({ address: begun.address, kept: sealed.toString('base64url') })
}

/**
 * Begins a session for whoever came back. `query` is what the platform sent along, with its question mark.
 * Refused: `no-sign-in-elsewhere`, `sign-in-elsewhere-failed`, `no-account-here`.
 */
export async function finishElsewhere(
  context: Context,
  district: District,
  given: { readonly kept: string; readonly query: string; readonly device: string },
) {
  if (!context.oidc) return refuse('no-sign-in-elsewhere')
  const kept = openKept(context, district, given.kept)
  if (!kept || kept.until < context.now().getTime()) return refuse('sign-in-elsewhere-failed')
  const login = await context.oidc.finish(kept.back + given.query, kept).catch(() => undefined)
  if (login === undefined) return refuse('sign-in-elsewhere-failed')
  return context.database.inTransaction(district.id, async (tx) => {
    const account = login.includes('\0') ? undefined : await accountByLogin(tx, login)
    if (!account?.active || account.left) return refuse('no-account-here')
    return allow(await beginSession(context, tx, district, { userId: account.id, device: given.device, strong: true }))
  })
}

function openKept(context: Context, district: District, kept: string): Kept | undefined {
  try {
    return JSON.parse(openSealed(context.identityKey, boundTo(district), Buffer.from(kept, 'base64url'))) as Kept
  } catch {
    return undefined
  }
}
