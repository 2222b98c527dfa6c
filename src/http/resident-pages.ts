/** The residents' pages: they work without scripts, keep what was typed, and carry no code in any address. */
import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import QRCode from 'qrcode'
import { z } from 'zod'
import { paths } from '../../web/shared/paths.ts'
import { renderGoneCodePage } from '../../web/site/gone-code-page.ts'
import { renderHome } from '../../web/site/home-page.ts'
import type { KeptJudgement } from '../../web/site/judge-form.ts'
import { type PointField, type PointView, renderPointPage } from '../../web/site/point-page.ts'
import { renderReceiptForm } from '../../web/site/receipt-form.ts'
import type { KeptIdentity } from '../../web/site/receipt-identity.ts'
import { renderReceiptPage } from '../../web/site/receipt-page.ts'
import { renderWithdrawPage } from '../../web/site/withdraw-page.ts'
import type { RefusedForm } from '../../web/site/words-form.ts'
import { submitReport } from '../actions/submit-report.ts'
import type { ReceiptReply } from '../contract/receipts.ts'
import type { District } from '../data/districts/read.ts'
import { type DisclosedPlace, disclosedFigures, disclosedStations } from '../data/places/read.ts'
import { hasLocatedPoint } from '../data/places/read-disclosed.ts'
import { disclosedSignposts } from '../data/signposts/read.ts'
import { type Grade, grades } from '../domain/cases/case.ts'
import type { NotKept } from '../domain/files/file.ts'
import { type Identity, type IdentityKind, identityKinds } from '../domain/reports/report.ts'
import { challengeFor, isToQuarantine } from './admission.ts'
import { assetAddresses, sheetWithin } from './assets.ts'
import { placeOfCode } from './codes.ts'
import { sealFileLink } from './file-links.ts'
import { districtOfPage, field, pageSettings } from './page-settings.ts'
import { aboutPlace, goneCode } from './places-pages.ts'
import { presentNotKept } from './present-steps.ts'
import { publishAgreed, receiptChoicePages, wechatLinkFor } from './receipt-choice-pages.ts'
import { receiptMovePages } from './receipt-move-pages.ts'
import { judgeByReceipt, lookUpReceipt } from './receipts.ts'
import { Refusal, type RefusalName, sentenceOf, statusOf } from './refusals.ts'
import { districtOfCode } from './reports.ts'
import { contentSecurityPolicy } from './security-headers.ts'
import type { Doors, Server } from './server.ts'
import { namedInField } from './upload-pieces.ts'

const html = 'text/html; charset=utf-8'
const codeParams = z.object({ code: z.string().max(40) })
const uuidV4 = z.uuidv4()

/** Which field of the form a refusal is about. */
const fieldOf: Partial<Record<RefusalName, PointField>> = {
  'nothing-said': 'text',
  'too-long': 'text',
  'place-too-long': 'place',
  'name-missing': 'name',
  'name-too-long': 'name',
  'phone-misread': 'phone',
  'file-not-understood': 'photos',
  'file-damaged': 'photos',
  'file-too-large': 'photos',
  'too-many-files': 'photos',
  'picture-too-large': 'photos',
  'recording-too-long': 'recordings',
  'video-not-taken': 'recordings',
}

export function residentPages(app: Server, doors: Doors): void {
  const asset = assetAddresses(doors.builtFolder)
  const within = sheetWithin(doors.builtFolder, 'point.css')
  const page = { config: { access: 'anyone', page: true }, schema: { hide: true } } as const
  const pageWithFiles = { ...page, config: { ...page.config, files: true } } as const

  app.get('/', page, async (request, reply) => {
    const district = await districtOfPage(doors, request)
    const site = doors.site.of(district.id)
    const [stations, figures] = await Promise.all([disclosedStations(site), disclosedFigures(site)])
    const towns = Map.groupBy(stations, ({ townName }) => townName)
    return reply.type(html).send(
      renderHome(pageSettings(request, district, asset), {
        towns: [...towns].map(([name, inTown]) => ({
          name,
          stations: inTown.map(({ name, code, points }) => ({ name, code, points })),
        })),
        figures,
      }),
    )
  })

  for (const letter of ['p', 'd', 's'] as const) {
    const path = (code: string) => `/${letter}/${code}`

    const showPoint = async (
      request: FastifyRequest,
      reply: FastifyReply,
      found: Found,
      view: { submissionId: string; kept: Kept; refusal: RefusalName | null },
    ) => {
      const settings = { ...pageSettings(request, found.district, asset), sheet: within.sheet }
      const delivered = view.refusal === 'already-delivered'
      const problem = view.refusal && !delivered
      const [about, hasMap, challenge, signposts] = await Promise.all([
        aboutPlace(doors, found.district.id, found.place),
        hasLocatedPoint(doors.site.of(found.district.id)),
        challengeFor(doors.context, found.district, found.place),
        disclosedSignposts(doors.site.of(found.district.id)),
      ])
      return reply
        .status(view.refusal ? statusOf[view.refusal] : 200)
        .type(html)
        .header('content-security-policy', contentSecurityPolicy({ styleHash: within.hash }))
        .send(
          renderPointPage(settings, {
            action: path(found.place.code),
            to: { kind: found.place.kind, code: found.place.code },
            plate: {
              townName: found.place.townName,
              name: found.place.stationName ?? found.place.townName,
              pointName: found.place.pointName,
              deputyName: found.place.deputyName,
            },
            about,
            aboutThem: aboutThem(found.place, field(request.body, 'aboutAddressee') === 'true'),
            hasMap,
            transcriptOnly: field(request.body, 'transcriptOnly') === 'true',
            submissionId: delivered ? randomUUID() : view.submissionId,
            kept: view.kept,
            problem:
              problem && view.refusal
                ? { message: sentenceOf(view.refusal, settings.language), field: fieldOf[view.refusal] ?? null }
                : null,
            delivered,
            chooseAgain: (request.uploads ?? []).length > 0,
            challenge,
            signposts,
          }),
        )
    }

    const findPlace = async (code: string): Promise<Found> => {
      const district = await districtOfCode(doors.context, code)
      return { district, place: await placeOfCode(doors, district, code) }
    }

    app.get(`/${letter}/:code`, { ...page, schema: { ...page.schema, params: codeParams } }, async (request, reply) => {
      const gone = await goneCode(doors, request.params.code, request.language)
      if (gone)
        return reply
          .status(410)
          .type(html)
          .send(renderGoneCodePage(pageSettings(request, gone.district, asset), gone.view))
      const found = await findPlace(request.params.code)
      return showPoint(request, reply, found, { submissionId: randomUUID(), kept: nothingYet, refusal: null })
    })

    app.post(
      `/${letter}/:code`,
      { ...pageWithFiles, schema: { ...page.schema, params: codeParams } },
      async (request, reply) => {
        const found = await findPlace(request.params.code)
        const kept = keptOf(request.body)
        const given = uuidV4.safeParse(field(request.body, 'submissionId'))
        const submissionId = given.success ? given.data : randomUUID()
        const { kind, code } = found.place
        const proof = field(request.body, 'proof')
        const sent = await submitReport(doors.context, found.district, {
          submissionId,
          to: { kind, code },
          channel: 'web',
          isQuarantined: await isToQuarantine(doors.context, found.district, { to: { kind, code }, proof }),
          text: kept.text,
          place: kept.place,
          identity: identityOf(kept),
          aboutAddressee: field(request.body, 'aboutAddressee') === 'true',
          transcriptOnly: field(request.body, 'transcriptOnly') === 'true',
          uploads: [...(request.uploads ?? []), ...namedInField(field(request.body, 'uploads'))],
        })
        if (!sent.ok) return showPoint(request, reply, found, { submissionId, kept, refusal: sent.refusal })
        return showReceipt(request, reply, await lookUpReceipt(doors, sent.value.code), {
          fresh: true,
          notKept: sent.value.notKept,
        })
      },
    )
  }

  const showReceipt = async (
    request: FastifyRequest,
    reply: FastifyReply,
    receipt: ReceiptReply,
    shown: {
      fresh?: boolean
      delivered?: boolean
      notKept?: readonly NotKept[]
      refused?: Omit<RefusedForm, 'message'> & {
        refusal: RefusalName
        judgement?: KeptJudgement
        identity?: KeptIdentity
      }
    },
  ) => {
    const own = await districtOfCode(doors.context, receipt.receiptCode)
    const district = await districtOfPage(doors, request).catch(() => own)
    const settings = pageSettings(request, district, asset)
    return reply
      .status(shown.refused ? statusOf[shown.refused.refusal] : 200)
      .type(html)
      .send(
        renderReceiptPage(settings, {
          receipt,
          qr: await receiptQr(doors.publicUrl, receipt.receiptCode),
          fresh: shown.fresh ?? false,
          delivered: shown.delivered ?? false,
          notKept: presentNotKept(shown.notKept ?? [], settings.language),
          linkOf: (attachmentId) => {
            const link = sealFileLink(doors.context, { district: own.id, attachmentId })
            return paths.linkedFile(link)
          },
          problem: shown.refused
            ? { ...shown.refused, message: sentenceOf(shown.refused.refusal, settings.language) }
            : null,
          kept: shown.refused?.judgement ?? null,
          keptIdentity: shown.refused?.identity ?? null,
          pageWordId: randomUUID(),
          wechatLink: wechatLinkFor(doors, request, receipt.receiptCode),
          now: doors.context.now(),
        }),
      )
  }

  const showReceiptForm = async (
    request: FastifyRequest,
    reply: FastifyReply,
    typed: string,
    refusal: RefusalName | null,
  ) => {
    const district = await districtOfPage(doors, request).catch(() => ({ name: '', isDemonstration: false }))
    const settings = pageSettings(request, district, asset)
    if (refusal === 'too-many-attempts') reply.header('retry-after', '5')
    return reply
      .status(refusal ? statusOf[refusal] : 200)
      .type(html)
      .send(
        renderReceiptForm(settings, {
          typed,
          problem: refusal ? { message: sentenceOf(refusal, settings.language) } : null,
        }),
      )
  }

  app.get('/receipt', page, (request, reply) => showReceiptForm(request, reply, '', null))
  // A judged page reloaded, or its address typed: the way to the receipt is the form.
  app.get('/receipt/judge', page, (request, reply) => showReceiptForm(request, reply, '', null))

  app.post('/receipt', page, async (request, reply) => {
    const typed = field(request.body, 'receiptCode').slice(0, 80)
    try {
      return await showReceipt(request, reply, await lookUpReceipt(doors, typed), {})
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return showReceiptForm(request, reply, typed, error.refusal)
    }
  })

  app.post('/receipt/judge', page, async (request, reply) => {
    const typed = field(request.body, 'receiptCode').slice(0, 80)
    const kept = keptJudgement(request.body)
    const receipt = await lookUpReceipt(doors, typed)
    const missing = (['process', 'result', 'solved'] as const).find((name) => kept[name] === null)
    if (missing) {
      const refused = { ...refusedJudgement(kept), refusal: 'judgement-incomplete', field: missing } as const
      return showReceipt(request, reply, receipt, { refused })
    }
    try {
      const judged = await judgeByReceipt(doors, {
        receiptCode: typed,
        process: kept.process as Grade,
        result: kept.result as Grade,
        solved: kept.solved === true,
        assisted: kept.assisted === true,
        words: kept.words,
        sendBack: field(request.body, 'sendBack') === 'true',
      })
      const mark = field(request.body, 'mark')
      if (kept.publish !== 'yes' || field(request.body, 'sendBack') === 'true')
        return await showReceipt(request, reply, judged, {})
      return await publishAgreed(doors, typed, mark, (after, refusal) =>
        showReceipt(
          request,
          reply,
          after,
          refusal ? { refused: { form: 'consent', refusal, field: null, words: '' } } : {},
        ),
      )
    } catch (error) {
      if (!(error instanceof Refusal) || statusOf[error.refusal] >= 500) throw error
      const field = error.refusal === 'too-long' ? 'words' : null
      const refused = { ...refusedJudgement(kept), refusal: error.refusal, field }
      return showReceipt(request, reply, await lookUpReceipt(doors, typed), { refused })
    }
  })

  const showForm = (request: FastifyRequest, reply: FastifyReply) => showReceiptForm(request, reply, '', null)
  receiptChoicePages(app, doors, { receipt: showReceipt, form: showForm })
  receiptMovePages(app, doors, {
    receipt: showReceipt,
    form: showForm,
    withdraw: async (request, reply, receipt, { wasAsked, words, refusal }) => {
      const district = await districtOfPage(doors, request).catch(() =>
        districtOfCode(doors.context, receipt.receiptCode),
      )
      const settings = pageSettings(request, district, asset)
      const field = refusal === 'judgement-incomplete' ? 'wasAsked' : 'withdraw'
      const problem = refusal && ({ message: sentenceOf(refusal, settings.language), field } as const)
      return reply
        .status(refusal ? statusOf[refusal] : 200)
        .type(html)
        .send(renderWithdrawPage(settings, { receipt, kept: { wasAsked, words }, problem }))
    },
  })
}

const refusedJudgement = (judgement: KeptJudgement) => ({ form: 'judge', words: judgement.words, judgement }) as const

type Found = { readonly district: District; readonly place: DisclosedPlace }

type Kept = {
  readonly text: string
  readonly place: string
  readonly identity: IdentityKind
  readonly name: string
  readonly phone: string
}

const nothingYet: Kept = { text: '', place: '', identity: 'anonymous', name: '', phone: '' }

const keptOf = (body: unknown): Kept => ({
  text: field(body, 'text'),
  place: field(body, 'place'),
  identity: identityKinds.find((kind) => kind === field(body, 'identity')) ?? 'anonymous',
  name: field(body, 'name'),
  phone: field(body, 'phone'),
})

/** A deputy or a station has somebody above, to whom it can go past them. */
const aboutThem = ({ deputyName, stationName }: DisclosedPlace, ticked: boolean): PointView['aboutThem'] => {
  if (deputyName) return { kind: 'deputy', ticked }
  return stationName ? { kind: 'station', ticked } : null
}

/** A name typed before «nobody» was chosen is not sent on. */
const identityOf = ({ identity, name, phone }: Kept): Identity =>
  identity === 'anonymous' ? { kind: identity } : { kind: identity, name, phone }

const keptJudgement = (body: unknown): KeptJudgement => {
  const grade = (name: string): Grade | null => grades.find((known) => known === field(body, name)) ?? null
  const solved = field(body, 'solved')
  return {
    process: grade('process'),
    result: grade('result'),
    solved: solved === 'true' ? true : solved === 'false' ? false : null,
    words: field(body, 'words'),
    publish: field(body, 'publish'),
    assisted: field(body, 'assisted') === 'true',
  }
}

/** The receipt's address as a drawing. The code stands in the fragment, which never leaves the phone. */
const receiptQr = (publicUrl: string, receiptCode: string): Promise<string> =>
  QRCode.toString(`${publicUrl}/receipt#${receiptCode.replaceAll(' ', '')}`, {
    type: 'svg',
    margin: 2,
    errorCorrectionLevel: 'M',
  })
