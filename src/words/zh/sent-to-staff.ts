/** 发到工作人员手机、邮箱和单位群里的提醒：只有编号、是什么事、期限，没有内容，没有人名。 */
import type { StaffNoticeKind } from '../../domain/cases/staff-notice.ts'
import { deadlineWords } from '../dates.ts'

export const sentToStaff = {
  kind: {
    'new-case': '新办件',
    'late-soon': '快到期',
    late: '已过期',
    urged: '催办',
    supervised: '挂号督办',
    returned: '被退回',
    'sent-back': '群众不认可，退回重办',
    'not-satisfied': '群众评价不满意',
    'extension-asked': '申请延期，等您决定',
    'extension-granted': '延期已批准',
    'extension-refused': '延期未批准',
    'resident-spoke': '群众有新的话',
  } satisfies Record<StaffNoticeKind, string>,
  subject: (count: number, first: string) => (count === 1 ? `【解忧】${first}` : `【解忧】${count} 条提醒`),
  line: (kind: string, number: string, dueAt: Date | null) =>
    `${kind}　${number}${dueAt ? `　期限 ${deadlineWords(dueAt, 'zh')}` : ''}`,
  more: (count: number) => `另有 ${count} 条，请到工作台查看。`,
} as const
