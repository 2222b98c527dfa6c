import { allCategories } from '../data/categories/read.ts'
import { templateById } from '../data/templates/read.ts'
import { deleteTemplate, putTemplateRow } from '../data/templates/write.ts'
import type { Staff } from '../domain/people/actor.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { cleanWords } from '../domain/shared/words.ts'
import { keepsFor, readTemplateName, type Template } from '../domain/templates/template.ts'
import type { Context } from './context.ts'
import { type RulesActor, recordOnRules } from './record-on-rules.ts'

/**
 * A station, a town or the district's office writes a template for those below it, or with `id` writes it anew.
 * Refused: `not-yours` for another unit's; `template-name-misread`; `nothing-said`, `too-long`; `no-such-category`;
 * `no-such-template`.
 */
export async function putTemplate(
  context: Context,
  district: number,
  staff: Staff,
  given: Omit<Template, 'id'> & { readonly id: string | null },
) {
  if (!keepsFor(staff, given.keeper)) return refuse('not-yours')
  const name = readTemplateName(given.name)
  if (!name.ok) return name
  const words = cleanWords(given.words)
  if (!words.ok) return words
  return context.database.inTransaction(district, async (tx) => {
    const before = given.id === null ? undefined : await templateById(tx, given.id)
    if (given.id !== null && !before) return refuse('no-such-template')
    // A template stays with who keeps it.
    if (before && !keepsFor(staff, before.keeper)) return refuse('not-yours')
    if (given.categoryId !== null && !(await allCategories(tx)).some(({ id }) => id === given.categoryId))
      return refuse('no-such-category')
    const id = given.id ?? context.newId()
    const keeper = before?.keeper ?? given.keeper
    await putTemplateRow(tx, { ...given, id, keeper, name: name.value, words: words.value })
    await recordOnRules(context, tx, {
      kind: 'put-template',
      subjectId: id,
      by: actorFor(staff, keeper),
      what: name.value,
      changes: [{ name: 'words', from: before?.words ?? null, to: words.value }],
    })
    return allow({ id })
  })
}

/** Takes a template away. Refused: `no-such-template`; `not-yours` for another unit's. */
export const dropTemplate = (context: Context, district: number, staff: Staff, id: string) =>
  context.database.inTransaction(district, async (tx) => {
    const template = await templateById(tx, id)
    if (!template) return refuse('no-such-template')
    if (!keepsFor(staff, template.keeper)) return refuse('not-yours')
    await deleteTemplate(tx, id)
    await recordOnRules(context, tx, {
      kind: 'drop-template',
      subjectId: id,
      by: actorFor(staff, template.keeper),
      what: template.name,
      changes: [{ name: 'words', from: template.words, to: null }],
    })
    return allow({ id })
  })

const actorFor = ({ userId }: Staff, { kind, id }: Template['keeper']): RulesActor => ({
  role: kind,
  unitId: id,
  userId,
})
