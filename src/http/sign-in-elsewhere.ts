/** To the work platform and back: two addresses a browser goes to, and a cookie that lives for ten minutes in between. */

import { paths } from '../../web/shared/paths.ts'
import { beginElsewhere, finishElsewhere } from '../actions/sign-in-elsewhere.ts'
import { deviceOf } from './device.ts'
import { sessionCookie } from './guard.ts'
import { orRefuse, Refusal } from './refusals.ts'
import type { Doors, Server } from './server.ts'
import { districtOfHost, sessionCookieFor } from './sessions.ts'
import { addressOfDistrict } from './site-of-district.ts'

const keptCookie = 'jieyou_elsewhere'
const minutes = 10

export function signInElsewhereRoutes(app: Server, doors: Doors): void {
  const { context } = doors
  const cookie = sessionCookieFor(doors)
  const keptOnly = { ...cookie, path: paths.signInElsewhere }

  app.get(
    paths.signInElsewhere,
    { config: { access: 'anyone', page: true }, schema: { hide: true } },
    async (request, reply) => {
      const district = await districtOfHost(doors, request)
      const back = addressOfDistrict(doors, district) + paths.backFromElsewhere
      const { address, kept } = orRefuse(await beginElsewhere(context, district, back))
      return reply.setCookie(keptCookie, kept, { ...keptOnly, maxAge: minutes * 60 }).redirect(address, 303)
    },
  )

  app.get(
    paths.backFromElsewhere,
    { config: { access: 'anyone', page: true }, schema: { hide: true } },
    async (request, reply) => {
      const district = await districtOfHost(doors, request)
      const kept = request.cookies[keptCookie]
      reply.clearCookie(keptCookie, keptOnly)
      if (!kept) throw new Refusal('sign-in-elsewhere-failed')
      const query = request.url.slice(request.url.indexOf('?'))
      const given = { kept, query, device: deviceOf(request.headers['user-agent']) }
      const { token } = orRefuse(await finishElsewhere(context, district, given))
      return reply.setCookie(sessionCookie, token, cookie).redirect(paths.desk, 303)
    },
  )
}
