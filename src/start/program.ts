/** Puts the parts together: database, worker, demonstration, web. */
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Context } from '../actions/context.ts'
import { openQueue } from '../data/queue.ts'
import type { MapLine } from '../domain/places/map-line.ts'
import { codeOf } from '../domain/shared/error-code.ts'
import { buildApp } from '../http/app.ts'
import { startWorker } from '../jobs/worker.ts'
import { openMapBackground } from '../outside/map-background.ts'
import { openEmail } from '../outside/notices/email.ts'
import type { Notices } from '../outside/notices/notices.ts'
import { openDingtalk, openWecom } from '../outside/notices/robots.ts'
import { openSms } from '../outside/notices/sms.ts'
import { openWechat } from '../outside/notices/wechat.ts'
import { openOidc } from '../outside/oidc.ts'
import { demonstrationLogins, demonstrationPassword } from './demonstration/cast.ts'
import { demonstrationLines } from './demonstration/district/ground.ts'
import { fillDemonstration } from './demonstration/fill.ts'
import { freePort } from './free-port.ts'
import { readOrMakeKeys } from './keys.ts'
import { liveContext } from './live-context.ts'
import { openMigratedDatabase } from './open-database.ts'
import type { Settings } from './settings.ts'
import { refuseUnfinishedRestore } from './unfinished-restore.ts'

const builtFolder = resolve(import.meta.dirname, '../../dist')

export type Program = {
  /** Where it answers; undefined for a worker alone. */
  readonly url: string | undefined
  readonly isDemonstration: boolean
  readonly context: Context
  /** From now on `/readyz` says so: everything is up, and its addresses have been told. */
  ready(): void
  stop(): Promise<void>
}

export type Voice = {
  readonly say: (line: string) => void
  /** Where something went wrong, and a code without any value of a row. */
  readonly onError: (where: string, code: string) => void
}

/** Starts everything the settings ask for; what was started is stopped again when a later part fails. */
export async function startProgram(settings: Settings, voice: Voice): Promise<Program> {
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each().catch((error) => voice.onError('stop', codeOf(error)))
  }
  try {
    await refuseUnfinishedRestore(settings.dataDir)
    const keys = await readOrMakeKeys(settings.dataDir)
    const database = await openMigratedDatabase(settings, keys, voice)
    stops.push(() => database.close())
    const notices = openNotices(settings)
    const oidc = settings.oidc && openOidc(settings.oidc)
    const context = liveContext(database.pool('jieyou_app', 12), keys, settings.dataDir, notices, oidc)

    const isDemonstration = await fillDemonstration(context, voice.say)
    let worker: { isWell(): boolean } = { isWell: () => true }
    if (settings.role !== 'web') {
      const onError = (code: string) => voice.onError('worker', code)
      const queue = await openQueue({ url: database.urlFor('jieyou_worker'), onError })
      stops.push(() => queue.close())
      const working = await startWorker(
        liveContext(database.pool('jieyou_worker', 4), keys, settings.dataDir, notices),
        liveContext(database.pool('jieyou_eraser', 1), keys, settings.dataDir),
        queue,
        { tickSeconds: settings.ledgerTick, padTo: settings.ledgerPadding },
        onError,
      )
      stops.push(() => working.stop())
      worker = working
    }
    if (settings.role === 'worker') return { url: undefined, isDemonstration, context, ready: () => {}, stop }

    // Port 0 asks for any free one; it must be known before the first page names it.
    const port = settings.port === 0 ? await freePort() : settings.port
    let isTold = false
    const background = openMapBackground(settings.dataDir, (code) => voice.onError('map', code))
    const app = await buildApp({
      context,
      site: database.pool('jieyou_site', 6),
      mapBackground: isDemonstration ? async (prefix) => withInvented(await background(prefix)) : background,
      publicUrl: settings.publicUrl ?? localUrl(settings, port),
      builtFolder,
      trustProxy: settings.trustProxy,
      witnesses: settings.witnesses,
      ledgerTick: settings.ledgerTick,
      isReady: () => isTold && worker.isWell(),
      onError: voice.onError,
      demonstrationHint: isDemonstration ? `${demonstrationLogins.join(', ')} · ${demonstrationPassword}` : '',
      https: await tlsFiles(settings),
    })
    stops.push(() => app.close())
    await app.listen({ port, host: settings.host })
    return {
      url: settings.publicUrl ?? localUrl(settings, port),
      isDemonstration,
      context,
      ready: () => {
        isTold = true
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The senders that are set up. They lead to the page where a receipt is looked up; what staff get leads to the desk. */
function openNotices({ notices: { email, sms, wechat, dingtalkApi, wecomApi }, publicUrl }: Settings): Notices {
  const account = wechat && openWechat(wechat)
  return {
    senders: {
      ...(email && { email: openEmail(email) }),
      ...(sms && { sms: openSms(sms) }),
      ...(account && { wechat: account }),
    },
    link: `${publicUrl ?? ''}/receipt`,
    ...(account && { wechat: account }),
    // What is sent leads to the desk, so it needs an address that others can open.
    ...(publicUrl && {
      robots: {
        dingtalk: openDingtalk({ api: dingtalkApi, now: () => new Date() }),
        wecom: openWecom({ api: wecomApi }),
      },
      desk: `${publicUrl}/desk`,
    }),
  }
}

/** An invented district has an invented background, unless its operator gave one. */
const withInvented = (given: readonly MapLine[]): readonly MapLine[] => (given.length > 0 ? given : demonstrationLines)

const localUrl = ({ tls, host }: Settings, port: number): string =>
  `${tls ? 'https' : 'http'}://${host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`

const tlsFiles = async ({ tls }: Settings) =>
  tls ? { cert: await readFile(join(tls.certFile)), key: await readFile(join(tls.keyFile)) } : null
