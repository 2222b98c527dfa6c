/** The one reader of the environment. What is wrong in it is told in one list, at the start, and nothing runs. */
import { resolve } from 'node:path'
import { z } from 'zod'
import { noteKeys } from '../ledger/cosignature.ts'
import type { OidcSettings } from '../outside/oidc.ts'

const wholePort = z.coerce.number().int().min(0).max(65_535)
const yesOrNo = z.enum(['true', 'false', '1', '0', '']).transform((value) => value === 'true' || value === '1')

const httpAddress = z.url({ protocol: /^https?$/, error: 'is not an http:// or https:// address' })

/** Tokens never cross a network in the clear. */
const isSafeIssuer = (url: string): boolean =>
  url.startsWith('https:') || ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)

const environment = z
  .object({
    PORT: wholePort.default(8080),
    HOST: z.string().min(1).default('127.0.0.1'),
    DATA_DIR: z.string().min(1).default('data'),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' }).optional(),
    JIEYOU_ROLE: z.enum(['web', 'worker', 'both']).default('both'),
    PUBLIC_URL: z
      .url({ protocol: /^https?$/, error: 'is not an http:// or https:// address' })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    TLS_CERT: z.string().min(1).optional(),
    TLS_KEY: z.string().min(1).optional(),
    TRUST_PROXY: yesOrNo.default(false),
    LEDGER_TICK: z.coerce.number().int().min(1).max(3600).default(30),
    LEDGER_PADDING: z.coerce.number().int().min(1).max(1024).default(1),
    WITNESSES: z
      .string()
      .default('')
      .transform((list) => list.split(/[\s,]+/).filter((key) => key !== ''))
      .refine((keys) => noteKeys(keys).ok, 'is not a list of verifier keys'),
    NOTICE_SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'is not an smtp:// or smtps:// address' }).optional(),
    NOTICE_MAIL_FROM: z.string().min(3).optional(),
    NOTICE_SMS_URL: httpAddress.optional(),
    NOTICE_SMS_TOKEN: z.string().min(1).optional(),
    NOTICE_WECHAT_APP_ID: z.string().min(1).optional(),
    NOTICE_WECHAT_SECRET: z.string().min(1).optional(),
    NOTICE_WECHAT_TEMPLATE: z.string().min(1).optional(),
    NOTICE_WECHAT_FIELD: z.string().min(1).default('thing1'),
    NOTICE_WECHAT_API: httpAddress.default('https://api.weixin.qq.com'),
    NOTICE_DINGTALK_API: httpAddress.default('https://oapi.dingtalk.com'),
    NOTICE_WECOM_API: httpAddress.default('https://qyapi.weixin.qq.com'),
    OIDC_ISSUER: httpAddress.refine(isSafeIssuer, 'has to be https://, but on this machine itself').optional(),
    OIDC_CLIENT_ID: z.string().min(1).optional(),
    OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    OIDC_CLAIM: z.string().min(1).default('preferred_username'),
    OIDC_NAME: z.string().min(1).max(40).default('统一身份认证'),
  })
  .refine(
    ({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret }) =>
      (issuer === undefined) === (id === undefined) && (issuer === undefined) === (secret === undefined),
    { path: ['OIDC_ISSUER'], error: 'goes with OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: set all or none' },
  )
  .refine(({ OIDC_ISSUER, PUBLIC_URL }) => !OIDC_ISSUER || PUBLIC_URL, {
    path: ['PUBLIC_URL'],
    error: 'is needed with OIDC_ISSUER: people come back to it',
  })
  .refine(
    ({ NOTICE_SMTP_URL, NOTICE_MAIL_FROM }) => (NOTICE_SMTP_URL === undefined) === (NOTICE_MAIL_FROM === undefined),
    {
      path: ['NOTICE_MAIL_FROM'],
      error: 'goes with NOTICE_SMTP_URL: set both or neither',
    },
  )
  .refine(
    ({ NOTICE_SMS_URL, NOTICE_SMS_TOKEN }) => (NOTICE_SMS_URL === undefined) === (NOTICE_SMS_TOKEN === undefined),
    {
      path: ['NOTICE_SMS_TOKEN'],
      error: 'goes with NOTICE_SMS_URL: set both or neither',
    },
  )
  .refine(
    ({ NOTICE_WECHAT_APP_ID: id, NOTICE_WECHAT_SECRET: secret, NOTICE_WECHAT_TEMPLATE: template }) =>
      (id === undefined) === (secret === undefined) && (id === undefined) === (template === undefined),
    {
      path: ['NOTICE_WECHAT_APP_ID'],
      error: 'goes with NOTICE_WECHAT_SECRET and NOTICE_WECHAT_TEMPLATE: set all or none',
    },
  )
  .refine((all) => all.PUBLIC_URL || !(all.NOTICE_SMTP_URL || all.NOTICE_SMS_URL || all.NOTICE_WECHAT_APP_ID), {
    path: ['PUBLIC_URL'],
    error: 'is needed where notices are sent: they lead to it',
  })
  .refine(({ TLS_CERT, TLS_KEY }) => (TLS_CERT === undefined) === (TLS_KEY === undefined), {
    path: ['TLS_KEY'],
    error: 'goes with TLS_CERT: set both or neither',
  })

type WechatSettings = {
  readonly appId: string
  readonly secret: string
  readonly template: string
  readonly field: string
  readonly api: string
}

export type Settings = {
  readonly port: number
  readonly host: string
  /** Absolute. Database, keys and logs, unless DATABASE_URL says where the database is. */
  readonly dataDir: string
  /** The database server, as its owner; undefined for the one that comes with the product. */
  readonly databaseUrl: string | undefined
  readonly role: 'web' | 'worker' | 'both'
  /** How people reach this machine, without a slash at the end. */
  readonly publicUrl: string | undefined
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined
  readonly trustProxy: boolean
  /** Seconds from one tick of the ledger to the next. */
  readonly ledgerTick: number
  /** The leaves of a tick are filled up to a multiple of this with empty ones. */
  readonly ledgerPadding: number
  /** The verifier keys of witnesses whose cosignatures are taken. */
  readonly witnesses: readonly string[]
  /** How residents who ask for it, and staff, get word of news; undefined where that is not set up. */
  readonly notices: {
    readonly email: { readonly url: string; readonly from: string } | undefined
    readonly sms: { readonly url: string; readonly token: string } | undefined
    readonly wechat: WechatSettings | undefined
    /** Where the robots of units are spoken to. */
    readonly dingtalkApi: string
    readonly wecomApi: string
  }
  /** The work platform whose accounts people may sign in with; undefined where that is not set up. */
  readonly oidc: OidcSettings | undefined
}

/** The settings, or every fault in them as a sentence. Empty values count as not set. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
): { ok: true; value: Settings } | { ok: false; faults: string[] } {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const read = environment.safeParse(given)
  if (!read.success)
    return { ok: false, faults: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) }
  const { data } = read
  return {
    ok: true,
    value: {
      port: data.PORT,
      host: data.HOST,
      dataDir: resolve(data.DATA_DIR),
      databaseUrl: data.DATABASE_URL,
      role: data.JIEYOU_ROLE,
      publicUrl: data.PUBLIC_URL,
      tls: data.TLS_CERT && data.TLS_KEY ? { certFile: data.TLS_CERT, keyFile: data.TLS_KEY } : undefined,
      trustProxy: data.TRUST_PROXY,
      ledgerTick: data.LEDGER_TICK,
      ledgerPadding: data.LEDGER_PADDING,
      witnesses: data.WITNESSES,
      notices: {
        email:
          data.NOTICE_SMTP_URL && data.NOTICE_MAIL_FROM
            ? { url: data.NOTICE_SMTP_URL, from: data.NOTICE_MAIL_FROM }
            : undefined,
        sms:
          data.NOTICE_SMS_URL && data.NOTICE_SMS_TOKEN
            ? { url: data.NOTICE_SMS_URL, token: data.NOTICE_SMS_TOKEN }
            : undefined,
        wechat: wechatSettings(data),
        dingtalkApi: data.NOTICE_DINGTALK_API.replace(/\/+$/, ''),
        wecomApi: data.NOTICE_WECOM_API.replace(/\/+$/, ''),
      },
      oidc:
        data.OIDC_ISSUER && data.OIDC_CLIENT_ID && data.OIDC_CLIENT_SECRET
          ? {
              issuer: data.OIDC_ISSUER,
              clientId: data.OIDC_CLIENT_ID,
              clientSecret: data.OIDC_CLIENT_SECRET,
              claim: data.OIDC_CLAIM,
              name: data.OIDC_NAME,
            }
          : undefined,
    },
  }
}

const wechatSettings = (data: z.output<typeof environment>): WechatSettings | undefined =>
  data.NOTICE_WECHAT_APP_ID && data.NOTICE_WECHAT_SECRET && data.NOTICE_WECHAT_TEMPLATE
    ? {
        appId: data.NOTICE_WECHAT_APP_ID,
        secret: data.NOTICE_WECHAT_SECRET,
        template: data.NOTICE_WECHAT_TEMPLATE,
        field: data.NOTICE_WECHAT_FIELD,
        api: data.NOTICE_WECHAT_API.replace(/\/+$/, ''),
      }
    : undefined

/** The settings of this program's own environment. */
export const ownSettings = () => readSettings(process.env)

/** What the keys in a backup are sealed with. Only two commands need it, and it is shown nowhere. */
export const ownBackupPassphrase = (): string | undefined => process.env.BACKUP_PASSPHRASE || undefined

/** One setting as it stands: its value in words that may be shown, and whether somebody set it. */
export type SettingInForce = { readonly name: string; readonly value: string; readonly from: 'environment' | 'default' }

/** Every setting in force, for whoever keeps the machine. Passwords within addresses, and tokens, are left out. */
export function settingsInForce(settings: Settings, env: Readonly<Record<string, string | undefined>> = process.env) {
  const values: Record<string, string | number | boolean | undefined> = {
    PORT: settings.port,
    HOST: settings.host,
    DATA_DIR: settings.dataDir,
    DATABASE_URL: settings.databaseUrl && withoutPassword(settings.databaseUrl),
    JIEYOU_ROLE: settings.role,
    PUBLIC_URL: settings.publicUrl,
    TLS_CERT: settings.tls?.certFile,
    TLS_KEY: settings.tls?.keyFile,
    TRUST_PROXY: settings.trustProxy,
    LEDGER_TICK: settings.ledgerTick,
    LEDGER_PADDING: settings.ledgerPadding,
    WITNESSES: settings.witnesses.join(' '),
    NOTICE_SMTP_URL: settings.notices.email && withoutPassword(settings.notices.email.url),
    NOTICE_MAIL_FROM: settings.notices.email?.from,
    NOTICE_SMS_URL: settings.notices.sms && withoutPassword(settings.notices.sms.url),
    NOTICE_SMS_TOKEN: settings.notices.sms && '***',
    NOTICE_WECHAT_APP_ID: settings.notices.wechat?.appId,
    NOTICE_WECHAT_SECRET: settings.notices.wechat && '***',
    NOTICE_WECHAT_TEMPLATE: settings.notices.wechat?.template,
    NOTICE_WECHAT_FIELD: settings.notices.wechat?.field,
    NOTICE_WECHAT_API: settings.notices.wechat?.api,
    NOTICE_DINGTALK_API: settings.notices.dingtalkApi,
    NOTICE_WECOM_API: settings.notices.wecomApi,
  }
  return Object.entries(values).map(
    ([name, value]): SettingInForce => ({
      name,
      value: value === undefined ? '' : String(value),
      from: env[name] === undefined || env[name] === '' ? 'default' : 'environment',
    }),
  )
}

function withoutPassword(address: string): string {
  const url = new URL(address)
  if (url.password !== '') url.password = '***'
  return url.toString()
}
