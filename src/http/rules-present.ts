/** Whatever is kept under rules as people read it: its history, and who may change it. */
import type { RulesEventReply } from '../contract/rules.ts'
import type { RulesEvent } from '../data/rules/read-sets.ts'
import type { RulesEventKind } from '../domain/rules/rules-events.ts'
import type { Session } from './server.ts'

export const isOfDistrict = ({ staff }: Session): boolean => staff.memberships.some(({ role }) => role === 'district')

/** The history, newest first. */
export const presentRulesHistory = (events: readonly RulesEvent[]): RulesEventReply[] =>
  events.map(({ id, kind, at, role, who, detail }) => ({
    id,
    kind: kind as RulesEventKind,
    at: at.toISOString(),
    role,
    by: detail?.by ?? '',
    who,
    what: detail?.what ?? '',
    words: detail?.words ?? '',
    changes: (detail?.changes ?? []).map(({ name, from, to }) => ({ name, from, to })),
  }))
