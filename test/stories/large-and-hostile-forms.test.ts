/** Forms that are too large, broken or meant to break: refused in words, cut off early, and nothing left behind. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { request as ask } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFolderStore } from '../../src/outside/files.ts'
import { openIncomingFolder } from '../../src/outside/incoming.ts'
import { codeOf } from '../cast.ts'
import { askBytes, file, formOf, photoWithTraces, reportFields, sendForm } from '../forms.ts'
import { leavesNothing } from '../refusing.ts'
import { type World, world } from '../world.ts'

const megabyte = 1024 * 1024
const waiting = (w: World): string[] => {
  try {
    return readdirSync(join(w.dataDir, 'incoming'))
  } catch {
    return []
  }
}
const listening = async (w: World): Promise<number> => {
  await w.app.listen({ port: 0, host: '127.0.0.1' })
  return (w.app.server.address() as { port: number }).port
}

/** The beginning of a form up to the bytes of a file. */
const beginning = (boundary: string, fields: Record<string, string>) =>
  `${Object.entries(fields)
    .map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join('')}--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\n\r\n`

type Sent = { status: number; text: string; sentBytes: number }

/** Streams a file of so many megabytes and tells how much was taken before the answer. */
function stream(
  port: number,
  given: { megabytes: number; path: string; declared: boolean; pieces?: number },
): Promise<Sent> {
  const boundary = randomBytes(12).toString('hex')
  const total = given.megabytes * megabyte
  const fields = { ...reportFields(), text: '三百兆的照片', to: JSON.stringify({ point: codeOf('point xingfuli') }) }
  return new Promise((resolve, reject) => {
    let sentBytes = 0
    const start = beginning(boundary, fields)
    const between = `\r\n${beginning(boundary, {})}`
    const pieces = given.pieces ?? 1
    const end = `\r\n--${boundary}--\r\n`
    const length = Buffer.byteLength(start) + total + (pieces - 1) * between.length + end.length
    const request = ask({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: given.path,
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        ...(given.declared ? { 'content-length': length } : {}),
      },
    })
    let answered = false
    request.on('response', (response) => {
      answered = true
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, sentBytes }))
      response.on('error', reject)
    })
    request.on('error', (error) => {
      if (!answered) reject(error)
    })
    const chunk = Buffer.alloc(megabyte, 0xff)
    const write = () => {
      while (!answered && !request.destroyed && sentBytes < total) {
        sentBytes += chunk.length
        if (pieces > 1 && sentBytes % Math.floor(total / pieces) < megabyte && sentBytes < total) request.write(between)
        if (!request.write(chunk)) return void request.once('drain', write)
      }
      if (sentBytes >= total) request.end(end)
    }
    request.write(start)
    write()
  })
}

test('three hundred megabytes are refused before any of them is read, when their length is told', async () => {
  await using w = await world()
  const port = await listening(w)
  await leavesNothing(w, async () => {
    for (const path of ['/api/v1/reports', `/p/${codeOf('point xingfuli')}`]) {
      const sent = await stream(port, { megabytes: 300, path, declared: true })
      expect(sent.status).toBe(413)
      expect(sent.text).toContain('送来的内容太大了')
      // What fits into the buffers of two sockets is not read by anyone.
      expect(sent.sentBytes).toBeLessThan(30 * megabyte)
    }
  })
  expect(waiting(w)).toEqual([])
})

test('three hundred megabytes without a length are cut off, and memory does not grow with them', async () => {
  await using w = await world()
  const port = await listening(w)
  await stream(port, { megabytes: 40, path: '/api/v1/reports', declared: false })
  let most = 0
  const before = process.memoryUsage.rss()
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss() - before)
  }, 20)
  await leavesNothing(w, async () => {
    for (const pieces of [1, 10]) {
      const sent = await stream(port, { megabytes: 300, path: '/api/v1/reports', declared: false, pieces })
      expect([sent.status, JSON.parse(sent.text).refusal]).toEqual([413, 'body-too-large'])
      expect(sent.sentBytes).toBeLessThan(160 * megabyte)
    }
  })
  clearInterval(watch)
  expect(most).toBeLessThan(120 * megabyte)
  expect(waiting(w)).toEqual([])
})

test('a page that was too large comes back with the words that were on it', async () => {
  await using w = await world()
  const port = await listening(w)
  const sent = await stream(port, { megabytes: 130, path: `/p/${codeOf('point xingfuli')}`, declared: false })
  expect(sent.status).toBe(413)
  expect(sent.text).toContain('三百兆的照片')
})

test('whoever hangs up in the middle of a photo leaves nothing behind, and that is no problem of ours', async () => {
  await using w = await world()
  const port = await listening(w)
  await leavesNothing(w, async () => {
    for (const patience of [5, 50]) {
      const socket = connect(port, '127.0.0.1')
      const body = beginning('b', reportFields())
      socket.write(
        `POST /api/v1/reports HTTP/1.1\r\nhost: localhost\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 5000000\r\n\r\n${body}`,
      )
      socket.write(Buffer.alloc(400_000, 1))
      await new Promise((done) => setTimeout(done, patience))
      socket.destroy()
      await new Promise((done) => setTimeout(done, 150))
    }
  })
  expect(waiting(w)).toEqual([])
})

const inForm = (boundary: string, ...parts: string[]) =>
  `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`
const disposition = (rest: string) => `Content-Disposition: form-data; ${rest}`

test('forms that are broken or meant to break are refused in words', async () => {
  await using w = await world()
  const good = formOf(reportFields(), [file(await photoWithTraces(60, 40))])
  const text = good.payload.toString('latin1')
  const boundary = good.headers['content-type'].split('boundary=')[1] as string
  const asIs = (payload: string | Buffer, contentType = good.headers['content-type']) => ({
    payload: typeof payload === 'string' ? Buffer.from(payload, 'latin1') : payload,
    headers: { 'content-type': contentType },
  })
  const hostile: [string, ReturnType<typeof asIs>][] = [
    ['no boundary', asIs(text, 'multipart/form-data')],
    ['an empty boundary', asIs(text, 'multipart/form-data; boundary=')],
    ['another boundary', asIs(text, 'multipart/form-data; boundary=xyz')],
    ['a boundary of a thousand signs', asIs(text, `multipart/form-data; boundary=${'x'.repeat(1000)}`)],
    ['a boundary in odd signs', asIs(text, 'multipart/form-data; boundary="\\"><script>"')],
    ['capital letters and no body', asIs('', 'MULTIPART/FORM-DATA; boundary=a')],
    ['nothing', asIs('')],
    ['cut off in a file', asIs(text.slice(0, -200))],
    ['cut off in a head', asIs(text.slice(0, 60))],
    ['cut off in the boundary', asIs(text.slice(0, -boundary.length / 2 - 4))],
    [
      'a thousand parts',
      asIs(
        inForm('b', ...Array.from({ length: 1000 }, (_, n) => `${disposition(`name="f${n}"`)}\r\n\r\nx`)),
        'multipart/form-data; boundary=b',
      ),
    ],
    [
      'a thousand heads',
      asIs(
        inForm(
          'b',
          `${disposition('name="text"')}\r\n${Array.from({ length: 1000 }, (_, n) => `x-${n}: y`).join('\r\n')}\r\n\r\nx`,
        ),
        'multipart/form-data; boundary=b',
      ),
    ],
    [
      'a head without end',
      asIs(`--b\r\n${disposition('name="text"')}; x="${'y'.repeat(200_000)}`, 'multipart/form-data; boundary=b'),
    ],
    [
      'a field without a name',
      asIs(inForm('b', 'Content-Disposition: form-data\r\n\r\nx'), 'multipart/form-data; boundary=b'),
    ],
    ['a part without a head', asIs(inForm('b', '\r\nx'), 'multipart/form-data; boundary=b')],
    [
      'a field that is too long',
      asIs(formOf(reportFields({ text: 'x'.repeat(300 * 1024) })).payload, good.headers['content-type']),
    ],
    ['a file in an unknown field', formOf(reportFields(), [{ ...file(Buffer.from('x')), field: 'photo' }])],
    ['a file in the place of words', formOf({}, [{ ...file(Buffer.from('x')), field: 'text' }])],
    ['an unknown field', formOf(reportFields({ extra: 'x' }))],
    [
      'bytes that are not UTF-8',
      asIs(inForm('b', `${disposition('name="text"')}\r\n\r\n\xff\xfe`), 'multipart/form-data; boundary=b'),
    ],
    ['to that is no JSON', formOf(reportFields({ to: '{point' }))],
    ['to that is a list', formOf(reportFields({ to: '[]' }))],
    ['to with a prototype', formOf(reportFields({ to: `{"__proto__":{"point":"${codeOf('point xingfuli')}"}}` }))],
    ['identity that is a number', formOf(reportFields({ identity: '7' }))],
    ['a submission id that is none', formOf(reportFields({ submissionId: 'x' }))],
  ]
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
    hostile.push([`a field named ${name}`, formOf({ ...reportFields(), [`${name}`]: 'x' })])
  await leavesNothing(w, async () => {
    for (const [what, sent] of hostile) {
      const answer = await askBytes(w, { method: 'POST', url: '/api/v1/reports', ...sent })
      expect(answer.status, what).toBeGreaterThanOrEqual(400)
      expect(answer.status, what).toBeLessThan(500)
      expect(answer.body.message, what).toMatch(/。(（[\w.]+）)?$/)
      const page = await askBytes(w, { method: 'POST', url: `/p/${codeOf('point no-such')}`.slice(0, 6), ...sent })
      expect(page.status, what).toBeLessThan(500)
    }
  })
  expect(waiting(w)).toEqual([])
  expect(({} as { point?: string }).point).toBeUndefined()
})

test('a form with files where none are asked for is not read', async () => {
  await using w = await world()
  const form = formOf({ receiptCode: 'x' }, [file(Buffer.alloc(100_000))])
  for (const url of ['/api/v1/receipts/lookup', '/api/v1/sessions', '/receipt'])
    expect((await askBytes(w, { method: 'POST', url, ...form })).status).toBe(400)
  expect(waiting(w)).toEqual([])
  expect(w.problems).toEqual([])
})

/** A disk of four megabytes, where this may be had. */
function smallDisk(): { folder: string; remove: () => void } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'jieyou-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    rmSync(folder, { recursive: true })
    return undefined
  }
  return {
    folder,
    remove: () => {
      execFileSync('umount', [folder])
      rmSync(folder, { recursive: true })
    },
  }
}

test('on a full disk a report with a photo is refused in a sentence, and nothing half is left', async (context) => {
  const disk = smallDisk()
  if (!disk) return context.skip('no disk can be mounted here')
  try {
    await using w = await world()
    const full = { store: openFolderStore(join(disk.folder, 'files')), incoming: w.context.files.incoming }
    const files = w.context.files as { store: typeof full.store; incoming: typeof full.incoming }
    const healthy = { ...files }
    const photo = file(await photoWithTraces(2400, 1800))
    // The store's disk, then the disk of what comes in.
    await leavesNothing(w, async () => {
      const noise = Buffer.alloc(3.9 * megabyte, 1)
      await full.store.put(noise, randomBytes(32), new Date())
      Object.assign(files, full)
      const refused = await sendForm(w, reportFields(), [photo])
      expect([refused.status, refused.body.refusal]).toEqual([503, 'no-room'])
      expect(refused.body.message).toBe('系统存储已满，暂时收不了。请过一会儿再试。')
      expect(w.problems.splice(0)).toEqual(['/api/v1/reports ENOSPC'])
      Object.assign(files, { ...healthy, incoming: openIncomingFolder(join(disk.folder, 'incoming')) })
      const again = await sendForm(w, reportFields(), [photo])
      expect([again.status, again.body.refusal]).toEqual([503, 'no-room'])
      expect(w.problems.splice(0)).toEqual(['/api/v1/reports ENOSPC'])
    })
    expect(readdirSync(join(disk.folder, 'incoming'))).toEqual([])
    expect(
      readdirSync(join(disk.folder, 'files'), { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.includes('draft'),
      ),
    ).toEqual([])
    // When there is room again, the same report goes through.
    Object.assign(files, healthy)
    expect((await sendForm(w, reportFields(), [photo])).status).toBe(201)
  } finally {
    disk.remove()
  }
})
