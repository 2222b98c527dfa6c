/** An HTTP server for tests that keeps what it is asked and answers as it is told: an SMS gateway, WeChat. */
import { createServer, type IncomingHttpHeaders } from 'node:http'

export type Asked = {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  // biome-ignore lint/suspicious/noExplicitAny: stories read the fields they speak of
  readonly body: any
}
export type Said = { readonly status?: number; readonly body?: unknown }

export type SmallCarrier = { readonly url: string; readonly asked: readonly Asked[] } & AsyncDisposable

/** Opens one on a port of its own. `answer` is asked each time; 200 and `{}` without more. */
export async function openSmallCarrier(answer: (asked: Asked) => Said): Promise<SmallCarrier> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      const one = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: text === '' ? undefined : JSON.parse(text),
      }
      asked.push(one)
      const { status = 200, body = {} } = answer(one)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
