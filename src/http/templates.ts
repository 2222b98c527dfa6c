/** Templates for answers: those one may use, and keeping one's own unit's. */
import { z } from 'zod'
import { dropTemplate, putTemplate } from '../actions/keep-template.ts'
import { putTemplateBody, type TemplatesReply, templateChangedReply, templatesReply } from '../contract/templates.ts'
import { allCategories } from '../data/categories/read.ts'
import { unitName } from '../data/places/read.ts'
import { historyOfRules } from '../data/rules/read-sets.ts'
import { templatesFor } from '../data/templates/read.ts'
import { byIdOf, pathOf } from '../domain/categories/category.ts'
import { deeds, mayDo } from '../domain/people/deeds.ts'
import { rulesEvents } from '../domain/rules/rules-events.ts'
import { keeperKinds, keepsFor } from '../domain/templates/template.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { orRefuse } from './refusals.ts'
import { presentRulesHistory } from './rules-present.ts'
import type { Doors, Server } from './server.ts'

const idParams = z.strictObject({ id: z.uuid() })

export function templateRoutes(app: Server, { context }: Doors): void {
  app.get(
    '/api/v1/templates',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['rules'],
        description: 'The templates I may use: the district’s, and those of my town and station.',
        response: documented({ 200: templatesReply }, [401, 503]),
      },
    },
    async (request): Promise<TemplatesReply> => {
      const { district, staff } = sessionOn(request)
      const db = context.database.of(district.id)
      const reads = mayDo('read-rules', staff.memberships)
      const kept = staff.memberships.flatMap(({ role, unitId }) => {
        const kind = keeperKinds.find((one) => one === role)
        return kind ? [{ kind, id: unitId }] : []
      })
      const [templates, categories, history, keepers] = await Promise.all([
        templatesFor(db, staff),
        allCategories(db),
        reads ? historyOfRules(db, rulesEvents.templates, 50) : [],
        Promise.all(kept.map(async (keeper) => ({ ...keeper, name: await unitName(db, keeper) }))),
      ])
      const byId = byIdOf(categories)
      const roles: readonly string[] = staff.memberships.map(({ role }) => role)
      const shown = templates.filter(
        (one) => one.role === null || roles.includes(one.role) || reads || keepsFor(staff, one.keeper),
      )
      return {
        templates: shown.map(({ id, keeper, keeperName, role, categoryId, name, words }) => {
          const category = categoryId === null ? undefined : byId.get(categoryId)
          return {
            id,
            keeper: { ...keeper, name: keeperName },
            role,
            category: category ? { id: category.id, path: pathOf(category, byId) } : null,
            name,
            words,
            mine: keepsFor(staff, keeper),
          }
        }),
        keepers,
        history: presentRulesHistory(history),
      }
    },
  )

  app.post(
    '/api/v1/templates',
    {
      config: { access: deeds['keep-templates'] },
      schema: {
        tags: ['rules'],
        description: 'Writes a template for my unit and those below it.',
        body: putTemplateBody,
        response: documented({ 200: templateChangedReply }, [400, 401, 403, 404, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      return orRefuse(await putTemplate(context, district.id, staff, request.body))
    },
  )

  app.delete(
    '/api/v1/templates/:id',
    {
      config: { access: deeds['keep-templates'] },
      schema: {
        tags: ['rules'],
        description: 'Takes a template of my unit away.',
        params: idParams,
        response: documented({ 200: templateChangedReply }, [400, 401, 403, 404, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      return orRefuse(await dropTemplate(context, district.id, staff, request.params.id))
    },
  )
}
