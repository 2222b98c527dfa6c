/** Ending one's own sessions, one or all others. */
import { deleteSessionById, deleteSessionsOf } from '../data/people/write.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { actOnAccount, ownActor, recordOnAccount } from './act-on-account.ts'
import type { Context } from './context.ts'

type Own = { readonly district: { readonly id: number }; readonly userId: string; readonly sessionId: string }

/** Ends one session, also the one it is asked in. Refused: `no-such-login`, `no-such-session`. */
export const endSession = (context: Context, own: Own, id: string) =>
  actOnAccount(context, own.district.id, { id: own.userId }, async (tx, account) => {
    if (!(await deleteSessionById(tx, own.userId, id))) return refuse('no-such-session')
    await recordOnAccount(context, tx, account, {
      kind: 'end-sessions',
      by: ownActor(own.userId, account.roles),
      detail: { ended: 1 },
    })
    return allow(1)
  })

/** Ends every session but the one it is asked in, and tells how many ended. Refused: `no-such-login`. */
export const endOtherSessions = (context: Context, own: Own) =>
  actOnAccount(context, own.district.id, { id: own.userId }, async (tx, account) => {
    const ended = await deleteSessionsOf(tx, own.userId, own.sessionId)
    await recordOnAccount(context, tx, account, {
      kind: 'end-sessions',
      by: ownActor(own.userId, account.roles),
      detail: { ended },
    })
    return allow(ended)
  })
