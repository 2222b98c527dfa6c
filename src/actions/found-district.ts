/** Founds a real district: the tenant, its rules and calendar, and the first person who can sign in. All or nothing. */
import { allDistricts, type District } from '../data/districts/read.ts'
import { insertCalendarDays, insertDistrict, insertRuleSet, renewSubmissionGrounds } from '../data/districts/write.ts'
import { insertMembership, insertUser } from '../data/people/write.ts'
import type { LocalDate, SpecialDay } from '../domain/calendar/calendar.ts'
import { originOf } from '../domain/districts/district.ts'
import type { RuleSet } from '../domain/rules/rule-set.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { hashPassword } from '../outside/passwords.ts'
import type { Context } from './context.ts'

/** A district and its first administrator, every part of it checked already. */
export type Founding = {
  readonly name: string
  readonly prefix: string
  readonly host: string
  readonly rules: RuleSet
  readonly rulesFrom: LocalDate
  readonly calendar: readonly (SpecialDay & { date: LocalDate })[]
  readonly administrator: { readonly name: string; readonly login: string; readonly password: string }
}

/**
 * Whether a district could be founded. Refused: `demonstration-here`, `prefix-taken`, `host-taken`.
 * `asked` may leave out what is not known yet.
 */
export async function mayFound(context: Context, asked: { prefix?: string; host?: string }) {
  const districts = await allDistricts(context.database)
  if (districts.some(({ isDemonstration }) => isDemonstration)) return refuse('demonstration-here')
  if (districts.some(({ prefix }) => prefix === asked.prefix)) return refuse('prefix-taken')
  if (districts.some(({ host }) => host !== null && host === asked.host)) return refuse('host-taken')
  return allow(Math.max(0, ...districts.map(({ id }) => id)) + 1)
}

/** Founds it. Refused: what `mayFound` refuses. */
export async function foundDistrict(context: Context, founding: Founding) {
  const { administrator } = founding
  const passwordHash = await hashPassword(administrator.password)
  for (let attempt = 1; ; attempt++) {
    const free = await mayFound(context, founding)
    if (!free.ok) return free
    const id = free.value
    try {
      return await context.database.inTransaction(id, async (tx) => {
        await insertDistrict(tx, { ...founding, isDemonstration: false, origin: originOf(founding) })
        await insertRuleSet(tx, founding.rulesFrom, founding.rules)
        await insertCalendarDays(tx, founding.calendar)
        await renewSubmissionGrounds(tx)
        const userId = context.newId()
        await insertUser(tx, { id: userId, login: administrator.login, name: administrator.name, passwordHash })
        await insertMembership(tx, { id: context.newId(), userId, role: 'district', unitId: null })
        return allow<Pick<District, 'id' | 'prefix' | 'name'>>({ id, prefix: founding.prefix, name: founding.name })
      })
    } catch (error) {
      // Another district was founded between the look and the writing: look again, and tell what is taken now.
      if ((error as { code?: string }).code !== '23505' || attempt === 5) throw error
    }
  }
}
