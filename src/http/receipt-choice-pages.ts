/** What the holder of a receipt decides on its page: who may know them, what may be published, where word is sent. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { paths } from '../../web/shared/paths.ts'
import type { KeptIdentity } from '../../web/site/receipt-identity.ts'
import type { RefusedForm } from '../../web/site/words-form.ts'
import { chooseIdentity } from '../actions/choose-identity.ts'
import { chooseVoice } from '../actions/choose-voice.ts'
import { consentToPublish, takeBackConsent } from '../actions/consent-to-publish.ts'
import {
  forgetNoticeAddress,
  keepNoticeAddress,
  keepWechatAddress,
  openWechatState,
  sealWechatState,
} from '../actions/notice-address.ts'
import { submitReport } from '../actions/submit-report.ts'
import type { ReceiptReply } from '../contract/receipts.ts'
import { districtByPrefix } from '../data/districts/read.ts'
import { parseReceiptCode } from '../domain/reports/receipt-code.ts'
import { identityKinds } from '../domain/reports/report.ts'
import { cleanWords } from '../domain/shared/words.ts'
import { receiptMore as en } from '../words/en/receipt-more.ts'
import { receiptMore as zh } from '../words/zh/receipt-more.ts'
import { field, languageOfPage } from './page-settings.ts'
import { actByReceipt, lookUpReceipt } from './receipts.ts'
import { orRefuse, Refusal, type RefusalName, statusOf } from './refusals.ts'
import type { Doors, Server } from './server.ts'

type Shown = {
  fresh?: boolean
  refused?: Omit<RefusedForm, 'message'> & { refusal: RefusalName; identity?: KeptIdentity }
}

/** How the pages are shown. */
export type ChoiceShows = {
  receipt(request: FastifyRequest, reply: FastifyReply, receipt: ReceiptReply, shown: Shown): Promise<FastifyReply>
  form(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>
}

const uuidV4 = z.uuidv4()
const pageWords = { zh: zh.pageWord.text, en: en.pageWord.text }

export function receiptChoicePages(app: Server, doors: Doors, show: ChoiceShows): void {
  const page = { config: { access: 'anyone', page: true }, schema: { hide: true } } as const
  const { context } = doors
  const typedOn = (request: FastifyRequest) => field(request.body, 'receiptCode').slice(0, 80)

  /** Shows the receipt after what was done, or as it is now with what was refused. */
  const done = async (
    request: FastifyRequest,
    reply: FastifyReply,
    act: () => Promise<ReceiptReply>,
    refusedAs: (refusal: RefusalName) => NonNullable<Shown['refused']>,
  ) => {
    try {
      return await show.receipt(request, reply, await act(), {})
    } catch (error) {
      const refused = refusedAs(sayable(error))
      return show.receipt(request, reply, await lookUpReceipt(doors, typedOn(request)), { refused })
    }
  }

  for (const path of [paths.identity, paths.consent, paths.notice, paths.voice, paths.pageWord])
    app.get(path, page, (request, reply) => show.form(request, reply))

  app.post(paths.identity, page, async (request, reply) => {
    const kind = identityKinds.find((known) => known === field(request.body, 'identity'))
    const [name, phone] = [field(request.body, 'name'), field(request.body, 'phone')]
    return done(
      request,
      reply,
      () =>
        actByReceipt(doors, typedOn(request), async (move) =>
          kind ? chooseIdentity(context, move, { kind, name, phone }) : { ok: false, refusal: 'judgement-incomplete' },
        ),
      (refusal) => ({
        form: 'identity',
        refusal,
        field: identityField(refusal),
        words: '',
        ...(kind && { identity: { kind, name, phone } }),
      }),
    )
  })

  app.post(paths.consent, page, async (request, reply) => {
    const mark = field(request.body, 'mark')
    const agrees = field(request.body, 'publish') === 'yes'
    return done(
      request,
      reply,
      () =>
        actByReceipt(doors, typedOn(request), (move) =>
          agrees ? consentToPublish(context, move, { mark }) : takeBackConsent(context, move),
        ),
      (refusal) => ({ form: 'consent', refusal, field: 'consent', words: '' }),
    )
  })

  app.post(paths.notice, page, async (request, reply) => {
    const typed = field(request.body, 'address').slice(0, 400)
    const language = languageOfPage(request)
    return done(
      request,
      reply,
      () =>
        actByReceipt(doors, typedOn(request), (move) =>
          field(request.body, 'forget') === 'true'
            ? forgetNoticeAddress(context, move)
            : keepNoticeAddress(context, move, { typed, language }),
        ),
      (refusal) => ({ form: 'notice', refusal, field: 'notice', words: typed }),
    )
  })

  app.post(paths.voice, page, async (request, reply) => {
    const transcriptOnly = field(request.body, 'transcriptOnly') === 'true'
    return done(
      request,
      reply,
      () => actByReceipt(doors, typedOn(request), (move) => chooseVoice(context, move, { transcriptOnly })),
      (refusal) => ({ form: 'voice', refusal, field: 'voice', words: '' }),
    )
  })

  app.get(
    paths.fromWechat,
    {
      ...page,
      schema: {
        ...page.schema,
        querystring: z.object({ code: z.string().max(512).default(''), state: z.string().max(128).default('') }),
      },
    },
    async (request, reply) => {
      const { code: wechatCode, state } = request.query
      const sealed = openWechatState(context, state)
      if (!sealed) return show.form(request, reply)
      const { typed, language } = sealed
      const after = await actByReceipt(doors, typed, (move) =>
        keepWechatAddress(context, move, { wechatCode, language }),
      )
      return show.receipt(request, reply, after, {})
    },
  )

  // A word about the page is a report like any other; it comes without the receipt it was said on.
  app.post(paths.pageWord, page, async (request, reply) => {
    const prefix = field(request.body, 'district')
    const district = await districtByPrefix(context.database, prefix)
    const submissionId = uuidV4.safeParse(field(request.body, 'submissionId'))
    const easy = field(request.body, 'easy')
    if (!district || !submissionId.success || (easy !== 'yes' && easy !== 'no')) throw new Refusal('not-understood')
    const asked = pageWords[languageOfPage(request)][easy === 'yes' ? 'easy' : 'hard']
    const said = cleanWords(field(request.body, 'text'))
    if (!said.ok && said.refusal === 'too-long') throw new Refusal('too-long')
    const { code } = orRefuse(
      await submitReport(context, district, {
        submissionId: submissionId.data,
        to: { kind: 'district', code: district.prefix },
        channel: 'web',
        text: said.ok ? `${asked}\n${said.value}` : asked,
        place: '',
        identity: { kind: 'anonymous' },
        aboutAddressee: false,
      }),
    )
    return show.receipt(request, reply, await lookUpReceipt(doors, code), { fresh: true })
  })
}

/**
 * The way to WeChat and back for the holder of a receipt: only where an account is set up, and inside WeChat, where alone
 * it leads anywhere. What the browser calls itself is looked at here and kept nowhere.
 */
export function wechatLinkFor(
  { context, publicUrl }: Doors,
  request: FastifyRequest,
  receiptCode: string,
): string | null {
  const { wechat } = context.notices
  const code = parseReceiptCode(receiptCode)
  if (!wechat || !code.ok || !/MicroMessenger/.test(request.headers['user-agent'] ?? '')) return null
  const state = sealWechatState(context, code.value, languageOfPage(request))
  return paths.toWechat({ appId: wechat.appId, back: `${publicUrl}${paths.fromWechat}`, state })
}

/**
 * Keeps the consent that was given together with a judgement. The judgement stands whatever becomes of it: a refusal is
 * handed on with the receipt as it is now.
 */
export async function publishAgreed(
  doors: Doors,
  typed: string,
  mark: string,
  show: (receipt: ReceiptReply, refusal: RefusalName | null) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    const after = await actByReceipt(doors, typed, (move) => consentToPublish(doors.context, move, { mark }))
    return await show(after, null)
  } catch (error) {
    return show(await lookUpReceipt(doors, typed), sayable(error))
  }
}

const identityField = (refusal: RefusalName): string => {
  if (refusal === 'phone-misread') return 'phone'
  return refusal === 'judgement-incomplete' ? 'identity' : 'name'
}

/** A refusal that is told on the receipt; anything else goes on to the page of errors. */
function sayable(error: unknown): RefusalName {
  if (!(error instanceof Refusal) || statusOf[error.refusal] >= 500) throw error
  return error.refusal
}
