/** A public log at an address, read over HTTP or HTTPS by somebody who has nothing else. */
import { codeOf } from '../domain/shared/error-code.ts'
import type { GetFile } from '../ledger/log-reader.ts'

/** The log could not be reached, or answered something other than a file or its absence. */
export class LogUnreachable extends Error {}

const patience = 30_000

/** The address of a log without a slash at its end; undefined when it is none. */
export function readLogUrl(typed: string): string | undefined {
  const url = URL.parse(typed)
  const isPlain = url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '' && url.username === ''
  return isPlain ? url.href.replace(/\/+$/, '') : undefined
}

/** Reads the files below a log's address. A 404 is a file that is not there; anything else throws `LogUnreachable`. */
export const filesAt =
  (url: string): GetFile =>
  async (path) => {
    const answer = await ask(`${url}/${path}`, {})
    if (answer.status === 404) {
      await answer.body?.cancel()
      return undefined
    }
    if (answer.status !== 200) throw new LogUnreachable(`status ${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer().catch(unreachable))
  }

/** Sends a cosigned checkpoint and gives the status of the answer. Throws `LogUnreachable`. */
export async function sendCosignature(url: string, note: string): Promise<number> {
  const answer = await ask(`${url}/cosignatures`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: note,
  })
  await answer.body?.cancel()
  return answer.status
}

const ask = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(patience) }).catch(unreachable)

function unreachable(error: unknown): never {
  const { cause, name } = error as { cause?: unknown; name?: string }
  throw new LogUnreachable(cause === undefined ? (name ?? 'Error') : codeOf(cause))
}
