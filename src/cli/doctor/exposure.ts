/** The doctor looks at how the program is reached, and at the engines it could use. */
import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Settings } from '../../start/settings.ts'
import { sentences } from '../words.ts'
import { type Finding, findingsOf } from './finding.ts'

const words = sentences.doctor
const soon = 21 * 24 * 3_600_000

const isLocal = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host)

/** What is found of PUBLIC_URL, TLS and HOST. */
export async function lookAtExposure(settings: Settings, hasDemonstration: boolean, now: Date): Promise<Finding[]> {
  const { found, good, note, warn } = findingsOf('exposure')
  const { publicUrl, host, tls, trustProxy } = settings
  const url = publicUrl === undefined ? undefined : new URL(publicUrl)
  const isPublic = url !== undefined && !isLocal(url.hostname)
  if (!url) note(words.urlNone)
  else if (url.protocol === 'https:') good(words.urlHttps(url.origin))
  else if (isPublic) warn(words.urlPlain(url.origin))
  else note(words.urlLocal(url.origin))

  if (tls) found.push(...(await lookAtCertificate(tls, now)))
  else if (url?.protocol === 'https:') (trustProxy ? note : warn)(trustProxy ? words.proxy : words.proxyNotTrusted)

  note(isLocal(host) ? words.loopback(host) : words.listens(host))
  if (hasDemonstration && (isPublic || !isLocal(host))) warn(words.demonstrationExposed)
  return found
}

async function lookAtCertificate(tls: NonNullable<Settings['tls']>, now: Date): Promise<Finding[]> {
  const { found, good, warn, missing } = findingsOf('exposure')
  for (const file of [tls.certFile, tls.keyFile]) {
    const content = await readFile(file).catch((error: { code?: string }) => {
      missing(words.tlsUnreadable(file, error.code ?? 'unknown'))
    })
    if (!content || file !== tls.certFile) continue
    try {
      const until = new Date(new X509Certificate(content).validTo)
      const day = until.toISOString().slice(0, 10)
      good(words.tls(file))
      if (until < now) missing(words.tlsEnds(day))
      else if (until.getTime() - now.getTime() < soon) warn(words.tlsEnds(day))
      else good(words.tlsUntil(day))
    } catch {
      missing(words.tlsBroken(file))
    }
  }
  return found
}

/** What the product could use and has not. */
export function lookAtEngines(): Finding[] {
  const { found, note } = findingsOf('engines')
  for (const sentence of Object.values(words.engines)) note(sentence)
  return found
}
