/** Rule sets at the desk: which hold, what a new one would do, and putting it in force. */
import { addRuleSet, previewRuleSet, rulesOn, withdrawRuleSet } from '../actions/add-rule-set.ts'
import {
  addRuleSetBody,
  type RulesPreviewReply,
  type RulesReply,
  ruleSetBody,
  ruleSetChangedReply,
  rulesPreviewReply,
  rulesReply,
  withdrawRuleSetBody,
} from '../contract/rules.ts'
import { historyOfRules, ruleSets } from '../data/rules/read-sets.ts'
import { localDate } from '../domain/calendar/calendar.ts'
import { deeds } from '../domain/people/deeds.ts'
import { rulesEvents } from '../domain/rules/rules-events.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { caseNumber } from './present-case.ts'
import { orRefuse } from './refusals.ts'
import { isOfDistrict, presentRulesHistory } from './rules-present.ts'
import type { Doors, Server } from './server.ts'

export function ruleRoutes(app: Server, { context }: Doors): void {
  app.get(
    '/api/v1/rules',
    {
      config: { access: deeds['read-rules'] },
      schema: {
        tags: ['rules'],
        description: 'Every rule set of the district with the day it holds from, and who changed what.',
        response: documented({ 200: rulesReply }, [401, 403, 503]),
      },
    },
    async (request): Promise<RulesReply> => {
      const session = sessionOn(request)
      const { district } = session
      const db = context.database.of(district.id)
      const [sets, history] = await Promise.all([ruleSets(db), historyOfRules(db, rulesEvents.sets, 100)])
      const today = localDate(context.now(), district)
      const inForce = rulesOn(sets, today)
      return {
        today,
        sets: sets.map(({ validFrom, rules }) => ({
          validFrom,
          state: validFrom > today ? 'coming' : validFrom === inForce?.validFrom ? 'in-force' : 'earlier',
          rules,
        })),
        mayChange: isOfDistrict(session),
        history: presentRulesHistory(history),
      }
    },
  )

  app.post(
    '/api/v1/rules/preview',
    {
      config: { access: deeds['keep-rules'] },
      schema: {
        tags: ['rules'],
        description: 'What these rules would do to the cases that are open now. Writes nothing.',
        body: ruleSetBody,
        response: documented({ 200: rulesPreviewReply }, [400, 401, 403, 503]),
      },
    },
    async (request): Promise<RulesPreviewReply> => {
      const { district, staff } = sessionOn(request)
      const { changed, open, steps, returns, cases } = orRefuse(
        await previewRuleSet(context, district, staff, request.body),
      )
      return {
        changed,
        open,
        steps,
        returns,
        cases: cases.map(({ id, number, receivedAt, status, dueAt, wouldBeDue, returnBy }) => ({
          id,
          number: caseNumber(number, receivedAt, district),
          status,
          dueAt: dueAt.toISOString(),
          wouldBeDue: wouldBeDue?.toISOString() ?? null,
          returnBy: returnBy && { from: returnBy.from.toISOString(), to: returnBy.to.toISOString() },
        })),
      }
    },
  )

  app.post(
    '/api/v1/rules',
    {
      config: { access: deeds['keep-rules'] },
      schema: {
        tags: ['rules'],
        description: 'Puts a rule set in force from today or a later day.',
        body: addRuleSetBody,
        response: documented({ 200: ruleSetChangedReply }, [400, 401, 403, 409, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      return orRefuse(await addRuleSet(context, district, staff, request.body))
    },
  )

  app.post(
    '/api/v1/rules/withdraw',
    {
      config: { access: deeds['keep-rules'] },
      schema: {
        tags: ['rules'],
        description: 'Takes back a rule set that is not in force yet.',
        body: withdrawRuleSetBody,
        response: documented({ 200: ruleSetChangedReply }, [400, 401, 403, 404, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      return orRefuse(await withdrawRuleSet(context, district, staff, request.body))
    },
  )
}
