/** For whom the section is. */
import type { MeReply } from '../../../src/contract/sessions.ts'

type Me = Pick<MeReply, 'memberships'>

/** The district's office keeps the rules, and auditors read them. */
export const keepsRules = (me: Me): boolean =>
  me.memberships.some(({ role }) => role === 'district' || role === 'auditor')

/** Stations and towns keep templates of their own. */
export const keepsTemplates = (me: Me): boolean =>
  me.memberships.some(({ role }) => role === 'station' || role === 'town' || role === 'district' || role === 'auditor')
