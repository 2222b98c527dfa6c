/** 术语：状态、动作、角色。一事一词，处处相同(见 GLOSSARY.md)。 */
import type { Grade, HolderKind, Outcome } from '../../domain/cases/case.ts'
import type { CaseMove, CaseStatus } from '../../domain/cases/moves.ts'
import type { StaffRole } from '../../domain/people/actor.ts'
import type { IdentityKind } from '../../domain/reports/report.ts'

export const terms = {
  product: '解忧',
  onlyFiles: '（照片或录音）',
  status: {
    received: '新收到',
    accepted: '已受理',
    'with-agency': '办理中',
    returned: '被退回',
    answered: '已答复',
    disputed: '不认可',
    closed: '已办结',
  } satisfies Record<CaseStatus, string>,
  move: {
    accept: '受理',
    pass: '转交',
    'hand-over': '交办',
    return: '退回',
    'answer-directly': '直接答复',
    answer: '答复',
    judge: '评价',
    'send-back': '不认可，退回重办',
    redo: '重办',
  } satisfies Record<CaseMove, string>,
  outcome: { solved: '已解决', planned: '列入计划', explained: '解释说明' } satisfies Record<Outcome, string>,
  grade: { satisfied: '满意', basically: '基本满意', not: '不满意' } satisfies Record<Grade, string>,
  solved: { yes: '解决了', no: '没解决' },
  role: {
    deputy: '人大代表',
    station: '代表联络站',
    town: '镇街人大',
    district: '区县人大常委会',
    agency: '办理单位',
    auditor: '审计',
  } satisfies Record<StaffRole, string>,
  holder: { deputy: '代表', station: '代表联络站', town: '镇街人大', district: '区县人大常委会' } satisfies Record<
    HolderKind,
    string
  >,
  identity: { anonymous: '谁都看不到', station: '只有联络站', agency: '联络站和办理单位' } satisfies Record<
    IdentityKind,
    string
  >,
  resident: '群众',
  system: '系统',
}
