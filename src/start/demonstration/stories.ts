/** What residents of the invented district said, and what became of it. Times are working days before the first start. */
import type { Judgement, Outcome } from '../../domain/cases/case.ts'
import type { Identity } from '../../domain/reports/report.ts'
import type { agencies, deputies, Login, points, stations } from './cast.ts'

/** One thing that happened: who did it, how many working days before the first start, at which hour. */
export type Deed = { readonly daysAgo: number; readonly hour: number } & (
  | { readonly by: Login; readonly move: 'accept' }
  | { readonly by: Login; readonly move: 'pass' | 'return'; readonly words: string }
  | { readonly by: Login; readonly move: 'hand-over'; readonly agency: keyof typeof agencies; readonly words: string }
  | {
      readonly by: Login
      readonly move: 'answer' | 'answer-directly'
      readonly words: string
      readonly outcome: Outcome
    }
  | {
      readonly by: 'resident'
      readonly move: 'judge' | 'send-back'
      readonly judgement: Judgement
      readonly words: string
    }
)

export type Story = {
  readonly to:
    | { readonly point: keyof typeof points }
    | { readonly deputy: keyof typeof deputies }
    | { readonly station: keyof typeof stations }
  readonly text: string
  readonly place: string
  readonly identity: Identity
  readonly daysAgo: number
  readonly hour: number
  readonly deeds: readonly Deed[]
}

const anonymous: Identity = { kind: 'anonymous' }
const pleased: Judgement = { process: 'satisfied', result: 'satisfied', solved: true }
const content: Judgement = { process: 'satisfied', result: 'basically', solved: true }
const displeased: Judgement = { process: 'basically', result: 'not', solved: false }

export const stories: readonly Story[] = [
  {
    to: { point: 'xingfuli' },
    text: '幸福里北门四盏路灯有两个月不亮了，晚上接孩子看不清路，台阶那里已经有人绊倒。',
    place: '幸福里北门外台阶',
    identity: anonymous,
    daysAgo: 16,
    hour: 18,
    deeds: [
      { by: 'dongjie', move: 'accept', daysAgo: 15, hour: 9 },
      {
        by: 'dongjie',
        move: 'hand-over',
        agency: 'works',
        words: '请先看电缆，附近上月有施工。',
        daysAgo: 14,
        hour: 10,
      },
      {
        by: 'shizheng',
        move: 'answer',
        words: '北门四盏路灯的电缆在施工时被挖断，昨夜已经换好，四盏都亮了。台阶边加了一条反光带。',
        outcome: 'solved',
        daysAgo: 9,
        hour: 16,
      },
      { by: 'resident', move: 'judge', judgement: pleased, words: '亮了，谢谢。', daysAgo: 8, hour: 19 },
    ],
  },
  {
    to: { point: 'market' },
    text: '东街菜场后巷的垃圾桶天天满出来，三天没人清，夏天苍蝇多得没法走。',
    place: '东街菜场后巷',
    identity: anonymous,
    daysAgo: 14,
    hour: 7,
    deeds: [
      { by: 'dongjie', move: 'accept', daysAgo: 13, hour: 9 },
      { by: 'dongjie', move: 'hand-over', agency: 'urban', words: '', daysAgo: 13, hour: 10 },
    ],
  },
  {
    to: { point: 'busStop' },
    text: '12 路改线以后，到菜场要多走 1.2 公里，老人提着菜走不动。能不能恢复一个站？',
    place: '东街桥北公交站',
    identity: { kind: 'agency', name: '赵阿姨', phone: '13800000000' },
    daysAgo: 13,
    hour: 10,
    deeds: [
      { by: 'dongjie', move: 'accept', daysAgo: 12, hour: 9 },
      {
        by: 'dongjie',
        move: 'hand-over',
        agency: 'transport',
        words: '站上已收到同样的话多次。',
        daysAgo: 12,
        hour: 11,
      },
      {
        by: 'jiaotong',
        move: 'answer',
        words: '已经请公交公司重新测算，拟在菜场北口加设一站，列入下一次线路调整。',
        outcome: 'planned',
        daysAgo: 5,
        hour: 15,
      },
    ],
  },
  {
    to: { deputy: 'limin' },
    text: '东街桥头一下雨就积水，水没过脚背，去年说要清管子，清了没有我们也不晓得。',
    place: '东街桥头',
    identity: anonymous,
    daysAgo: 2,
    hour: 16,
    deeds: [{ by: 'limin', move: 'accept', daysAgo: 1, hour: 9 }],
  },
  {
    to: { point: 'studio' },
    text: '小区健身角的单杠松了，一拉就晃，老人不敢用。',
    place: '幸福里健身角',
    identity: anonymous,
    daysAgo: 0,
    hour: 8,
    deeds: [],
  },
  {
    to: { point: 'xingfuli' },
    text: '楼下麻将馆过了十一点还在搓，孩子第二天要上学。跟老板说过两次，没有用。',
    place: '幸福里 9 幢一楼',
    identity: { kind: 'station', name: '林先生', phone: '' },
    daysAgo: 6,
    hour: 23,
    deeds: [
      { by: 'dongjie', move: 'accept', daysAgo: 5, hour: 9 },
      { by: 'dongjie', move: 'hand-over', agency: 'police', words: '居民希望不要透露姓名。', daysAgo: 4, hour: 9 },
      { by: 'paichusuo', move: 'return', words: '经营场所的噪声归城管部门管，不属派出所。', daysAgo: 3, hour: 14 },
    ],
  },
  {
    to: { station: 'beidang' },
    text: '村口那段渠道塌了十几米，下游三十亩地浇不上水，再不修秋种就误了。',
    place: '北荡村三组村口',
    identity: { kind: 'agency', name: '沈根法', phone: '13900000000' },
    daysAgo: 9,
    hour: 6,
    deeds: [
      { by: 'beidang', move: 'accept', daysAgo: 8, hour: 8 },
      { by: 'beidang', move: 'hand-over', agency: 'water', words: '农时紧，请优先。', daysAgo: 8, hour: 9 },
      {
        by: 'shuili',
        move: 'answer',
        words: '塌方段已经用木桩临时支护并通水，砌石修复在下月完成。',
        outcome: 'planned',
        daysAgo: 4,
        hour: 17,
      },
      { by: 'resident', move: 'judge', judgement: content, words: '水来了，石头等你们砌好。', daysAgo: 3, hour: 12 },
    ],
  },
  {
    to: { point: 'hall' },
    text: '文化礼堂的门一直锁着，想跳个广场舞、看本书都没地方，能不能晚上开到九点？',
    place: '北荡村文化礼堂',
    identity: anonymous,
    daysAgo: 7,
    hour: 20,
    deeds: [
      { by: 'beidang', move: 'accept', daysAgo: 6, hour: 9 },
      {
        by: 'beidang',
        move: 'answer-directly',
        words: '和村里商量好了，从下周起每天晚上六点到九点开门，由志愿者轮流值守，时间表贴在门口。',
        outcome: 'solved',
        daysAgo: 5,
        hour: 10,
      },
      { by: 'resident', move: 'judge', judgement: pleased, words: '', daysAgo: 4, hour: 21 },
    ],
  },
  {
    to: { point: 'square' },
    text: '荻溪广场的音响晚上十点半还在放，窗户关着都听得见。希望划个时间。',
    place: '荻溪广场东侧',
    identity: anonymous,
    daysAgo: 12,
    hour: 22,
    deeds: [
      { by: 'dixi', move: 'accept', daysAgo: 11, hour: 9 },
      { by: 'dixi', move: 'hand-over', agency: 'urban', words: '', daysAgo: 11, hour: 10 },
      { by: 'chengguan', move: 'answer', words: '已经劝导，请居民谅解。', outcome: 'explained', daysAgo: 7, hour: 16 },
      {
        by: 'resident',
        move: 'send-back',
        judgement: displeased,
        words: '昨天还是放到十点四十，根本没有人来。',
        daysAgo: 6,
        hour: 22,
      },
    ],
  },
  {
    to: { deputy: 'chenya' },
    text: '三年级三点半就放学，我们做到五点，孩子没地方去。想请社区办个四点半课堂。',
    place: '柳岸小区',
    identity: { kind: 'station', name: '小区家长', phone: '13700000000' },
    daysAgo: 1,
    hour: 17,
    deeds: [],
  },
  {
    to: { point: 'gate' },
    text: '老小区电梯困过人，物业说配件没到，今天还在用，老人不敢坐。',
    place: '柳岸小区 5 幢',
    identity: anonymous,
    daysAgo: 3,
    hour: 9,
    deeds: [
      { by: 'liuan', move: 'accept', daysAgo: 3, hour: 10 },
      { by: 'liuan', move: 'hand-over', agency: 'market', words: '先停用再修，请当天到场。', daysAgo: 3, hour: 10 },
      {
        by: 'shijian',
        move: 'answer',
        words: '当天已责令停用并贴封条，维保单位换了门锁和抱闸，检验合格后今天上午恢复使用。',
        outcome: 'solved',
        daysAgo: 1,
        hour: 11,
      },
    ],
  },
  {
    to: { point: 'clinic' },
    text: '卫生站只有星期三上午能配高血压药，上班的人配不到。可不可以加一个晚上？',
    place: '柳岸卫生站',
    identity: anonymous,
    daysAgo: 2,
    hour: 12,
    deeds: [{ by: 'liuan', move: 'accept', daysAgo: 1, hour: 9 }],
  },
  {
    to: { station: 'dixi' },
    text: '修鞋摊搬走以后没地方修鞋了，能不能给老师傅留个位置？',
    place: '荻溪老街口',
    identity: anonymous,
    daysAgo: 4,
    hour: 14,
    deeds: [
      { by: 'dixi', move: 'accept', daysAgo: 3, hour: 9 },
      { by: 'dixi', move: 'hand-over', agency: 'urban', words: '街道愿意出一个岗亭。', daysAgo: 2, hour: 10 },
    ],
  },
  {
    to: { point: 'busStop' },
    text: '公交站顶棚漏雨，等车的人没处站，椅子也坏了一半。',
    place: '东街桥北公交站',
    identity: anonymous,
    daysAgo: 1,
    hour: 19,
    deeds: [],
  },
  {
    to: { station: 'dongjie' },
    text: '我家隔壁在违章搭棚，已经搭到二楼了，没有人来管。',
    place: '东街 88 号旁',
    identity: anonymous,
    daysAgo: 15,
    hour: 11,
    deeds: [
      { by: 'dongjie', move: 'accept', daysAgo: 14, hour: 9 },
      { by: 'dongjie', move: 'hand-over', agency: 'urban', words: '', daysAgo: 14, hour: 10 },
      {
        by: 'chengguan',
        move: 'answer',
        words: '经查看，属临时堆放，已要求清理。',
        outcome: 'explained',
        daysAgo: 10,
        hour: 15,
      },
      {
        by: 'resident',
        move: 'send-back',
        judgement: displeased,
        words: '棚还在，钢架都焊好了。',
        daysAgo: 9,
        hour: 20,
      },
      {
        by: 'chengguan',
        move: 'answer',
        words: '已再次下达整改通知，限期拆除。',
        outcome: 'explained',
        daysAgo: 6,
        hour: 15,
      },
      {
        by: 'resident',
        move: 'send-back',
        judgement: { process: 'not', result: 'not', solved: false },
        words: '期限过了两天，一块板也没动。',
        daysAgo: 2,
        hour: 18,
      },
    ],
  },
  {
    to: { deputy: 'wanghaisheng' },
    text: '荻溪小学门口早上车太多，孩子过马路很危险，想装一段护栏和一个减速带。',
    place: '荻溪小学门口',
    identity: { kind: 'agency', name: '家长委员会', phone: '13600000000' },
    daysAgo: 5,
    hour: 8,
    deeds: [
      { by: 'wanghaisheng', move: 'accept', daysAgo: 4, hour: 8 },
      { by: 'wanghaisheng', move: 'pass', words: '已到现场看过，需要交通局办，请站里交办。', daysAgo: 4, hour: 15 },
      { by: 'dixi', move: 'accept', daysAgo: 3, hour: 9 },
      { by: 'dixi', move: 'hand-over', agency: 'transport', words: '代表已到现场，附记录。', daysAgo: 3, hour: 9 },
    ],
  },
]
