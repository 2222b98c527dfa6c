/** Door 1, on one screen: what every request passes through, and every group of routes. */
import { isUtf8 } from 'node:buffer'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import swagger from '@fastify/swagger'
import Fastify from 'fastify'
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { assetRoutes } from './assets.ts'
import { bulkRoutes } from './bulk.ts'
import { calendarRoutes } from './calendar.ts'
import { callBackRoutes } from './call-backs.ts'
import { caseSheetRoutes } from './case-sheet.ts'
import { caseRoutes } from './cases.ts'
import { categoryRoutes } from './categories.ts'
import { codeRoutes } from './codes.ts'
import { compressPages } from './compress.ts'
import { deskRoutes } from './desk.ts'
import { entryRoutes } from './entries.ts'
import { erasingRoutes } from './erasing.ts'
import { answerErrors, answerUnreadablePath } from './errors.ts'
import { exportRoutes } from './export-cases.ts'
import { fileRoutes } from './files.ts'
import { guard } from './guard.ts'
import { healthRoutes } from './health.ts'
import { invitationRoutes } from './invitations.ts'
import { ledgerRoutes } from './ledger.ts'
import { listRoutes } from './lists.ts'
import { liveRoutes } from './live.ts'
import { mapRoutes } from './map.ts'
import { ownAccountRoutes } from './me.ts'
import { noteRoutes } from './notes.ts'
import { noticeRoutes } from './notices.ts'
import { openApi } from './open-api.ts'
import { overduePages } from './overdue.ts'
import { peopleRoutes } from './people.ts'
import { placeRoutes } from './places.ts'
import { quarantineRoutes } from './quarantine.ts'
import { readingRoutes } from './readings.ts'
import { receiptProofRoutes } from './receipt-proof.ts'
import { receiptRoutes } from './receipts.ts'
import { Refusal, sentenceOf } from './refusals.ts'
import { reportRoutes } from './reports.ts'
import { residentPages } from './resident-pages.ts'
import { routingRoutes } from './routing.ts'
import { ruleRoutes } from './rules.ts'
import { rulesTableRoutes } from './rules-tables.ts'
import { securityHeaders } from './security-headers.ts'
import type { Doors, Server } from './server.ts'
import { sessionRoutes } from './sessions.ts'
import { signInElsewhereRoutes } from './sign-in-elsewhere.ts'
import { signpostRoutes } from './signposts.ts'
import { templateRoutes } from './templates.ts'
import { uploadPieceRoutes } from './upload-pieces.ts'
import { takeUploads } from './uploads.ts'
import { weekRoutes } from './week.ts'
import { workAskedRoutes } from './work-asked.ts'

const maxBody = 1024 * 1024
/** A form comes back with what was written even when that is far too long, so it is read further than a program's call. */
const maxForm = 2 * maxBody

/** The web server with every route. Nothing listens yet; there is no access log. */
export async function buildApp(doors: Doors): Promise<Server> {
  const app = Fastify({
    logger: false,
    // `null` is plain HTTP; the type of the server does not depend on it for any of our routes.
    https: doors.https as null,
    bodyLimit: maxBody,
    trustProxy: doors.trustProxy,
    // Photos over a slow line take minutes; what is slower still must not hold a connection for ever.
    requestTimeout: 600_000,
    forceCloseConnections: 'idle',
    // What is not even HTTP gets a refusal like everything else.
    clientErrorHandler: (_error, socket) => {
      const body = JSON.stringify({ refusal: 'not-understood', message: sentenceOf('not-understood', 'zh') })
      if (socket.writable)
        socket.end(
          `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json; charset=utf-8\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        )
    },
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerUnreadablePath(doors),
  }).withTypeProvider<ZodTypeProvider>() as Server
  // Bytes that are not UTF-8 would be kept as signs nobody wrote: they are refused instead.
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isUtf8(body)) return done(new Refusal('not-understood'))
    parseJson(request, body.toString('utf8'), done)
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)

  securityHeaders(app, { https: doors.publicUrl.startsWith('https:') })
  compressPages(app)
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: maxForm })
  guard(app, doors)
  takeUploads(app, doors)
  answerErrors(app, doors)
  await app.register(swagger, { openapi: openApi.document, transform: openApi.transform(jsonSchemaTransform) })

  // Anyone
  healthRoutes(app, doors)
  await assetRoutes(app, doors)
  residentPages(app, doors)
  overduePages(app, doors)
  await uploadPieceRoutes(app, doors)
  reportRoutes(app, doors)
  workAskedRoutes(app, doors)
  receiptRoutes(app, doors)
  receiptProofRoutes(app, doors)
  codeRoutes(app, doors)
  mapRoutes(app, doors)
  ledgerRoutes(app, doors)
  deskRoutes(app, doors)
  // Anyone may try to sign in; the rest belongs to who is signed in
  sessionRoutes(app, doors)
  signInElsewhereRoutes(app, doors)
  invitationRoutes(app, doors)
  ownAccountRoutes(app, doors)
  // Staff: each route names its roles
  entryRoutes(app, doors)
  noteRoutes(app, doors)
  callBackRoutes(app, doors)
  caseRoutes(app, doors)
  listRoutes(app, doors)
  bulkRoutes(app, doors)
  exportRoutes(app, doors)
  weekRoutes(app, doors)
  caseSheetRoutes(app, doors)
  erasingRoutes(app, doors)
  placeRoutes(app, doors)
  quarantineRoutes(app, doors)
  liveRoutes(app, doors)
  noticeRoutes(app, doors)
  ruleRoutes(app, doors)
  calendarRoutes(app, doors)
  rulesTableRoutes(app, doors)
  categoryRoutes(app, doors)
  routingRoutes(app, doors)
  peopleRoutes(app, doors)
  templateRoutes(app, doors)
  signpostRoutes(app, doors)
  // Residents by receipt, staff by case
  fileRoutes(app, doors)
  readingRoutes(app, doors)

  openApi.serve(app)
  await app.ready()
  return app
}
