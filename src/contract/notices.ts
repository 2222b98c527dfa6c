/** Notices to staff: the list, when and where they want to be told, and the robots of their units. */
import { z } from 'zod'
import { noticePaces, type StaffNoticeKind, staffNoticeKinds } from '../domain/cases/staff-notice.ts'
import { robotKinds } from '../domain/people/robot-address.ts'
import { instant } from './shared.ts'

export const listNoticesQuery = z.object({
  unread: z.enum(['true', 'false']).default('false').describe('Only what I have not read'),
  search: z.string().max(100).optional().describe('The number of a case'),
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ListNoticesQuery = z.input<typeof listNoticesQuery>

export const staffNotice = z.object({
  id: z.uuid(),
  kind: z.enum(staffNoticeKinds),
  caseId: z.uuid(),
  number: z.string(),
  title: z.string().describe('The beginning of the words'),
  place: z.string(),
  madeAt: instant,
  dueAt: instant.nullable(),
  read: z.boolean(),
})
export type StaffNoticeReply = z.infer<typeof staffNotice>

export const listNoticesReply = z.object({
  notices: z.array(staffNotice).describe('About cases I may see, the latest first'),
  next: z.int().nullable(),
  unread: z.int().describe('How many I have not read, up to 100'),
})
export type ListNoticesReply = z.infer<typeof listNoticesReply>

export const readNoticesBody = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(200) }),
  z.strictObject({ caseId: z.uuid().describe('All about this case') }),
  z.strictObject({ all: z.literal(true) }),
])
export type ReadNoticesBody = z.input<typeof readNoticesBody>

const hour = z.int().min(0).max(23).describe('An hour of the district’s clock')

const pace = z.enum(noticePaces)
const wishes = {
  quietFrom: hour,
  quietUntil: hour.describe('Equal to quietFrom: no quiet hours'),
  digestHour: hour.describe('When the daily summary is sent'),
  pace: z.strictObject(
    Object.fromEntries(staffNoticeKinds.map((kind) => [kind, pace])) as Record<StaffNoticeKind, typeof pace>,
  ),
}
export const noticeWishesBody = z.strictObject({ ...wishes, language: z.enum(['zh', 'en']).default('zh') })
export type NoticeWishesBody = z.input<typeof noticeWishesBody>

const unitRoles = ['station', 'town', 'district', 'agency'] as const
const robotUnit = { role: z.enum(unitRoles), unitId: z.uuid().nullable().describe('null for the district’s office') }

export const noticeSettingsReply = z.object({
  wishes: z.object(wishes),
  addresses: z.array(
    z.object({ kind: z.enum(['email', 'sms']), address: z.string(), refused: z.boolean().describe('Not taken there') }),
  ),
  addressKinds: z.array(z.enum(['email', 'sms'])).describe('What can be sent from here'),
  robotKinds: z.array(z.enum(robotKinds)).describe('What can be sent from here'),
  units: z
    .array(
      z.object({
        ...robotUnit,
        unitName: z.string(),
        robots: z.array(
          z.object({
            kind: z.enum(robotKinds),
            quietFrom: hour,
            quietUntil: hour,
            refused: z.string().nullable().describe('What the service said when it refused the robot'),
          }),
        ),
      }),
    )
    .describe('The units I speak for, with their robots'),
})
export type NoticeSettingsReply = z.infer<typeof noticeSettingsReply>

export const staffAddressBody = z.strictObject({
  address: z.string().max(400).describe('A mobile number or an address for e-mail'),
})
export const forgetStaffAddressBody = z.strictObject({ kind: z.enum(['email', 'sms']) })
export const robotBody = z.strictObject({
  ...robotUnit,
  kind: z.enum(robotKinds),
  webhook: z.string().max(400).describe('As the group’s settings show it'),
  secret: z.string().max(200).default('').describe('DingTalk’s secret for signing (加签), where it is turned on'),
  quietFrom: hour,
  quietUntil: hour,
})
export type RobotBody = z.input<typeof robotBody>
export const forgetRobotBody = z.strictObject({ ...robotUnit, kind: z.enum(robotKinds) })
export type ForgetRobotBody = z.input<typeof forgetRobotBody>
