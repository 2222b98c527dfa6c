/** What the holder of a receipt does on its page, besides judging: words, withdrawing in two steps, reopening, appeal. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { paths } from '../../web/shared/paths.ts'
import type { RefusedForm, WordsForm } from '../../web/site/words-form.ts'
import { addWords, appealDecline, type ReceiptMove, reopenReport, withdrawReport } from '../actions/resident-moves.ts'
import type { ReceiptReply, StepReply } from '../contract/receipts.ts'
import { cleanWords } from '../domain/shared/words.ts'
import { field } from './page-settings.ts'
import { actByReceipt, lookUpReceipt } from './receipts.ts'
import { Refusal, type RefusalName, statusOf } from './refusals.ts'
import type { Doors, Server } from './server.ts'

/** How the pages are shown; what was refused is told by its name. */
export type ReceiptShows = {
  receipt(
    request: FastifyRequest,
    reply: FastifyReply,
    receipt: ReceiptReply,
    shown: { delivered?: boolean; refused?: Omit<RefusedForm, 'message'> & { refusal: RefusalName } },
  ): Promise<FastifyReply>
  withdraw(
    request: FastifyRequest,
    reply: FastifyReply,
    receipt: ReceiptReply,
    shown: { wasAsked: boolean | null; words: string; refusal: RefusalName | null },
  ): Promise<FastifyReply>
  form(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>
}

type Act = (move: ReceiptMove, words: string) => ReturnType<Parameters<typeof actByReceipt>[2]>

export function receiptMovePages(app: Server, doors: Doors, show: ReceiptShows): void {
  const page = { config: { access: 'anyone', page: true }, schema: { hide: true } } as const
  const { context } = doors

  const wordsPage = (form: WordsForm, steps: readonly StepReply['kind'][], act: Act) => {
    app.get(paths[form], page, (request, reply) => show.form(request, reply))
    const config = form === 'addWords' ? ({ ...page.config, files: true } as const) : page.config
    app.post(paths[form], { ...page, config }, async (request, reply) => {
      const { typed, words } = sentBy(request)
      const before = await lookUpReceipt(doors, typed)
      const delivered = form === 'addWords'
      if (isDone(before, steps, words)) return show.receipt(request, reply, before, { delivered })
      try {
        const after = await actByReceipt(doors, typed, (move) =>
          act({ ...move, uploads: request.uploads ?? [] }, words),
        )
        return await show.receipt(request, reply, after, { delivered })
      } catch (error) {
        const refusal = sayable(error)
        const refused = { form, refusal, field: isAboutWords(refusal) ? form : null, words }
        return show.receipt(request, reply, await lookUpReceipt(doors, typed), { refused })
      }
    })
  }
  wordsPage('addWords', ['reply', 'message'], (move, words) => addWords(context, move, { words }))
  wordsPage('reopen', ['reopen'], (move, words) => reopenReport(context, move, { words }))
  wordsPage('appeal', ['appeal'], (move, words) => appealDecline(context, move, { words }))

  app.get(paths.withdraw, page, (request, reply) => show.form(request, reply))
  app.post(paths.withdraw, page, async (request, reply) => {
    const { typed, words } = sentBy(request)
    const receipt = await lookUpReceipt(doors, typed)
    if (isDone(receipt, ['withdraw'], words)) return show.receipt(request, reply, receipt, {})
    const answer = field(request.body, 'wasAsked')
    const wasAsked = answer === 'true' ? true : answer === 'false' ? false : null
    if (!receipt.moves.includes('withdraw')) {
      const refused = { form: 'withdraw', refusal: 'not-from-this-status', field: null, words } as const
      return show.receipt(request, reply, receipt, { refused })
    }
    if (field(request.body, 'confirmed') !== 'true')
      return show.withdraw(request, reply, receipt, { wasAsked, words, refusal: null })
    if (wasAsked === null)
      return show.withdraw(request, reply, receipt, { wasAsked, words, refusal: 'judgement-incomplete' })
    try {
      const after = await actByReceipt(doors, typed, (move) => withdrawReport(context, move, { wasAsked, words }))
      return await show.receipt(request, reply, after, {})
    } catch (error) {
      const refusal = sayable(error)
      if (isAboutWords(refusal)) return show.withdraw(request, reply, receipt, { wasAsked, words, refusal })
      const refused = { form: 'withdraw', refusal, field: null, words } as const
      return show.receipt(request, reply, await lookUpReceipt(doors, typed), { refused })
    }
  })
}

const sentBy = (request: FastifyRequest) => ({
  typed: field(request.body, 'receiptCode').slice(0, 80),
  words: field(request.body, 'words'),
})

const isAboutWords = (refusal: RefusalName): boolean => refusal === 'nothing-said' || refusal === 'too-long'

/** A refusal that is told on the receipt; anything else goes on to the page of errors, with all that was sent. */
function sayable(error: unknown): RefusalName {
  if (!(error instanceof Refusal) || statusOf[error.refusal] >= 500) throw error
  return error.refusal
}

/** The same words again and nothing since: a page sent twice or reloaded, whose move was made the first time. */
function isDone({ steps }: ReceiptReply, kinds: readonly StepReply['kind'][], typed: string): boolean {
  const last = steps.at(-1)
  const words = cleanWords(typed)
  return (
    last !== undefined &&
    kinds.includes(last.kind) &&
    last.by.kind === 'resident' &&
    last.words === (words.ok ? words.value : '')
  )
}
