/** What the pages of the invented district's stations and deputies say. Composed, and the same each time. */
import type { PageTexts } from '../../../domain/places/place-page.ts'
import { chanceFrom } from '../fixed-context.ts'
import { around } from './whole-cast.ts'

type Texts = Partial<PageTexts>

const days = ['10 日', '15 日', '20 日', '25 日'] as const
const hours = ['上午 9:00—11:00', '下午 2:00—4:30', '晚上 6:30—8:00'] as const
const trades = [
  '社区工作者',
  '小学教师',
  '种粮大户',
  '乡镇卫生院医生',
  '个体经营户',
  '企业技术工人',
  '村党支部书记',
  '公交驾驶员',
] as const
const cares = [
  '老旧小区加装电梯和楼道照明',
  '农村污水和河道保洁',
  '校门口的交通安全',
  '老年人看病和用药',
  '菜市场的价格和卫生',
  '公交线路和候车亭',
  '外来务工人员的子女上学',
  '停车难和电动车充电',
] as const

/** Draws from a list by a name, the same every time. */
const drawn = <One>(from: readonly One[], name: string): One => {
  const [chance = 0] = chanceFrom(`page ${name}`)(1)
  return from[chance % from.length] as One
}

/** A station's page: where it is, what it is for, when deputies are there. */
export function stationPage(key: string, { name, town }: { name: string; town: string }): Texts {
  const { streets = [], villages = [] } = around[key] ?? {}
  const [street = villages[0] ?? ''] = streets
  const [number = 1] = chanceFrom(`door ${key}`)(1)
  const day = drawn(days, key)
  return {
    address: `${town}${street}${streets.length > 0 ? ` ${number + 1} 号` : '村委会旁'}`,
    introduction: `${name}联系附近的小区和村。来说事不用预约，也不用证件；说的每一件都有编号，办到哪一步，凭回执都看得到。`,
    receives: `每月 ${day}${drawn(hours, `${key} hour`)}，代表在站接待\n工作日 8:30—17:00 有人值守`,
  }
}

/** A deputy's page: what they do, what they care for, when they receive. */
export function deputyPage(key: string, { name, station }: { name: string; station: string }): Texts {
  const care = drawn(cares, `${key} care`)
  const second = drawn(
    cares.filter((one) => one !== care),
    `${key} second`,
  )
  return {
    memberOf: `沁湖区人大代表，${drawn(trades, key)}`,
    terms: drawn(['第十七届', '第十六届、第十七届'], `${key} terms`),
    introduction: `${name}常年关注${care}、${second}。有事扫码说，说得不清楚也没关系，会找您问明白。`,
    receives: `每月 ${drawn(days, `${key} day`)}${drawn(hours, `${key} hour`)}，在${station}`,
  }
}
