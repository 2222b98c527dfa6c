import { signpostsOf } from '../data/signposts/read.ts'
import { deleteSignpost, putSignpostRow } from '../data/signposts/write.ts'
import type { Staff } from '../domain/people/actor.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { checkWeight, readSignpost, type Signpost } from '../domain/signposts/signpost.ts'
import type { Context } from './context.ts'
import { asDistrict, recordOnRules } from './record-on-rules.ts'

/**
 * Puts a signpost into the district's own words, or adds one of its own where `kind` is null.
 * Refused: `not-your-role`, `signpost-misread`, `emergency-number-missing`, `signposts-too-much`.
 */
export async function putSignpost(
  context: Context,
  district: number,
  staff: Staff,
  given: Omit<Signpost, 'kind'> & { readonly kind: string | null },
) {
  const by = asDistrict(staff)
  if (!by.ok) return by
  const id = context.newId()
  const read = readSignpost({ ...given, kind: given.kind ?? `own-${id.slice(0, 8)}` })
  if (!read.ok) return read
  const signpost = read.value
  return context.database.inTransaction(district, async (tx) => {
    const there = await signpostsOf(tx)
    const before = there.find(({ kind }) => kind === signpost.kind)
    const weight = checkWeight([...there.filter((one) => one !== before), signpost])
    if (!weight.ok) return weight
    await putSignpostRow(tx, signpost)
    await recordOnRules(context, tx, {
      kind: 'put-signpost',
      subjectId: id,
      by: by.value,
      what: signpost.title,
      changes: (['title', 'note'] as const)
        .filter((name) => before?.[name] !== signpost[name])
        .map((name) => ({ name, from: before?.[name] ?? null, to: signpost[name] })),
    })
    return allow({ kind: signpost.kind })
  })
}

/** Takes the district's own words back: the product's hold again, or there is none. Refused: `not-your-role`, `no-such-signpost`. */
export async function dropSignpost(context: Context, district: number, staff: Staff, kind: string) {
  const by = asDistrict(staff)
  if (!by.ok) return by
  return context.database.inTransaction(district, async (tx) => {
    const before = (await signpostsOf(tx)).find((one) => one.kind === kind)
    if (!before) return refuse('no-such-signpost')
    await deleteSignpost(tx, kind)
    await recordOnRules(context, tx, {
      kind: 'drop-signpost',
      subjectId: context.newId(),
      by: by.value,
      what: before.title,
    })
    return allow({ kind })
  })
}
