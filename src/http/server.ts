/** What every door of the web is given, and the shape of a route. */
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Context } from '../actions/context.ts'
import type { Database } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import type { SignedIn } from '../data/people/read.ts'
import type { StaffRole } from '../domain/people/actor.ts'
import type { MapLine } from '../domain/places/map-line.ts'
import type { Language } from '../words/language.ts'

/** Who may call a route: anyone, anyone signed in, or these roles. What they may do to a case is the domain's to say. */
export type Access = 'anyone' | 'signed-in' | readonly StaffRole[]

export type Session = { readonly token: string; readonly district: District; readonly staff: SignedIn }

/** A route as it was declared, for the permission matrix. */
export type DeclaredRoute = { readonly method: string; readonly url: string; readonly access: Access }

declare module 'fastify' {
  interface FastifyInstance {
    declaredRoutes: readonly DeclaredRoute[]
  }
  interface FastifyContextConfig {
    access?: Access
    /** A page for people: refusals are said in HTML. */
    page?: true
    /** Open also to whoever has to set up a second factor first. */
    whileSecuring?: true
  }
  interface FastifyRequest {
    session: Session | null
    language: Language
  }
}

export type Server = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

export type Doors = {
  readonly context: Context
  /** The public site's own role, which reads the schema `disclosed` only. */
  readonly site: Database
  /** The background of a district's map, by the district's letters. */
  readonly mapBackground: (prefix: string) => Promise<readonly MapLine[]>
  /** Where people reach us, without a slash at the end. */
  readonly publicUrl: string
  /** The folder of built assets and of the desk. */
  readonly builtFolder: string
  readonly trustProxy: boolean
  /** The verifier keys of witnesses whose cosignatures are taken. */
  readonly witnesses: readonly string[]
  /** Seconds from one tick of the ledger to the next. */
  readonly ledgerTick: number
  /** Certificate and key, when this program answers over TLS itself. */
  readonly https: { readonly cert: Buffer; readonly key: Buffer } | null
  /** Whether worker and demonstration are ready; the database is asked by the route itself. */
  readonly isReady: () => boolean
  /** Hears of what went wrong: where, and a code without any value of a row. */
  readonly onError: (where: string, code: string) => void
  /** Shown on the sign-in page of a demonstration; empty elsewhere. */
  readonly demonstrationHint: string
}
