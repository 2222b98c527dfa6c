/** Reports as residents may write them, in any number: drawn from words, the same again for the same seed. */

export type Said = { readonly text: string; readonly place: string }

const places = [
  ...['幸福里', '东街菜场', '北荡村', '荻溪广场', '柳岸小区', '善桥小学', '人民路', '解放桥', '卫生院', '文化礼堂'],
  ...[
    '汽车站',
    '老粮库',
    '河东新村',
    '工业园区',
    '桃花弄',
    '西塘路口',
    '中心幼儿园',
    '体育公园',
    '污水泵站',
    '南门菜场',
  ],
]
const things = [
  ...[
    '路灯',
    '楼道灯',
    '下水道',
    '窨井盖',
    '垃圾桶',
    '公交站牌',
    '健身器材',
    '电动车充电桩',
    '停车位',
    '绿化带',
    '河道',
    '护栏',
  ],
  ...[
    '斑马线',
    '红绿灯',
    '电梯',
    '消防通道',
    '自来水',
    '天然气管道',
    '外墙瓷砖',
    '屋顶防水',
    '广场舞音响',
    '工地',
    '早餐摊',
  ],
]
const troubles = [
  ...[
    '坏了半个多月没人修',
    '晚上声音太大睡不着',
    '堵得水都漫到路上',
    '被私家车占了',
    '味道太大不敢开窗',
    '松动了怕砸到人',
  ],
  ...['一到下雨天就积水', '缺了一块很危险', '收费不公示', '没有人管理', '施工到半夜', '把盲道挡住了', '裂缝越来越大'],
]
const wishes = [
  ...['请代表帮忙问一问什么时候能解决。', '希望有关部门尽快处理。', '已经打过热线，没有结果。', '物业和社区互相推。'],
  ...['孩子上学每天要从这里走。', '老人走路很不方便。', '能不能开个会商量一下。', '我们愿意一起出一点钱。'],
]
const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈'
const given = '建国志强秀英玉兰海燕晓红文军丽娜永平桂芳春生金凤宝华庆云俊杰思远雨桐梓涵浩然欣怡子轩诗琪佳慧立新长根水娣'

/** A word that stands in one text of all: to be searched for. */
export const rareWord = '鹦鹉螺'

/** Draws `count` texts. */
export function texts(count: number, seed = 1): Said[] {
  let state = seed
  const below = (limit: number) => {
    // Numerical Recipes' generator: enough for words.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  const one = (from: readonly string[] | string) => from[below(from.length)] as string
  const name = () => one(surnames) + one(given) + (below(3) === 0 ? '' : one(given))
  return Array.from({ length: count }, (_, i) => {
    const place = `${one(places)}${1 + below(60)}幢${1 + below(4)}单元`
    const rare = i === Math.floor(count / 2) ? `${rareWord}号停在桥洞下面。` : ''
    const who = below(4) === 0 ? `我是住户${name()}${name()}。` : ''
    const text = `${who}${one(places)}旁边的${one(things)}${one(troubles)}，${one(things)}也${one(troubles)}。${rare}${one(wishes)}${one(wishes)}`
    return { text, place }
  })
}
