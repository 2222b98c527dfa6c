/** Signposts at the desk: the product's words, and the district's in their place. */
import { z } from 'zod'
import { dropSignpost, putSignpost } from '../actions/keep-signpost.ts'
import { putSignpostBody, type SignpostsReply, signpostChangedReply, signpostsReply } from '../contract/signposts.ts'
import { historyOfRules } from '../data/rules/read-sets.ts'
import { signpostsOf } from '../data/signposts/read.ts'
import { deeds, mayDo } from '../domain/people/deeds.ts'
import { rulesEvents } from '../domain/rules/rules-events.ts'
import { type Signpost, type SignpostKind, signpostKinds } from '../domain/signposts/signpost.ts'
import { deskMoves as movesEn } from '../words/en/desk-moves.ts'
import { speaking as speakingEn } from '../words/en/speaking.ts'
import { terms as termsEn } from '../words/en/terms.ts'
import type { Language } from '../words/language.ts'
import { deskMoves as movesZh } from '../words/zh/desk-moves.ts'
import { speaking as speakingZh } from '../words/zh/speaking.ts'
import { terms as termsZh } from '../words/zh/terms.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { orRefuse } from './refusals.ts'
import { isOfDistrict, presentRulesHistory } from './rules-present.ts'
import type { Doors, Server } from './server.ts'

const words = {
  zh: { speaking: speakingZh, moves: movesZh, terms: termsZh },
  en: { speaking: speakingEn, moves: movesEn, terms: termsEn },
}
const kindParams = z.strictObject({ kind: z.string().max(20) })

export function signpostRoutes(app: Server, { context }: Doors): void {
  app.get(
    '/api/v1/signposts',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['rules'],
        description: 'Where else to turn, in the district’s words where it has any, else in the product’s.',
        response: documented({ 200: signpostsReply }, [401, 503]),
      },
    },
    async (request): Promise<SignpostsReply> => {
      const session = sessionOn(request)
      const db = context.database.of(session.district.id)
      const reads = mayDo('read-rules', session.staff.memberships)
      const [kept, history] = await Promise.all([
        signpostsOf(db),
        reads ? historyOfRules(db, rulesEvents.signposts, 50) : [],
      ])
      const known = signpostKinds.map((kind) => {
        const own = kept.find((one) => one.kind === kind)
        return own ? presented(own, 'changed') : presented(ofProduct(kind, request.language), 'product')
      })
      const own = kept.filter(({ kind }) => !signpostKinds.some((one) => one === kind))
      return {
        signposts: [...known, ...own.map((one) => presented(one, 'own'))],
        mayChange: isOfDistrict(session),
        history: presentRulesHistory(history),
      }
    },
  )

  app.post(
    '/api/v1/signposts',
    {
      config: { access: deeds['keep-rules'] },
      schema: {
        tags: ['rules'],
        description: 'Puts a signpost into the district’s own words, or adds one.',
        body: putSignpostBody,
        response: documented({ 200: signpostChangedReply }, [400, 401, 403, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      return orRefuse(await putSignpost(context, district.id, staff, request.body))
    },
  )

  app.delete(
    '/api/v1/signposts/:kind',
    {
      config: { access: deeds['keep-rules'] },
      schema: {
        tags: ['rules'],
        description: 'Takes the district’s own words back.',
        params: kindParams,
        response: documented({ 200: signpostChangedReply }, [400, 401, 403, 404, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      return orRefuse(await dropSignpost(context, district.id, staff, request.params.kind))
    },
  )
}

const presented = (
  { kind, title, note, words: said }: Signpost,
  state: SignpostsReply['signposts'][number]['state'],
) => ({
  kind,
  title,
  note,
  words: [...said],
  state,
})

/** What the product says by itself. */
function ofProduct(kind: SignpostKind, language: Language): Signpost {
  const { speaking, moves, terms } = words[language]
  // Its words belong to the courts' on the phone, which name both.
  if (kind === 'arbitration')
    return { kind, title: terms.declineReason.arbitration, note: moves.signpost.arbitration, words: [] }
  const { title, note, words: said } = speaking.signpost[kind]
  return { kind, title, note, words: said.split('|') }
}
