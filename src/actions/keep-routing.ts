import { allCategories, allStations, routingRules } from '../data/categories/read.ts'
import { deleteRoutingRule, lockCategories, putRoutingRule } from '../data/categories/write.ts'
import type { Db } from '../data/db.ts'
import type { District } from '../data/districts/read.ts'
import { allAgencies, allTowns } from '../data/places/read.ts'
import { byIdOf, pathOf } from '../domain/categories/category.ts'
import type { RoutingRule } from '../domain/categories/suggest.ts'
import type { Staff } from '../domain/people/actor.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import type { Context } from './context.ts'
import { asDistrict, recordOnRules } from './record-on-rules.ts'

const mostCoAgencies = 10

/**
 * Says who handles a category where: a new rule, or with `id` another in place of that one.
 * Refused: `not-your-role`, `no-such-category`, `no-such-agency`, `agency-named-twice`, `no-such-area`,
 * `no-such-routing`, `routing-taken` when the same category in the same area is spoken of already.
 */
export async function putRouting(
  context: Context,
  district: District,
  staff: Staff,
  given: Omit<RoutingRule, 'id'> & { readonly id: string | null },
) {
  const by = asDistrict(staff)
  if (!by.ok) return by
  return context.database.inTransaction(district.id, async (tx) => {
    await lockCategories(tx)
    const there = await routingRules(tx)
    const before = there.find(({ id }) => id === given.id)
    if (given.id !== null && !before) return refuse('no-such-routing')
    const named = await namesFor(tx, given)
    if (!named.ok) return named
    const same = (rule: RoutingRule) =>
      rule.categoryId === given.categoryId && rule.townId === given.townId && rule.stationId === given.stationId
    if (there.some((rule) => rule.id !== given.id && same(rule))) return refuse('routing-taken')
    const rule = { ...given, id: given.id ?? context.newId() }
    await putRoutingRule(tx, rule)
    const was = before && (await namesFor(tx, before))
    await recordOnRules(context, tx, {
      kind: 'put-routing',
      subjectId: rule.id,
      by: by.value,
      what: named.value.about,
      changes: [{ name: named.value.about, from: was?.ok ? was.value.agencies : null, to: named.value.agencies }],
    })
    return allow({ id: rule.id })
  })
}

/** Takes a rule of routing away. Refused: `not-your-role`, `no-such-routing`. */
export async function dropRouting(context: Context, district: District, staff: Staff, id: string) {
  const by = asDistrict(staff)
  if (!by.ok) return by
  return context.database.inTransaction(district.id, async (tx) => {
    await lockCategories(tx)
    const rule = (await routingRules(tx)).find((one) => one.id === id)
    if (!rule) return refuse('no-such-routing')
    const named = await namesFor(tx, rule)
    await deleteRoutingRule(tx, id)
    await recordOnRules(context, tx, {
      kind: 'drop-routing',
      subjectId: id,
      by: by.value,
      what: named.ok ? named.value.about : '',
      changes: named.ok ? [{ name: named.value.about, from: named.value.agencies, to: null }] : [],
    })
    return allow({ id })
  })
}

/** The rule in names, as the history keeps it; a refusal where a part of it does not exist. */
async function namesFor(db: Db, rule: Omit<RoutingRule, 'id'>) {
  const byId = byIdOf(await allCategories(db))
  const category = byId.get(rule.categoryId)
  if (!category) return refuse('no-such-category')
  const ids = [rule.agencyId, ...rule.coAgencyIds]
  if (new Set(ids).size !== ids.length) return refuse('agency-named-twice')
  const agencies = new Map((await allAgencies(db)).map(({ id, name }) => [id, name]))
  if (ids.length > mostCoAgencies + 1 || ids.some((id) => !agencies.has(id))) return refuse('no-such-agency')
  if (rule.townId !== null && rule.stationId !== null) return refuse('no-such-area')
  const areas = rule.stationId ? await allStations(db) : await allTowns(db)
  const areaId = rule.stationId ?? rule.townId
  const area = areaId === null ? null : areas.find(({ id }) => id === areaId)
  if (area === undefined) return refuse('no-such-area')
  return allow({
    about: area ? `${pathOf(category, byId)} · ${area.name}` : pathOf(category, byId),
    agencies: ids.map((id) => agencies.get(id)).join('、'),
  })
}
