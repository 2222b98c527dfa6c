/**
 * Pages are sent small: somebody on a slow line waits for every kilobyte. Files of the build were compressed when they
 * were built; JSON and photos go as they are. A page never holds a secret beside words that a stranger chose, so its
 * length tells nothing.
 */
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Server } from './server.ts'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
/** Smaller is not worth it. */
const worthIt = 1024
/** Half a millisecond for a page, and within a twentieth of the best that brotli can. */
const quality = { [constants.BROTLI_PARAM_QUALITY]: 5 }

export function compressPages(app: Server): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const isPage = String(reply.getHeader('content-type') ?? '').startsWith('text/html')
    if (!isPage || typeof payload !== 'string' || payload.length < worthIt) return payload
    const accepted = String(request.headers['accept-encoding'] ?? '')
    const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined
    reply.header('vary', 'accept-encoding')
    if (!encoding) return payload
    const bytes = Buffer.from(payload)
    reply.header('content-encoding', encoding)
    reply.removeHeader('content-length')
    return encoding === 'br' ? brotli(bytes, { params: quality }) : zip(bytes)
  })
}
