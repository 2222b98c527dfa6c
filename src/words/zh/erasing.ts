/** 依法删除：办件页、列表和回执页上的话。 */
import type { ErasingWish } from '../../domain/cases/case.ts'
import type { ErasingStep } from '../../domain/cases/erasing.ts'

export const erasing = {
  /** 列表和办件页上代替原话的一句。 */
  erasedTitle: '（内容已依法删除）',
  did: {
    'ask-erase': '申请删除内容',
    'drop-erase': '不删了',
    erase: '同意删除，内容已依法删除',
  } satisfies Record<ErasingStep, string>,
  wish: { resident: '群众本人要求', law: '依法应当删除' } satisfies Record<ErasingWish, string>,

  title: '依法删除',
  open: '申请删除内容',
  about:
    '原话、地点、姓名、照片、录音、留言、答复和单位之间的附言都会删除，不能恢复。留下的只有：什么时候走过哪一步、由哪一级办的。',
  wishLabel: '谁的要求',
  wishMissing: '请选是谁的要求。',
  reason: '理由',
  reasonHint: '理由会一直留着，群众在回执上看得到。不要写出要删的内容，也不要写姓名和电话。',
  reasonMissing: '请写理由。',
  sureAsk: '删除以后不能恢复。确定要申请吗？',
  ask: '确定申请',
  asked: '等着决定：删除内容',
  askedMine: '是您申请的，要由另一个人同意。',
  askedOther: '同意以后马上删除，不能恢复。先看清理由里没有写出要删的内容。',
  consent: '同意删除',
  sure: '不能恢复。确定删除吗？',
  sureConsent: '确定删除',
  refuse: '不同意',
  takeBack: '收回申请',
  said: {
    'ask-erase': '已经申请，等另一个人同意',
    'drop-erase': '不删了，内容照旧',
    erase: '内容已依法删除',
  } satisfies Record<ErasingStep, string>,
  erased: '内容已依法删除，不能恢复，也不能再办。',
  waiting: (count: number) => `等着同意的删除 ${count} 件`,
  waitingOf: (number: string, wish: string, by: string) => `${number}　${wish}　${by}申请`,
  waitingMine: '等另一个人',

  /** 另一个区县也有这件。 */
  alsoIn: (names: string) => `这件民意件也在${names}：那里留存的内容没有删除，要请那里的区县人大常委会另行删除。`,
  cameFrom: '这件民意件是从别的区县移送来的：那里留存的内容没有删除，要请那里的区县人大常委会另行删除。',
  and: '、',

  receipt: {
    state: '内容已依法删除',
    note: '您说的话、照片、录音和答复都删除了，不能恢复，也不能再评价或留言。走过的步骤还在。',
    wish: '谁的要求',
    reason: '理由',
    log: '公证账里的记号没有变：它里面从来没有您的话。',
  },
} as const
