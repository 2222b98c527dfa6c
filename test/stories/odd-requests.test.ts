/** Requests that are odd in themselves: methods, paths, headers, forms and bytes that no browser sends. */
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { refusals as zh } from '../../src/words/zh/refusals.ts'
import { codeOf } from '../cast.ts'
import { ask, leavesNothing, refusedInBoth } from '../refusing.ts'
import { type World, world } from '../world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w[Symbol.asyncDispose]())
beforeEach(() => {
  w.problems.length = 0
})

test('a page or route is asked for in a way it does not know', () =>
  leavesNothing(w, async () => {
    const routes = [
      '/api/v1/reports',
      '/api/v1/receipts/lookup',
      '/api/v1/cases',
      '/api/v1/sessions',
      '/',
      '/receipt',
      '/healthz',
    ]
    for (const url of routes)
      for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'])
        await refusedInBoth(w, { method, url }, 'no-such-page')
    for (const url of ['/api/v1/reports', '/api/v1/receipts/judge']) {
      await refusedInBoth(w, { url }, 'no-such-page')
      expect(await ask(w, { method: 'HEAD', url })).toMatchObject({ status: 404, text: '' })
    }
    for (const url of ['/', '/receipt', '/healthz', `/p/${codeOf('point xingfuli')}`])
      expect(await ask(w, { method: 'HEAD', url })).toMatchObject({ status: 200, text: '' })
  }))

test('a path is full of per cent signs, too long, or leads out of its folder', () =>
  leavesNothing(w, async () => {
    const odd = [
      '%00',
      '%ff',
      '%c0%af',
      '%',
      '%e8%b7%af%e7%81%af',
      'x'.repeat(300),
      'x'.repeat(10_000),
      '..%2f..%2fetc%2fpasswd',
      '%27',
      '%0d%0aa:b',
    ]
    for (const part of odd) {
      await refusedInBoth(w, { url: `/api/v1/codes/${part}` })
      await refusedInBoth(w, { url: `/api/${part}` })
      for (const url of [`/p/${part}`, `/d/${part}`, `/s/${part}`, `/assets/${part}`, `/${part}`])
        for (const accept of ['text/html', '*/*']) {
          const answer = await ask(w, { url, headers: { accept } })
          expect(answer.status, `${url}: ${answer.text}`).toBeGreaterThanOrEqual(400)
          expect(answer.status, `${url}: ${answer.text}`).toBeLessThan(500)
          expect(answer.text, url).not.toContain('FST_')
        }
    }
  }))

test('a page is given a form that is not its own', async () => {
  const url = `/p/${codeOf('point xingfuli')}`
  const form = (payload: string, headers: Record<string, string> = {}) =>
    ask(w, {
      method: 'POST',
      url,
      payload,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
  await leavesNothing(w, async () => {
    for (const payload of [
      '',
      '&&&',
      '=',
      '%',
      '%ff=%ff',
      'text',
      'text=',
      'text=&text=&text=',
      'text[a]=b',
      '__proto__=1',
      `${'a&'.repeat(50_000)}`,
    ]) {
      const answer = await form(payload)
      expect(answer.status, payload.slice(0, 50)).toBe(400)
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    }
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/xml']) {
      const answer = await form('text=路灯', { 'content-type': type })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    }
  })
})

test('headers say what no browser says', () =>
  leavesNothing(w, async () => {
    for (const headers of [
      { host: '' },
      { host: 'x'.repeat(2000) },
      { host: "' or 1=1 --" },
      { host: 'localhost:99999999' },
      { host: '[::1' },
      { host: '%00' },
      { 'accept-language': ';q=,,,en-US;;' },
      { 'accept-language': 'x'.repeat(5000) },
      { accept: ',,,' },
      { 'x-forwarded-for': "' or 1=1 --" },
      { 'x-forwarded-host': 'a.example' },
      { 'content-length': '0' },
      { range: 'bytes=0-999999999999' },
      { 'if-none-match': '*' },
      { 'if-modified-since': 'x' },
      { te: 'trailers' },
    ] as Record<string, string>[])
      for (const url of ['/', '/receipt', `/p/${codeOf('point xingfuli')}`, '/api/v1/cases', '/healthz']) {
        const answer = await ask(w, { url, headers })
        expect(answer.status, `${url} ${JSON.stringify(headers).slice(0, 60)} ${answer.text}`).toBeLessThan(500)
      }
    for (const query of [
      '?lang=en&lang=zh',
      '?lang=xx',
      '?lang[]=en',
      '?large=1&large=2',
      '?__proto__=1',
      '?%ff',
      '?%',
      `?${'a&'.repeat(5000)}`,
    ])
      for (const url of ['/', '/receipt', `/p/${codeOf('point xingfuli')}`])
        expect((await ask(w, { url: url + query })).status, query).toBe(200)
  }))

test('what comes over the line is hardly HTTP; the next caller is served all the same', async () => {
  await w.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = w.app.server.address() as { port: number }
  const line = (bytes: string | Buffer) =>
    new Promise<string>((resolve, reject) => {
      let heard = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
      socket.setEncoding('utf8').setTimeout(5000, () => socket.destroy(new Error('nothing was answered')))
      socket.on('data', (chunk: string) => {
        heard += chunk
      })
      socket.on('close', () => resolve(heard)).on('error', reject)
    })
  for (const bytes of [
    'hello\r\n\r\n',
    '\u0000\u0001\u0002\r\n\r\n',
    Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]),
    'GET / HTTP/9.9\r\n\r\n',
    'GET /\u0000 HTTP/1.1\r\nhost: localhost\r\n\r\n',
    'GET / HTTP/1.1\r\nhost: localhost\r\nbad header\r\n\r\n',
    `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`,
    `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`,
    'POST /api/v1/reports HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n',
    'POST /api/v1/reports HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    'POST /api/v1/reports HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
  ]) {
    const heard = await line(bytes)
    expect(heard, String(bytes).slice(0, 80)).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(heard.split('\r\n\r\n')[1]).toBe(
      JSON.stringify({ refusal: 'not-understood', message: zh['not-understood'] }),
    )
  }
  const next = await fetch(`http://127.0.0.1:${port}/healthz`)
  expect(next.status).toBe(200)
  expect(w.problems).toEqual([])
})
