/** Categories at the desk: the list, by hand or as a table, and what a case is about. */
import { z } from 'zod'
import { importCategories, previewCategories } from '../actions/import-categories.ts'
import { addCategory, changeCategory, retireCategory } from '../actions/keep-category.ts'
import { sortCase } from '../actions/sort-case.ts'
import { writePlaces } from '../actions/write-places.ts'
import { type MovedReply, movedReply } from '../contract/cases.ts'
import {
  addCategoryBody,
  type CategoriesReply,
  categoriesReply,
  categoryChangedReply,
  changeCategoryBody,
  exportCategoriesQuery,
  type ImportCategoriesReply,
  importCategoriesBody,
  importCategoriesReply,
  retireCategoryBody,
  sortBody,
} from '../contract/categories.ts'
import { allCategories, casesOfCategories } from '../data/categories/read.ts'
import { historyOfRules } from '../data/rules/read-sets.ts'
import { localDate } from '../domain/calendar/calendar.ts'
import { byIdOf, type Category, isActive, pathOf, wayTo } from '../domain/categories/category.ts'
import { deeds, mayDo } from '../domain/people/deeds.ts'
import { mostTableBytes } from '../domain/places/sheet-kind.ts'
import { rulesEvents } from '../domain/rules/rules-events.ts'
import { categories as en } from '../words/en/categories.ts'
import { categories as zh } from '../words/zh/categories.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { orRefuse } from './refusals.ts'
import { isOfDistrict, presentRulesHistory } from './rules-present.ts'
import type { Doors, Server } from './server.ts'

const words = { zh, en }
const idParams = z.strictObject({ id: z.uuid() })
const typeOf = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export function categoryRoutes(app: Server, { context }: Doors): void {
  app.get(
    '/api/v1/categories',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['rules'],
        description: 'Every category, the retired ones too.',
        response: documented({ 200: categoriesReply }, [401, 503]),
      },
    },
    async (request): Promise<CategoriesReply> => {
      const session = sessionOn(request)
      const { district, staff } = session
      const db = context.database.of(district.id)
      const keeps = mayDo('read-rules', staff.memberships)
      const [categories, cases, history] = await Promise.all([
        allCategories(db),
        keeps ? casesOfCategories(db) : new Map<string, number>(),
        keeps ? historyOfRules(db, rulesEvents.categories, 50) : [],
      ])
      const byId = byIdOf(categories)
      const today = localDate(context.now(), district)
      return {
        today,
        categories: inOrder(categories, byId).map((category) => ({
          id: category.id,
          parentId: category.parentId,
          name: category.name,
          path: pathOf(category, byId),
          keywords: [...category.keywords],
          activeFrom: category.activeFrom,
          retiredOn: category.retiredOn,
          active: isActive(category, today, byId),
          cases: cases.get(category.id) ?? 0,
        })),
        mayChange: isOfDistrict(session),
        history: presentRulesHistory(history),
      }
    },
  )

  app.post(
    '/api/v1/categories',
    {
      config: { access: deeds['keep-rules'] },
      schema: {
        tags: ['rules'],
        description: 'Adds a category below another, or at the top.',
        body: addCategoryBody,
        response: documented({ 201: categoryChangedReply }, [400, 401, 403, 409, 503]),
      },
    },
    async (request, reply) => {
      const { district, staff } = sessionOn(request)
      return reply.status(201).send(orRefuse(await addCategory(context, district, staff, request.body)))
    },
  )

  app.post(
    '/api/v1/categories/:id',
    {
      config: { access: deeds['keep-rules'] },
      schema: {
        tags: ['rules'],
        description: 'Gives a category another name or other keywords.',
        params: idParams,
        body: changeCategoryBody,
        response: documented({ 200: categoryChangedReply }, [400, 401, 403, 404, 409, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      return orRefuse(await changeCategory(context, district, staff, { id: request.params.id, ...request.body }))
    },
  )

  app.post(
    '/api/v1/categories/:id/retire',
    {
      config: { access: deeds['keep-rules'] },
      schema: {
        tags: ['rules'],
        description: 'Takes a category out of use from a day on, or back into use.',
        params: idParams,
        body: retireCategoryBody,
        response: documented({ 200: categoryChangedReply }, [400, 401, 403, 404, 409, 503]),
      },
    },
    async (request) => {
      const { district, staff } = sessionOn(request)
      return orRefuse(await retireCategory(context, district, staff, { id: request.params.id, ...request.body }))
    },
  )

  app.post(
    '/api/v1/categories/import',
    {
      // Base 64 takes a third more than the file.
      bodyLimit: Math.ceil(mostTableBytes * 1.4),
      config: { access: deeds['keep-rules'] },
      schema: {
        tags: ['rules'],
        description: 'Reads a table of categories: what would be made, or all of it; nothing when any line is refused.',
        body: importCategoriesBody,
        response: documented({ 200: importCategoriesReply }, [400, 401, 403, 409, 413, 503]),
      },
    },
    async (request): Promise<ImportCategoriesReply> => {
      const { district, staff } = sessionOn(request)
      const bytes = Buffer.from(request.body.content, 'base64')
      const lines = orRefuse(
        request.body.make
          ? await importCategories(context, district, staff, bytes)
          : await previewCategories(context, district, bytes),
      )
      return {
        lines: lines.map(({ line, names, outcome, refusal }) => ({ line, names: [...names], outcome, refusal })),
      }
    },
  )

  app.get(
    '/api/v1/categories/export',
    {
      config: { access: deeds['read-rules'] },
      schema: {
        tags: ['rules'],
        description: 'The categories as a table that can be read in again.',
        querystring: exportCategoriesQuery,
      },
    },
    async (request, reply) => {
      const { district } = sessionOn(request)
      const { format } = request.query
      const categories = await allCategories(context.database.of(district.id))
      const byId = byIdOf(categories)
      const { sheet, columns } = words[request.language].table
      const rows = inOrder(categories, byId).map((category) => {
        const [one, two = null, three = null] = wayTo(category, byId).map(({ name }) => name)
        const { keywords, activeFrom, retiredOn } = category
        return [one ?? null, two, three, keywords.join('、'), activeFrom, retiredOn]
      })
      return reply
        .type(typeOf[format])
        .header('content-disposition', `attachment; filename="categories.${format}"`)
        .send(Buffer.from(writePlaces(format, [{ name: sheet, columns, rows }])))
    },
  )

  app.post(
    '/api/v1/cases/:id/sort',
    {
      config: { access: deeds['sort-cases'] },
      schema: {
        tags: ['desk'],
        description: 'Says what a case is about; it may be said again.',
        params: idParams,
        body: sortBody,
        response: documented({ 200: movedReply }, [400, 401, 403, 404, 409, 503]),
      },
    },
    async (request): Promise<MovedReply> => {
      const { district, staff } = sessionOn(request)
      const { version, categoryId } = request.body
      const move = { district: district.id, staff, caseId: request.params.id, seenVersion: version }
      const sorted = orRefuse(await sortCase(context, move, { categoryId }))
      return { status: sorted.status, version: sorted.version, dueAt: sorted.dueAt?.toISOString() ?? null }
    },
  )
}

/** From the top down, each below the one it belongs to. */
function inOrder(categories: readonly Category[], byId: ReadonlyMap<string, Category>): Category[] {
  const path = new Map(categories.map((category) => [category.id, pathOf(category, byId)]))
  return categories.toSorted((a, b) => (path.get(a.id) ?? '').localeCompare(path.get(b.id) ?? '', 'zh'))
}
