/** /openapi.json, made from the same schemas that check what comes and what goes. */
import type { FastifyDynamicSwaggerOptions, SwaggerTransform } from '@fastify/swagger'
import { csrfHeader, sessionCookie } from './guard.ts'
import type { Server } from './server.ts'

/** How a signed-in call shows who it is: a bearer token, or the cookie with its token against forgery. */
const signedIn = [{ bearer: [] }, { cookie: [], csrf: [] }]

const document: NonNullable<FastifyDynamicSwaggerOptions['openapi']> = {
  openapi: '3.1.0',
  info: {
    title: 'Jieyou',
    description: 'A resident speaks, someone answers in time, the resident judges.',
    version: '1',
    license: { name: 'Apache-2.0' },
  },
  tags: [
    { name: 'residents', description: 'Without an account' },
    { name: 'sessions', description: 'Signing in' },
    { name: 'desk', description: 'For people who work here' },
    { name: 'operation', description: 'Is it alive' },
  ],
  components: {
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      cookie: { type: 'apiKey', in: 'cookie', name: sessionCookie },
      csrf: { type: 'apiKey', in: 'header', name: csrfHeader },
    },
  },
}

export const openApi = {
  document,

  /** Adds to each operation who may call it, from the same word the guard reads. */
  transform:
    (inner: SwaggerTransform): SwaggerTransform =>
    (given) => {
      const done = inner(given)
      const access = given.route.config?.access
      if (access === undefined || access === 'anyone') return done
      return { ...done, schema: { ...done.schema, security: signedIn } }
    },

  serve(app: Server): void {
    app.get('/openapi.json', { config: { access: 'anyone' }, schema: { hide: true } }, (_request, reply) =>
      reply.type('application/json; charset=utf-8').send(JSON.stringify(app.swagger())),
    )
  },
}
