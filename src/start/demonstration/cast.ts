/**
 * The invented district and its people: the same in the demonstration, in tests and in pictures. No place and no person
 * of these names is meant.
 */

import type { StaffRole } from '../../domain/people/actor.ts'
import type { PointKind, StationKind } from '../../domain/places/place.ts'

export const demonstration = { id: 1, prefix: 'QH', name: '沁湖区' } as const

/** Everyone's password in a demonstration; a demonstration says so on its sign-in page. */
export const demonstrationPassword = 'jieyou-demo'

export const towns = {
  shanqiao: { name: '善桥镇' },
  dixi: { name: '荻溪街道' },
} as const

export const stations = {
  dongjie: { name: '东街代表联络站', town: 'shanqiao', kind: 'station' },
  beidang: { name: '北荡中心站', town: 'shanqiao', kind: 'central' },
  dixi: { name: '荻溪中心站', town: 'dixi', kind: 'central' },
  liuan: { name: '柳岸代表联络站', town: 'dixi', kind: 'station' },
} as const satisfies Record<string, { name: string; town: keyof typeof towns; kind: StationKind }>

export const deputies = {
  limin: { name: '李敏', station: 'dongjie' },
  zhoujianping: { name: '周建平', station: 'dongjie' },
  shenyufang: { name: '沈玉芳', station: 'beidang' },
  wanghaisheng: { name: '王海生', station: 'dixi' },
  chenya: { name: '陈雅', station: 'liuan' },
  yaozhiqiang: { name: '姚志强', station: 'liuan' },
} as const satisfies Record<string, { name: string; station: keyof typeof stations }>

export const points = {
  xingfuli: { name: '幸福里 3 幢楼道', kind: 'stairwell', station: 'dongjie', deputy: null },
  market: { name: '东街菜场', kind: 'market', station: 'dongjie', deputy: null },
  busStop: { name: '东街桥北公交站', kind: 'bus-stop', station: 'dongjie', deputy: null },
  studio: { name: '李敏代表工作室', kind: 'workplace', station: 'dongjie', deputy: 'limin' },
  hall: { name: '北荡村文化礼堂', kind: 'other', station: 'beidang', deputy: null },
  square: { name: '荻溪广场', kind: 'other', station: 'dixi', deputy: null },
  gate: { name: '柳岸小区南门', kind: 'stairwell', station: 'liuan', deputy: null },
  clinic: { name: '柳岸卫生站', kind: 'other', station: 'liuan', deputy: null },
} as const satisfies Record<
  string,
  { name: string; kind: PointKind; station: keyof typeof stations; deputy: keyof typeof deputies | null }
>

export const agencies = {
  works: { name: '善桥镇市政所' },
  urban: { name: '沁湖区城管局' },
  housing: { name: '沁湖区住建局' },
  transport: { name: '沁湖区交通局' },
  market: { name: '沁湖区市场监管局' },
  police: { name: '善桥派出所' },
  water: { name: '沁湖区水利局' },
} as const

type UserOf = { name: string; role: StaffRole; unit: string | null }

/** Login names with the person behind them and their one role. */
export const users = {
  limin: { name: '李敏', role: 'deputy', unit: 'limin' },
  zhoujianping: { name: '周建平', role: 'deputy', unit: 'zhoujianping' },
  shenyufang: { name: '沈玉芳', role: 'deputy', unit: 'shenyufang' },
  wanghaisheng: { name: '王海生', role: 'deputy', unit: 'wanghaisheng' },
  chenya: { name: '陈雅', role: 'deputy', unit: 'chenya' },
  yaozhiqiang: { name: '姚志强', role: 'deputy', unit: 'yaozhiqiang' },
  dongjie: { name: '陈晓岚', role: 'station', unit: 'dongjie' },
  beidang: { name: '钱文', role: 'station', unit: 'beidang' },
  dixi: { name: '孙丽', role: 'station', unit: 'dixi' },
  liuan: { name: '吴秀珍', role: 'station', unit: 'liuan' },
  shanqiao: { name: '吴国强', role: 'town', unit: 'shanqiao' },
  dixijiedao: { name: '郑红', role: 'town', unit: 'dixi' },
  qinhu: { name: '徐静', role: 'district', unit: null },
  linguoping: { name: '林国平', role: 'district', unit: null },
  shizheng: { name: '周航', role: 'agency', unit: 'works' },
  chengguan: { name: '高峰', role: 'agency', unit: 'urban' },
  zhujian: { name: '蒋云', role: 'agency', unit: 'housing' },
  jiaotong: { name: '俞立', role: 'agency', unit: 'transport' },
  shijian: { name: '潘洁', role: 'agency', unit: 'market' },
  paichusuo: { name: '顾明', role: 'agency', unit: 'police' },
  shuili: { name: '陆川', role: 'agency', unit: 'water' },
  shenji: { name: '方正', role: 'auditor', unit: null },
} as const satisfies Record<string, UserOf>

export type Login = keyof typeof users

/** One login for each role, as the terminal and the sign-in page name them; two of the district's office, where erasing takes two. */
export const demonstrationLogins = [
  'limin',
  'dongjie',
  'shanqiao',
  'qinhu',
  'linguoping',
  'shizheng',
  'shenji',
] as const satisfies readonly Login[]
