/**
 * What Lighthouse thinks of a page on a phone: performance, accessibility and best practices, of 100 each. It is large,
 * so it is no dependency of ours: this very version is fetched by npx when it is asked for.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Figure } from './figures.ts'

const lighthouse = 'lighthouse@13.5.0'
const categories = ['performance', 'accessibility', 'best-practices'] as const

type Report = {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>
  readonly audits: Readonly<Record<string, { readonly score: number | null; readonly title: string }>>
}

/** The figures of the page behind a code and of a receipt's page, or none where Lighthouse cannot be had. */
export async function measureLighthouse(given: {
  chromium: string
  program: string
  point: string
  receiptCode: string
}): Promise<Figure[]> {
  await using receipt = await receiptAt(given.program, given.receiptCode)
  const pages = { point: given.program + given.point, receipt: receipt.address }
  const figures: Figure[] = []
  for (const [page, address] of Object.entries(pages)) {
    const report = await reportOn(given.chromium, address)
    if (!report) return []
    for (const category of categories) {
      const value = Math.round((report.categories[category]?.score ?? 0) * 100)
      figures.push({ name: `page_lighthouse_${page}_${category}`, value, unit: 'points', goal: { atLeast: 100 } })
    }
    const wrong = Object.values(report.audits).filter(({ score }) => score !== null && score < 0.9)
    for (const { title } of wrong) console.log(`  ${page}: ${title}`)
  }
  return figures
}

async function reportOn(chromium: string, address: string): Promise<Report | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'jieyou-lighthouse-'))
  const file = join(folder, 'report.json')
  const args = ['--yes', lighthouse, address, '--quiet', '--output=json', `--output-path=${file}`, '--locale=zh']
  const flags = ['--headless=new', '--no-sandbox', '--lang=zh-CN'].join(' ')
  try {
    const ended = await new Promise<number | null>((resolve, reject) => {
      const child = spawn('npx', [...args, `--only-categories=${categories.join(',')}`, `--chrome-flags=${flags}`], {
        env: { ...process.env, CHROME_PATH: chromium },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      child.on('error', reject)
      child.on('close', resolve)
    })
    if (ended === 0) return JSON.parse(readFileSync(file, 'utf8')) as Report
    console.log(`  Lighthouse was not measured: npx ${lighthouse} ended with ${ended}.`)
    return undefined
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A receipt has no address of its own: here it is asked for as its form does, and everything else is passed on. */
async function receiptAt(program: string, receiptCode: string): Promise<{ address: string } & AsyncDisposable> {
  const server = createServer((asked, reply) => {
    const isPage = asked.url === '/receipt'
    const body = isPage ? new URLSearchParams({ receiptCode }).toString() : ''
    const headers = isPage
      ? { 'accept-encoding': asked.headers['accept-encoding'], 'content-type': 'application/x-www-form-urlencoded' }
      : asked.headers
    request(program + asked.url, { method: isPage ? 'POST' : asked.method, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(reply)
    }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://localhost:${port}/receipt`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
