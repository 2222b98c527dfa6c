/** A refusal as a page. What somebody was writing is on it, and can be sent again under the same submission id. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type ErrorView, renderErrorPage } from '../../web/site/error-page.ts'
import { assetAddresses } from './assets.ts'
import { districtOfPage, field, pageSettings } from './page-settings.ts'
import type { Doors } from './server.ts'

const pageStatuses = [403, 404, 409, 413, 429, 500, 503] as const

export async function errorPage(
  doors: Doors,
  request: FastifyRequest,
  reply: FastifyReply,
  said: { status: number; message: string },
) {
  const district = await districtOfPage(doors, request).catch(() => ({ name: '', isDemonstration: false }))
  const settings = pageSettings(request, district, assetAddresses(doors.builtFolder))
  const status = pageStatuses.find((known) => known === said.status) ?? (said.status < 500 ? 404 : 500)
  const page = renderErrorPage(settings, { status, message: said.message, ...kept(request) })
  return reply.type('text/html; charset=utf-8').send(page)
}

/** The words on the way, and the form that sends them again. */
function kept(request: FastifyRequest): Pick<ErrorView, 'kept' | 'retry'> {
  if (request.method !== 'POST' || typeof request.body !== 'object' || request.body === null)
    return { kept: null, retry: null }
  const fields = Object.fromEntries(
    Object.keys(request.body).flatMap((name) => {
      const value = field(request.body, name)
      return value === '' ? [] : [[name, value]]
    }),
  )
  const path = request.url.split('?', 1)[0] ?? '/'
  return { kept: fields.text ?? null, retry: { action: path, fields } }
}
