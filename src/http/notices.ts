/** Notices to staff: a person's own list, when and where they are told, and the robots of their units. */
import { z } from 'zod'
import {
  forgetRobot,
  forgetStaffAddress,
  keepNoticeWishes,
  keepRobot,
  keepStaffAddress,
  noticeSettings,
  readNotices,
  unitsSpokenFor,
} from '../actions/staff-notices.ts'
import {
  forgetRobotBody,
  forgetStaffAddressBody,
  type ListNoticesReply,
  listNoticesQuery,
  listNoticesReply,
  type NoticeSettingsReply,
  noticeSettingsReply,
  noticeWishesBody,
  readNoticesBody,
  robotBody,
  staffAddressBody,
} from '../contract/notices.ts'
import { countUnread, noticesOf, type StaffNotice } from '../data/cases/read-staff-notices.ts'
import { unitName } from '../data/places/read.ts'
import type { UnitToTell } from '../domain/cases/staff-notice.ts'
import { deeds } from '../domain/people/deeds.ts'
import { robotKinds } from '../domain/people/robot-address.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { caseNumber, rowTitle } from './present-case.ts'
import { addressedName } from './present-receipt.ts'
import { orRefuse } from './refusals.ts'
import type { Doors, Server, Session } from './server.ts'

/** Whoever can have a robot speak for their unit. */

export function noticeRoutes(app: Server, { context }: Doors): void {
  const byOf = ({ district, staff }: Session) => ({ district: district.id, staff })

  app.get(
    '/api/v1/notices',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description: 'What I was told of, about cases I may see, the latest first.',
        querystring: listNoticesQuery,
        response: documented({ 200: listNoticesReply }, [400, 401, 503]),
      },
    },
    async (request): Promise<ListNoticesReply> => {
      const session = sessionOn(request)
      const db = context.database.of(session.district.id)
      const { unread, search, after, limit } = request.query
      // What is searched is a number as people call it: the last figures of it.
      const figures = search?.trim() ? Number(/(\d{1,9})\D*$/.exec(search)?.[1] ?? 0) : undefined
      const [found, count] = await Promise.all([
        noticesOf(db, session.staff, { unread: unread === 'true', number: figures, before: after, limit: limit + 1 }),
        countUnread(db, session.staff),
      ])
      const shown = found.slice(0, limit)
      return {
        notices: shown.map((one) => present(one, session, request.language)),
        next: found.length > limit ? (shown.at(-1)?.seq ?? null) : null,
        unread: count,
      }
    },
  )

  app.post(
    '/api/v1/notices/read',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description: 'Marks my notices as read. What was read is forgotten after 90 days.',
        body: readNoticesBody,
        response: documented({ 204: z.null() }, [400, 401, 403, 503]),
      },
    },
    async (request, reply) => {
      const { body } = request
      await readNotices(context, byOf(sessionOn(request)), 'all' in body ? 'all' : body)
      return reply.status(204).send(null)
    },
  )

  app.get(
    '/api/v1/notices/settings',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description: 'When and where I am told outside the desk, and the robots of my units.',
        response: documented({ 200: noticeSettingsReply }, [401, 503]),
      },
    },
    async (request): Promise<NoticeSettingsReply> => {
      const session = sessionOn(request)
      const db = context.database.of(session.district.id)
      const { wishes, addresses, robots } = await noticeSettings(context, byOf(session))
      const { senders } = context.notices
      const units = unitsSpokenFor(session.staff).map(async ({ kind, id }) => ({
        role: kind as (typeof deeds)['keep-robots'][number],
        unitId: id,
        unitName: await unitName(db, { kind, id }),
        robots: robots
          .filter(({ unit }) => unit.kind === kind && unit.id === id)
          .map(({ kind: robot, quietFrom, quietUntil, refusedCode }) => ({
            kind: robot,
            quietFrom,
            quietUntil,
            refused: refusedCode,
          })),
      }))
      return {
        wishes,
        addresses,
        addressKinds: (['email', 'sms'] as const).filter((kind) => senders[kind] && context.notices.desk),
        robotKinds: robotKinds.filter((kind) => context.notices.robots?.[kind]),
        units: await Promise.all(units),
      }
    },
  )

  app.post(
    '/api/v1/notices/settings',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description:
          'Keeps when I want to be told: quiet hours, the hour of the daily summary, and each kind of notice.',
        body: noticeWishesBody,
        response: documented({ 204: z.null() }, [400, 401, 403, 503]),
      },
    },
    async (request, reply) => {
      await keepNoticeWishes(context, byOf(sessionOn(request)), request.body)
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/api/v1/notices/address',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description: 'Keeps where I am told: one mobile number and one address for e-mail.',
        body: staffAddressBody,
        response: documented({ 204: z.null() }, [400, 401, 403, 503]),
      },
    },
    async (request, reply) => {
      orRefuse(await keepStaffAddress(context, byOf(sessionOn(request)), request.body.address))
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/api/v1/notices/forget-address',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description: 'Forgets where I am told.',
        body: forgetStaffAddressBody,
        response: documented({ 204: z.null() }, [400, 401, 403, 503]),
      },
    },
    async (request, reply) => {
      await forgetStaffAddress(context, byOf(sessionOn(request)), request.body.kind)
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/api/v1/notices/robot',
    {
      config: { access: deeds['keep-robots'] },
      schema: {
        tags: ['desk'],
        description: 'Has a robot in my unit’s own group speak of new and late cases: number, kind, due date and link.',
        body: robotBody,
        response: documented({ 204: z.null() }, [400, 401, 403, 503]),
      },
    },
    async (request, reply) => {
      orRefuse(await keepRobot(context, byOf(sessionOn(request)), { ...request.body, unit: unitOf(request.body) }))
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/api/v1/notices/forget-robot',
    {
      config: { access: deeds['keep-robots'] },
      schema: {
        tags: ['desk'],
        description: 'Has a robot of my unit speak no more.',
        body: forgetRobotBody,
        response: documented({ 204: z.null() }, [400, 401, 403, 503]),
      },
    },
    async (request, reply) => {
      const { kind } = request.body
      orRefuse(await forgetRobot(context, byOf(sessionOn(request)), { unit: unitOf(request.body), kind }))
      return reply.status(204).send(null)
    },
  )
}

const unitOf = ({ role, unitId }: { role: UnitToTell['kind']; unitId: string | null }): UnitToTell => ({
  kind: role,
  id: unitId,
})

const present = (
  { id, kind, madeAt, readAt, item }: StaffNotice,
  { district }: Session,
  language: 'zh' | 'en',
): ListNoticesReply['notices'][number] => ({
  id,
  kind,
  caseId: item.id,
  number: caseNumber(item.number, item.receivedAt, district),
  title: rowTitle(item, language),
  place: addressedName(item) ?? district.name,
  madeAt: madeAt.toISOString(),
  dueAt: item.clock?.dueAt.toISOString() ?? null,
  read: readAt !== null,
})
