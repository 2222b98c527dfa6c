/** The one place where a refusal or an error becomes an answer: JSON for programs, a page for people. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { RefusalReply } from '../contract/shared.ts'
import { codeOf, isAway } from '../domain/shared/error-code.ts'
import { errorPage } from './error-page.ts'
import { languageOf } from './guard.ts'
import { languageOfPage } from './page-settings.ts'
import { Refusal, sentenceOf, statusOf } from './refusals.ts'
import { answerHeaders } from './security-headers.ts'
import type { Doors, Server } from './server.ts'

export function answerErrors(app: Server, doors: Doors): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error)
    if (statusOf[refusal.refusal] >= 500 && !hungUp(error, request))
      doors.onError(request.routeOptions.url ?? 'no route', codeOf(error))
    return say(doors, request, reply, refusal)
  })
  app.setNotFoundHandler((request, reply) => say(doors, request, reply, new Refusal('no-such-page')))
}

/** The caller went away in the middle of the body: nobody is left to tell, and nothing is wrong here. */
const hungUp = (error: unknown, request: FastifyRequest): boolean =>
  (error as { code?: string }).code === 'ECONNRESET' && request.raw.complete === false

/** Answers for a path the router cannot read; no hook has run for it, so that nothing stands in the answer yet. */
export const answerUnreadablePath =
  (doors: Doors) =>
  (_error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    request.language = languageOf(request)
    reply.headers(answerHeaders({ https: doors.publicUrl.startsWith('https:') }))
    void say(doors, request, reply, new Refusal('no-such-page'))
  }

function say(doors: Doors, request: FastifyRequest, reply: FastifyReply, { refusal, detail }: Refusal) {
  const status = statusOf[refusal]
  if (status === 429 || status === 503) reply.header('retry-after', '5')
  reply.status(status)
  const isPage = request.routeOptions.config?.page ?? (!request.url.startsWith('/api/') && acceptsHtml(request))
  const language = isPage ? languageOfPage(request) : request.language
  const where = detail && (language === 'zh' ? `（${detail}）` : ` (${detail})`)
  const message = sentenceOf(refusal, language) + where
  if (isPage) return errorPage(doors, request, reply, { status, message })
  return reply.type('application/json; charset=utf-8').send(JSON.stringify({ refusal, message } satisfies RefusalReply))
}

const acceptsHtml = (request: FastifyRequest): boolean => (request.headers.accept ?? '').includes('text/html')

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    // The name of the field helps; its value is not repeated.
    const field = error.validation[0]?.instancePath.replace(/^\//, '').replaceAll('/', '.')
    return new Refusal('not-understood', field ?? '')
  }
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  if (code === '53100' || code === 'ENOSPC') return new Refusal('no-room')
  if (isAway(error)) return new Refusal('try-again')
  if (statusCode === 413) return new Refusal('body-too-large')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new Refusal('not-understood')
  return new Refusal('something-broke')
}
