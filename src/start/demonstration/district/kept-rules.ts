/** What the invented district keeps under rules: a few categories, who handles them, a template. All of it made up. */

import type { Context } from '../../../actions/context.ts'
import { importCategories } from '../../../actions/import-categories.ts'
import { putRouting } from '../../../actions/keep-routing.ts'
import { putTemplate } from '../../../actions/keep-template.ts'
import { allCategories } from '../../../data/categories/read.ts'
import type { Database } from '../../../data/db.ts'
import type { District } from '../../../data/districts/read.ts'
import type { Staff } from '../../../domain/people/actor.ts'
import { castId } from '../open-cast.ts'

const categories = [
  ['一级分类', '二级分类', '三级分类', '关键词'],
  ['住房城建', '市政设施', '路灯照明', '路灯、灯不亮、黑灯'],
  ['住房城建', '市政设施', '窨井盖', '井盖、窨井'],
  ['住房城建', '市政设施', '道路破损', '坑洼、路面、塌陷'],
  ['住房城建', '物业管理', '电梯', '电梯'],
  ['住房城建', '物业管理', '漏水', '漏水、渗水'],
  ['生态环境', '垃圾清运', '', '垃圾、垃圾桶'],
  ['生态环境', '噪声', '', '噪音、噪声、太吵'],
  ['交通出行', '公交', '', '公交、班车'],
  ['交通出行', '停车', '', '停车、乱停'],
  ['水利', '河道', '', '河道、河水、淤积'],
]

/** Which agency of the cast handles what, everywhere or in one town. */
const routes = [
  ['住房城建', null, 'housing'],
  ['市政设施', null, 'urban'],
  ['市政设施', 'shanqiao', 'works'],
  ['垃圾清运', null, 'urban'],
  ['交通出行', null, 'transport'],
  ['水利', null, 'water'],
] as const

/** Does a step once, with a context that follows from its name. */
type Once = (step: string, work: (context: Context) => Promise<unknown>) => Promise<void>

/**
 * Keeps them as the district's office, a step at a time: every id follows from its step, so that two programs that fill
 * at once make the same.
 */
export async function keepRules(database: Database, district: District, staff: Staff, once: Once): Promise<void> {
  const bytes = Buffer.from(categories.map((row) => row.join(',')).join('\n'))
  await once('rules categories', (context) => importCategories(context, district, staff, bytes))
  const made = new Map((await allCategories(database.of(district.id))).map(({ name, id }) => [name, id]))
  for (const [category, town, agency] of routes)
    await once(`rules ${category} ${town ?? ''}`, (context) =>
      putRouting(context, district, staff, {
        id: null,
        categoryId: made.get(category) ?? '',
        townId: town && castId(district, `town ${town}`),
        stationId: null,
        agencyId: castId(district, `agency ${agency}`),
        coAgencyIds: [],
      }),
    )
  await once('rules template', (context) =>
    putTemplate(context, district.id, staff, {
      id: null,
      keeper: { kind: 'district', id: null },
      role: null,
      categoryId: null,
      name: '已经修好',
      words: '您反映的事（{案号}），{单位}已于{日期}派人到{地点}处理好了。还有问题，请在回执上告诉我们。',
    }),
  )
}
