/**
 * Sends what is due of notices to staff: to each person and each robot one message with all that is due for them. Each is
 * taken before anything leaves, so that a job that runs twice, or two at once, send it once.
 */
import { createHmac } from 'node:crypto'
import {
  addressesOf,
  type CaseToTell,
  casesToTell,
  robotsOf,
  wholeDistrict,
  wishesOf,
} from '../data/cases/read-staff-notices.ts'
import {
  type Delivery,
  markAddressRefused,
  markRobot,
  putBackDeliveries,
  takeDeliveries,
} from '../data/cases/write-staff-notices.ts'
import type { Db } from '../data/db.ts'
import { allDistricts, type District } from '../data/districts/read.ts'
import { staffByIds } from '../data/people/read.ts'
import { caseNumber } from '../domain/cases/case-number.ts'
import { canSee } from '../domain/cases/sight.ts'
import type { StaffNoticeKind, UnitToTell } from '../domain/cases/staff-notice.ts'
import type { RobotKind } from '../domain/people/robot-address.ts'
import { codeOf } from '../domain/shared/error-code.ts'
import { NoticeFailed, NoticeRefused } from '../outside/notices/notices.ts'
import { RobotBusy } from '../outside/notices/robots.ts'
import type { Context } from './context.ts'
import type { NoticeLanguage } from './notice-address.ts'
import { openRobotAddress, openStaffAddress } from './staff-notices.ts'

/** What is said, in each language. */
export type StaffNoticeWords = Readonly<
  Record<
    NoticeLanguage,
    {
      readonly kind: Readonly<Record<StaffNoticeKind, string>>
      readonly subject: (count: number, first: string) => string
      readonly line: (kind: string, number: string, dueAt: Date | null) => string
      readonly more: (count: number) => string
    }
  >
>

const batch = 500
/** WeCom takes 2,048 bytes of text, which is as many lines and a link. */
const linesAtMost = 15
/** DingTalk and WeCom bear twenty messages a minute of one robot. */
const robotPause = 10_000
/** After so many tries, over some eight hours, it is not tried again: the desk tells all the same. */
const mostTries = 12
const minute = 60_000

/** Sends what is due, in one district or in all. Gives the code of the last failure; it is tried again by itself. */
export async function sendStaffNotices(
  context: Context,
  words: StaffNoticeWords,
  only?: number,
): Promise<string | undefined> {
  let failed: string | undefined
  for (const district of await allDistricts(context.database)) {
    if (only !== undefined && district.id !== only) continue
    const code = await sendIn(context, district, words)
    failed = code ?? failed
  }
  return failed
}

async function sendIn(context: Context, district: District, words: StaffNoticeWords): Promise<string | undefined> {
  let failed: string | undefined
  for (;;) {
    const now = context.now()
    const taken = await context.database.inTransaction(district.id, (tx) => takeDeliveries(tx, now, batch))
    if (taken.length === 0) return failed
    const db = context.database.of(district.id)
    const cases = await casesToTell(
      db,
      taken.map(({ caseId }) => caseId),
    )
    for (const deliveries of Map.groupBy(taken, (one) => `${one.toKind} ${one.toId} ${one.channel}`).values()) {
      const code = await sendTogether(context, district, deliveries, cases, words)
      failed = code ?? failed
    }
    if (taken.length < batch) return failed
  }
}

/** Where a message goes: how it is sent, in which language, what of it may be told, and what to note of a refusal. */
type Way = {
  readonly send: (text: string, subject: string, id: string, link: string) => Promise<void>
  readonly language: NoticeLanguage
  readonly mayTell: (one: CaseToTell) => boolean
  readonly refused: (code: string) => Promise<void>
  /** Not before; null for now. */
  readonly nextAt: Date | null
  /** Notes that nothing more goes this way until then. */
  readonly pause: (until: Date) => Promise<void>
}

/** One message. Gives the code of a failure after which it is tried again. */
async function sendTogether(
  context: Context,
  district: District,
  deliveries: readonly Delivery[],
  cases: ReadonlyMap<string, CaseToTell>,
  words: StaffNoticeWords,
): Promise<string | undefined> {
  const [first] = deliveries
  const db = context.database.of(district.id)
  const way =
    first && (first.toKind === 'user' ? await toPerson(context, db, first) : await toRobot(context, db, first))
  if (!first || !way) return undefined
  const ids = deliveries.map(({ id }) => id)
  const later = (dueAt: Date, counts: boolean) =>
    context.database.inTransaction(district.id, (tx) => putBackDeliveries(tx, ids, { dueAt, counts }))
  if (way.nextAt && way.nextAt > context.now()) {
    await later(way.nextAt, false)
    return undefined
  }
  const told = deliveries.flatMap(({ caseId, kind }) => {
    const one = cases.get(caseId)
    return one && !one.item.erased && way.mayTell(one) ? [{ ...one, kind }] : []
  })
  if (told.length === 0) return undefined
  const { kind, line, more, subject } = words[way.language]
  const lines = told.map((one) =>
    line(kind[one.kind], caseNumber(one.number, one.receivedAt, district), one.item.clock?.dueAt ?? null),
  )
  const shown = lines.slice(0, linesAtMost)
  if (lines.length > shown.length) shown.push(more(lines.length - shown.length))
  const desk = context.notices.desk ?? ''
  const link = told.length === 1 ? `${desk}/cases/${told[0]?.item.id}` : `${desk}/notices`
  try {
    await way.send(shown.join('\n'), subject(told.length, lines[0] ?? ''), idOf(context, ids), link)
    await way.pause(new Date(context.now().getTime() + robotPause))
    return undefined
  } catch (error) {
    if (error instanceof NoticeRefused) {
      await way.refused(error.message)
      return undefined
    }
    if (error instanceof RobotBusy) {
      const until = new Date(context.now().getTime() + error.seconds * 1000)
      await way.pause(until)
      await later(until, false)
    } else if (first.attempts < mostTries)
      await later(new Date(context.now().getTime() + Math.min(60, 2 ** (first.attempts - 1)) * minute), true)
    return error instanceof NoticeFailed ? error.code : codeOf(error)
  }
}

async function toPerson(context: Context, db: Db, { toId, channel }: Delivery): Promise<Way | undefined> {
  const kind = channel === 'sms' ? 'sms' : 'email'
  const [[staff], addresses, [wishes]] = await Promise.all([
    staffByIds(db, [toId], context.now()),
    addressesOf(db, [toId]),
    wishesOf(db, [toId]),
  ])
  const address = addresses.find((one) => one.kind === channel && !one.refusedAt)
  const sender = context.notices.senders[kind]
  if (!staff || !address || !sender) return undefined
  const to = openStaffAddress(context.identityKey, toId, address.sealed)
  return {
    send: (text, subject, id, link) =>
      sender.send(to, { id, subject, text: kind === 'sms' ? `${subject} ` : text, link }),
    language: wishes?.language ?? 'zh',
    mayTell: ({ item }) => canSee(item, staff),
    refused: () =>
      context.database.inTransaction(db.district, (tx) => markAddressRefused(tx, toId, kind, context.now())),
    nextAt: null,
    pause: async () => {},
  }
}

async function toRobot(context: Context, db: Db, { toKind, toId, channel }: Delivery): Promise<Way | undefined> {
  const unit: UnitToTell = { kind: toKind as UnitToTell['kind'], id: toId === wholeDistrict ? null : toId }
  const kind = channel as RobotKind
  const robot = (await robotsOf(db, [unit])).find((one) => one.kind === kind && !one.refusedAt)
  const sender = context.notices.robots?.[kind]
  if (!robot || !sender) return undefined
  const to = openRobotAddress(context.identityKey, unit, kind, robot.sealed)
  const mark = (given: Parameters<typeof markRobot>[3]) =>
    context.database.inTransaction(db.district, (tx) => markRobot(tx, unit, kind, given))
  return {
    send: (text, _subject, _id, link) => sender.send(to, `${text}\n${link}`),
    language: 'zh',
    mayTell: ({ item }) => !(item.recused?.kind === unit.kind && item.recused.id === unit.id),
    refused: (code) => mark({ refusedAt: context.now(), code }),
    nextAt: robot.nextAt,
    pause: (until) => mark({ nextAt: until }),
  }
}

/** Tells a carrier that two are the same, and nothing of what they are about. */
const idOf = ({ identityKey }: Context, ids: readonly string[]): string =>
  createHmac('sha256', identityKey)
    .update(`staff notices ${ids.toSorted().join(' ')}`)
    .digest('hex')
    .slice(0, 32)
