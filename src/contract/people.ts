/** The people of a district, as its office keeps them. */
import { z } from 'zod'
import { accountStates } from '../domain/people/account-state.ts'
import { staffRoles } from '../domain/people/actor.ts'
import { instant, localDate } from './shared.ts'

const filters = {
  search: z.string().max(100).optional(),
  role: z.enum(staffRoles).optional(),
  unit: z.uuid().optional(),
  state: z.enum(accountStates).optional(),
}
export const listPeopleQuery = z.strictObject({
  ...filters,
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
export type ListPeopleQuery = z.input<typeof listPeopleQuery>
export const exportPeopleQuery = z.strictObject({ ...filters, format: z.enum(['csv', 'xlsx']) })

export const heldRole = z.object({
  role: z.enum(staffRoles),
  unitId: z.uuid().nullable(),
  unitName: z.string(),
  fromDay: localDate.nullable(),
  untilDay: localDate.nullable().describe('The last day, counted'),
  inForce: z.boolean(),
})
export type HeldRoleReply = z.infer<typeof heldRole>

export const personRow = z.object({
  id: z.uuid(),
  name: z.string(),
  login: z.string(),
  email: z.string(),
  state: z.enum(accountStates),
  leftAt: instant.nullable(),
  lastSignedInAt: instant.nullable(),
  invitedUntil: instant.nullable(),
  roles: z.array(heldRole),
})
export type PersonRowReply = z.infer<typeof personRow>

export const listPeopleReply = z.object({
  people: z.array(personRow),
  found: z.int(),
  counts: z.object({ active: z.int(), invited: z.int(), disabled: z.int(), left: z.int() }),
})
export type ListPeopleReply = z.infer<typeof listPeopleReply>

export const personReply = z.object({
  ...personRow.shape,
  mayKeep: z.boolean().describe('The caller keeps accounts; an auditor only reads'),
  isMe: z.boolean(),
  isDeputy: z.boolean().describe('Holds something as a deputy, so that leaving has to say where it goes'),
  hasSecondFactor: z.boolean(),
  passkeys: z.int(),
  sessions: z.int(),
  leaving: z.boolean().describe('Leaving has begun and is not finished'),
  history: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      at: instant,
      who: z.string().nullable(),
      by: z.string(),
      said: z.string().describe('What changed, in a few words'),
    }),
  ),
})
export type PersonReply = z.infer<typeof personReply>

export const unitsForRolesReply = z.object({
  units: z.array(z.object({ role: z.enum(staffRoles), id: z.uuid(), name: z.string(), above: z.string() })),
})
export type UnitsForRolesReply = z.infer<typeof unitsForRolesReply>

const role = {
  role: z.enum(staffRoles),
  unitId: z.uuid().nullable().default(null),
}
const term = { fromDay: localDate.nullable().default(null), untilDay: localDate.nullable().default(null) }
export const giveRoleBody = z.strictObject({ ...role, ...term })
export type GiveRoleBody = z.input<typeof giveRoleBody>
export const takeRoleBody = z.strictObject(role)
export type TakeRoleBody = z.input<typeof takeRoleBody>

export const addPersonBody = z.strictObject({
  name: z.string().max(1000),
  login: z.string().max(1000),
  email: z.string().max(1000).default(''),
  roles: z.array(giveRoleBody).max(20).default([]),
})
export type AddPersonBody = z.input<typeof addPersonBody>
export const describePersonBody = z.strictObject({
  name: z.string().max(1000),
  email: z.string().max(1000).default(''),
})
export type DescribePersonBody = z.input<typeof describePersonBody>
export const noBody = z.strictObject({})

const invitation = z.object({
  link: z.string().describe('Told this once: only its hash is kept'),
  expiresAt: instant,
  mailed: z.enum(['sent', 'failed', 'off']),
})
export const invitedReply = z.object({ id: z.uuid(), invitation })
export type InvitedReply = z.infer<typeof invitedReply>
export const keptReply = z.object({ id: z.uuid() })

/** The acts on one person that answer with the person's id alone, with what each sends. */
export type PersonActBodies = {
  describe: DescribePersonBody
  'give-role': GiveRoleBody
  'take-role': TakeRoleBody
  disable: Record<string, never>
  enable: Record<string, never>
  'end-sessions': Record<string, never>
  'reset-second-factor': Record<string, never>
  'revoke-invitation': Record<string, never>
}
export type PersonAct = keyof PersonActBodies

export const signInRules = z.strictObject({ roles: z.array(z.enum(staffRoles)).max(staffRoles.length) })
export type SignInRules = z.infer<typeof signInRules>

export const leavingReply = z.object({
  openCases: z.int(),
  points: z.array(z.object({ id: z.uuid(), name: z.string() })),
  codes: z.array(z.string()),
  proposals: z.array(
    z.object({ caseId: z.uuid(), number: z.string(), kind: z.enum(['decline', 'extension', 'erase']) }),
  ),
  sessions: z.int(),
  stations: z.array(z.object({ deputyId: z.uuid(), station: z.string() })),
  successors: z.array(z.object({ id: z.uuid(), name: z.string(), above: z.string() })),
  begun: z
    .object({ successorId: z.uuid().nullable(), words: z.string(), casesMoved: z.int() })
    .nullable()
    .describe('It began before and was cut short; it goes on as it was decided'),
})
export type LeavingReply = z.infer<typeof leavingReply>
export const leaveBody = z.strictObject({
  successorId: z.uuid().nullable().default(null),
  words: z.string().max(10_000).default(''),
})
export type LeaveBody = z.input<typeof leaveBody>
export const leftReply = z.object({
  casesMoved: z.int().describe('In all, also in earlier runs'),
  casesLeft: z.int().describe('Still to be moved: ask again'),
  notMoved: z.array(z.object({ caseId: z.uuid(), message: z.string() })),
  points: z.int(),
  codes: z.int(),
  done: z.boolean(),
})
export type LeftReply = z.infer<typeof leftReply>
