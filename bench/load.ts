/** Load over HTTP from a process of its own, and what a series of latencies says. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Job, Seen } from './generator.ts'

export async function load(job: Job): Promise<Seen> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'generator.ts')],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  child.stdin.end(JSON.stringify(job))
  return JSON.parse(await text(child.stdout)) as Seen
}

/** A request with a JSON body, its length counted with UUIDs in their places. */
export function postRequest(path: string, body: unknown, headers: Record<string, string> = {}): string {
  const content = JSON.stringify(body)
  const length = Buffer.byteLength(content.replaceAll('<uuid>', '0'.repeat(36)))
  const lines = { 'content-type': 'application/json', 'content-length': String(length), ...headers }
  return `${head('POST', path, lines)}${content}`
}

const head = (method: string, path: string, headers: Record<string, string>): string =>
  `${method} ${path} HTTP/1.1\r\nhost: localhost\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`

/** The value below which this share of the values lies, in milliseconds; they come in microseconds. */
export function percentile(microseconds: readonly number[], share: number): number {
  const sorted = Float64Array.from(microseconds).sort()
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN) / 1000
}
