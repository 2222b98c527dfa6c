/** The people of a district: the district's office keeps them, and auditors read along. */
import { z } from 'zod'
import { requireSecondFactor } from '../actions/second-factor.ts'
import { type Table, type TableFormat, writePlaces } from '../actions/write-places.ts'
import {
  exportPeopleQuery,
  type ListPeopleReply,
  listPeopleQuery,
  listPeopleReply,
  type PersonReply,
  personReply,
  type SignInRules,
  signInRules,
  type UnitsForRolesReply,
  unitsForRolesReply,
} from '../contract/people.ts'
import { countPeople, historyOfAccount, peopleFor, unitsForRoles } from '../data/people/read-desk.ts'
import { departureOf } from '../data/people/read-leaving.ts'
import { passkeysOf, rolesWithSecondFactor, secondFactorOf, sessionsOf } from '../data/people/read-security.ts'
import { deeds, mayDo } from '../domain/people/deeds.ts'
import { dayWords, instantWords } from '../words/dates.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { leavingRoutes } from './leaving.ts'
import { personActRoutes } from './people-acts.ts'
import { peopleWords, presentAccountHistory, presentPerson, roleName, termWords } from './people-present.ts'
import { orRefuse, Refusal } from './refusals.ts'
import type { Doors, Server } from './server.ts'

export const personParams = z.strictObject({ id: z.uuid() })
const mostRows = 100_000

export function peopleRoutes(app: Server, doors: Doors): void {
  const { context } = doors

  app.get(
    '/api/v1/people',
    {
      config: { access: deeds['read-people'] },
      schema: {
        tags: ['people'],
        description: 'Everyone with an account, with their roles and how the account stands.',
        querystring: listPeopleQuery,
        response: documented({ 200: listPeopleReply }, [400, 401, 403, 503]),
      },
    },
    async (request): Promise<ListPeopleReply> => {
      const { offset, limit, ...filter } = request.query
      const db = context.database.of(sessionOn(request).district.id)
      const [rows, { found, ...counts }] = await Promise.all([
        peopleFor(db, { filter, now: context.now(), offset, limit }),
        countPeople(db, filter),
      ])
      return { people: rows.map(presentPerson), found, counts }
    },
  )

  app.get(
    '/api/v1/people/export',
    {
      config: { access: deeds['read-people'] },
      schema: { tags: ['people'], description: 'The list as a spreadsheet.', querystring: exportPeopleQuery },
    },
    async (request, reply) => {
      const { format, ...filter } = request.query
      const { district } = sessionOn(request)
      const db = context.database.of(district.id)
      const rows = await peopleFor(db, { filter, now: context.now(), offset: 0, limit: mostRows })
      const { table, state } = peopleWords(request.language)
      const sheet: Table = {
        name: table.sheet,
        columns: table.columns,
        rows: rows.map((row) => [
          row.name,
          row.login,
          row.email,
          state[row.state],
          row.roles.map((one) => `${roleName(one.role, request.language)} ${one.unitName}`).join('；'),
          row.roles.map((one) => termWords(one, request.language)).join('；'),
          row.lastSignedInAt && instantWords(row.lastSignedInAt, request.language),
          row.leftAt && dayWords(row.leftAt, request.language),
        ]),
      }
      return reply
        .type(typeOf[format])
        .header('content-disposition', `attachment; filename="people.${format}"`)
        .send(Buffer.from(writePlaces(format, [sheet])))
    },
  )

  app.get(
    '/api/v1/people/units',
    {
      config: { access: deeds['read-people'] },
      schema: {
        tags: ['people'],
        description: 'The units a role can be given in.',
        response: documented({ 200: unitsForRolesReply }, [401, 403, 503]),
      },
    },
    async (request): Promise<UnitsForRolesReply> => ({
      units: await unitsForRoles(context.database.of(sessionOn(request).district.id)),
    }),
  )

  app.get(
    '/api/v1/people/sign-in-rules',
    {
      config: { access: deeds['read-people'] },
      schema: {
        tags: ['people'],
        description: 'Which roles need more than a password.',
        response: documented({ 200: signInRules }, [401, 403, 503]),
      },
    },
    async (request): Promise<SignInRules> => ({
      roles: await rolesWithSecondFactor(context.database.of(sessionOn(request).district.id)),
    }),
  )

  app.post(
    '/api/v1/people/sign-in-rules',
    {
      config: { access: deeds['keep-people'] },
      schema: {
        tags: ['people'],
        description: 'Says which roles need more than a password, from the next request on.',
        body: signInRules,
        response: documented({ 200: signInRules }, [400, 401, 403, 404, 503]),
      },
    },
    async (request): Promise<SignInRules> => {
      const { district, staff } = sessionOn(request)
      const own = { district, userId: staff.userId, sessionId: staff.sessionId }
      return { roles: [...orRefuse(await requireSecondFactor(context, own, request.body.roles))] }
    },
  )

  app.get(
    '/api/v1/people/:id',
    {
      config: { access: deeds['read-people'] },
      schema: {
        tags: ['people'],
        description: 'One person: roles, how they sign in, and everything that was done to the account.',
        params: personParams,
        response: documented({ 200: personReply }, [400, 401, 403, 404, 503]),
      },
    },
    async (request): Promise<PersonReply> => {
      const { district, staff } = sessionOn(request)
      const { id } = request.params
      const db = context.database.of(district.id)
      const now = context.now()
      const [row] = await peopleFor(db, { filter: { id }, now, offset: 0, limit: 1 })
      if (!row) throw new Refusal('no-such-login')
      const [factor, passkeys, sessions, departure, history] = await Promise.all([
        secondFactorOf(db, id),
        passkeysOf(db, id),
        sessionsOf(db, id, now),
        departureOf(db, id),
        historyOfAccount(db, id),
      ])
      return {
        ...presentPerson(row),
        mayKeep: mayDo('keep-people', staff.memberships),
        isMe: staff.userId === id,
        isDeputy: row.roles.some(({ role }) => role === 'deputy'),
        hasSecondFactor: factor?.confirmedAt != null,
        passkeys: passkeys.length,
        sessions: sessions.length,
        leaving: departure !== undefined && departure.doneAt === null,
        history: presentAccountHistory(history, request.language),
      }
    },
  )

  personActRoutes(app, doors)
  leavingRoutes(app, doors)
}

const typeOf: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
