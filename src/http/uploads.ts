/**
 * Forms with files, read as a stream: fields become the body, files go to the disk, and what is too much is cut off.
 * Only routes that say `files: true` take them; their handlers find them on the request until the answer is on its way.
 */
import { isUtf8 } from 'node:buffer'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Upload } from '../actions/keep-files.ts'
import { fileLimits } from '../domain/files/limits.ts'
import { Refusal } from './refusals.ts'
import type { Doors, Server } from './server.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Takes forms with files (multipart/form-data) beside its usual body. */
    files?: true
  }
  interface FastifyRequest {
    /** The files of the form, in their order; null for any other body. */
    uploads: readonly Upload[] | null
  }
}

const formType = 'multipart/form-data'
/** The field that files come in. */
const fileField = 'files'
const fieldLimits = { fieldNameSize: 100, fieldSize: 256 * 1024, fields: 30, parts: 100, headerPairs: 30 }
/** All files, the words beside them, and the lines between. */
const mostBytes = fileLimits.bytesInAll + 1024 * 1024
/** A form that stops coming is given up after this. */
const patience = 30_000
/** Forms read at once by this program; more are asked to come again. */
const atOnce = 64

export function takeUploads(app: Server, { context }: Doors): void {
  let reading = 0
  app.decorateRequest('uploads', null)
  app.addContentTypeParser(formType, (request, _payload, done) => {
    // Said before anything is read, where it can be known.
    const length = Number(request.headers['content-length'] ?? 0)
    if (!request.routeOptions.config.files) return done(new Refusal('not-understood'))
    if (length > mostBytes) return done(new Refusal('body-too-large'))
    done(null, undefined)
  })

  const read = async (request: FastifyRequest) => {
    if (!isForm(request)) return
    if (reading >= atOnce) throw new Refusal('try-again')
    reading += 1
    try {
      await readForm(request, (source) => context.files.incoming.take(source, fileLimits.bytesOfOne))
    } finally {
      reading -= 1
    }
  }
  app.addHook('onRoute', (route: RouteOptions) => {
    // Before a route's own: it may turn fields of the form into what its schema asks for.
    if (route.config?.files) route.preValidation = [read, ...[route.preValidation ?? []].flat()]
  })
  app.addHook('onSend', async (request, reply) => {
    if (!isForm(request)) return
    // Whatever the answer is: the files have been prepared by now, or are not wanted.
    for (const upload of request.uploads ?? []) await upload.remove()
    if (!request.raw.complete) cutOff(request, reply)
  })
}

const isForm = (request: FastifyRequest): boolean =>
  (request.headers['content-type'] ?? '').trimStart().toLowerCase().startsWith(formType)

/** What is still on its way is not read; the answer gets a moment to arrive before the line is closed. */
function cutOff(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('connection', 'close')
  const { socket } = request.raw
  request.raw.pause()
  // The connection would be closed at once, and an answer that was not read yet lost with it.
  socket.destroySoon = () => {
    socket.pause()
    setTimeout(() => socket.destroy(), 1000).unref()
  }
}

/** Puts the fields into `request.body` as they come, so that a refusal half-way still knows the words. */
async function readForm(
  request: FastifyRequest,
  take: (source: AsyncIterable<Uint8Array>) => Promise<Upload>,
): Promise<void> {
  const fields = new Map<string, string>()
  const taking: Promise<Upload>[] = []
  const coming: Readable[] = []
  const broken = Promise.withResolvers<never>()
  broken.promise.catch(() => {})
  const stop = new AbortController()
  const parser = parserOf(request)
  const show = () => {
    request.body = Object.fromEntries(fields)
  }
  show()
  parser.on('error', broken.reject)
  for (const limit of ['partsLimit', 'fieldsLimit'] as const)
    parser.on(limit, () => broken.reject(new Refusal('not-understood')))
  parser.on('filesLimit', () => broken.reject(new Refusal('too-many-files')))
  parser.on('field', (name, value, nameCut, valueCut) => {
    if (nameCut) return broken.reject(new Refusal('not-understood'))
    if (valueCut) return broken.reject(new Refusal('body-too-large'))
    const bytes = Buffer.from(value, 'latin1')
    // Bytes that are not UTF-8 would be kept as signs nobody wrote.
    if (!isUtf8(bytes)) return broken.reject(new Refusal('not-understood'))
    fields.set(name, bytes.toString('utf8'))
    show()
  })
  parser.on('file', (name, file, filename) => {
    file.on('error', broken.reject)
    if (name !== fileField) return broken.reject(new Refusal('not-understood'))
    coming.push(file)
    const taken = take(file)
    // A file input that was left empty is sent as a part without name and bytes.
    taking.push(filename ? taken : taken.then(withoutEmpty))
    taken.catch((error) => {
      file.resume()
      broken.reject(error)
    })
  })

  try {
    await Promise.race([feed(request, parser, stop.signal), broken.promise])
    request.uploads = (await Promise.all(taking)).filter((upload) => upload !== nothing)
  } catch (error) {
    stop.abort()
    parser.destroy()
    // Nothing more comes for what was being written.
    for (const file of coming) file.destroy(new Refusal('not-understood'))
    for (const taken of await Promise.allSettled(taking)) if (taken.status === 'fulfilled') await taken.value.remove()
    throw refusalOf(error)
  }
}

function parserOf(request: FastifyRequest): BusboyInstance {
  const contentType = request.headers['content-type'] as string
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      // One character a byte: what the bytes mean is decided here, not by what a part declares.
      defCharset: 'latin1',
      limits: { ...fieldLimits, files: fileLimits.filesRead, fileSize: Number.POSITIVE_INFINITY },
    })
  } catch {
    throw new Refusal('not-understood')
  }
}

/** Passes the body on piece by piece, no faster than it is taken, and never more than the limit. */
async function feed(request: FastifyRequest, parser: BusboyInstance, signal: AbortSignal): Promise<void> {
  const finished = once(parser, 'finish', { signal })
  finished.catch(() => {})
  const tooSlow = () => request.raw.destroy(new Refusal('not-understood'))
  let timer = setTimeout(tooSlow, patience)
  let bytes = 0
  try {
    for await (const chunk of request.raw.iterator({ destroyOnReturn: false })) {
      bytes += (chunk as Buffer).length
      if (bytes > mostBytes) throw new Refusal('body-too-large')
      if (signal.aborted) return
      if (!parser.write(chunk)) await once(parser, 'drain', { signal })
      clearTimeout(timer)
      timer = setTimeout(tooSlow, patience)
    }
  } finally {
    clearTimeout(timer)
  }
  parser.end()
  await finished
}

/** Stands for a file input that was left empty. */
const nothing = {} as Upload

const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

async function withoutEmpty(upload: Upload): Promise<Upload> {
  if (Buffer.from(upload.hash).toString('hex') !== emptyHash) return upload
  await upload.remove()
  return nothing
}

/** A fault of the machine (a full disk) stays one; everything else is a form we cannot read. */
function refusalOf(error: unknown): unknown {
  if (error instanceof Refusal) return error
  const { code } = error as { code?: string }
  const isOurs = code !== undefined && /^(ENOSPC|EDQUOT|EIO|EROFS|EACCES|EMFILE|ENFILE|ENOENT)$/.test(code)
  return isOurs ? error : new Refusal('not-understood')
}
