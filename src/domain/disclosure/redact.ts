/**
 * What may be shown of words that were not written for everyone: telephone and card numbers, names and homes are blacked
 * out. Only patterns are known here, so something can always be missed: nothing is published on this alone, the one who
 * spoke sees the result first and decides.
 */

/** Stands for whatever was blacked out; its length tells nothing. */
export const hidden = '■■'
/** Stands for the number of a house, a floor, a room. */
const hiddenNumber = '■'

const figure = '[0-9０-９]'
const gap = '[ \\u00a0\\u3000.·－—-]?'
const numeral = '[〇零一二三四五六七八九十百两]'

/** Common surnames (of the first hundred by number of people) that seldom begin another word. */
const surname =
  '(?:欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|端木|[王李张刘陈杨赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘袁董余苏叶吕魏蒋杜丁沈姜范傅钟卢汪戴崔任陆廖姚邹熊孟秦邱侯江尹薛闫段雷龙陶贺顾毛郝龚邵钱严覃武莫孔向汤俞])'
/** A sign that does not belong to a given name; there the name ends. */
const given = '[^\\P{Script=Han}住在是的说有家和跟与要想不就也都了我你他她这那到来去今昨前年月日电手身叫被把从]'
const name = `${surname}${given}{1,2}`

type Rule = readonly [pattern: RegExp, shown: string | ((...found: string[]) => string)]

const digits = (from: number, to: number): string => `${figure}(?:${gap}${figure}){${from - 1},${to - 1}}`
const alone = (pattern: string): RegExp => new RegExp(`(?<!${figure})(?:${pattern})(?!${figure})`, 'gu')

const numbers: readonly Rule[] = [
  [/[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g, hidden],
  // 居民身份证 (GB 11643) have 18 signs, the last may be X, the older ones 15 figures; bank cards up to 19, in groups.
  [alone(`${digits(15, 19)}(?:${gap}[XxＸ])?`), hidden],
  // Mobile numbers begin with 1, then 3 to 9; landlines with an area code and 0.
  [alone(`(?:[+＋]?86${gap})?[1１]${gap}[3-9３-９](?:${gap}${figure}){9}`), hidden],
  [alone(`[(（]?[0０]${figure}{2,3}[)）]?${gap}${digits(7, 8)}`), hidden],
  // Any longer number may lead to a person, unless it counts something.
  [new RegExp(`(?<!${figure})${figure}(?:[-－]?${figure}){6,}(?!${figure}|[元块万亿吨米度人户次票份])`, 'gu'), hidden],
  // 一三八零零…: a number said figure by figure.
  [/[〇零一二三四五六七八九幺两]{7,}/g, hidden],
  [
    /((?:微信|QQ|ＱＱ|扣扣|支付宝|抖音|快手)(?:号|账号)?(?:也?是|为|[:：])?\s*)[A-Za-z0-9][A-Za-z0-9_-]{4,29}/giu,
    (_all, before = '') => `${before}${hidden}`,
  ],
  [
    new RegExp(`((?:电话|手机|座机|号码|联系方式)(?:是|为|[:：])?\\s*)${digits(5, 8)}(?!${figure})`, 'gu'),
    (_all, before = '') => `${before}${hidden}`,
  ],
  // Number plates (GA 36): province, letter, five signs; six of a car with new energy.
  [
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-HJ-NP-Z][·.•\s-]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳领](?![A-Z0-9])/giu,
    hidden,
  ],
]

const names: readonly Rule[] = [
  // Where a name is announced, whatever it is followed by.
  [
    new RegExp(
      `((?:我叫|我的名字是|我名字叫|名叫|叫做|姓名(?:是|为)?|联系人(?:是|为)?|落款|署名)[:：]?\\s*)(?:${surname}\\p{Script=Han}|\\p{Script=Han}(?=\\p{Script=Han}))${given}?`,
      'gu',
    ),
    (_all, before = '') => `${before}${hidden}`,
  ],
  [/(我叫|名叫|叫做)([阿老小]\p{Script=Han})/gu, (_all, before = '') => `${before}${hidden}`],
  // Where one may be meant, only up to where a sentence could end or go on about them.
  [
    new RegExp(
      `((?:我是|本人|户主|业主|房东|房主|老板|店主|邻居|楼上|楼下|隔壁|爸爸?|妈妈?|父亲|母亲|丈夫|妻子|老公|老婆|爱人|儿子|女儿|孙子|孙女|哥哥?|姐姐?|弟弟?|妹妹?)(?:是|叫|名叫|姓名)?[:：]?\\s*)${name}(?=[，。,.;；、！!？?（(\\s]|$|住|家住|身份证|电话|手机|今年)`,
      'gu',
    ),
    (_all, before = '') => `${before}${hidden}`,
  ],
  // 姓王, 姓王的: the name and not the word.
  [
    new RegExp(`([我他她免贵家]?姓)(?!名|氏)${surname}(?:${given}{1,2}(?=[，。,.;；、！!\\s]|$))?`, 'gu'),
    (_all, before = '') => `${before}${hidden}`,
  ],
  // 王师傅, 李建国主任, 老张, 小刘.
  [
    new RegExp(
      `${surname}${given}{0,2}?(?=先生|女士|小姐|同志|师傅|老师|大爷|大妈|大叔|大婶|大姐|大哥|阿姨|叔叔|伯伯|奶奶|爷爷|医生|大夫|护士|律师|经理|老板|主任|书记|村长|组长|队长|站长|所长|局长|科长|镇长|院长|校长|警官|代表(?!团|联|大会|着|性))`,
      'gu',
    ),
    hidden,
  ],
  [
    /(?<![\p{Script=Han}])([老小])[王李张刘陈杨赵吴周徐孙朱胡郭罗郑梁谢宋唐许邓冯韩曹曾彭蔡潘袁董余苏吕魏蒋杜丁沈姜范傅钟卢汪戴崔陆廖姚邹孟秦邱侯尹薛闫](?=[，。,.;；、！!\s说家他她的和跟在]|$)/gu,
    (_all, before = '') => `${before}${hidden}`,
  ],
]

const count = `(?:[0-9０-９]{1,5}|${numeral}{1,4})`
const homeNumber = `(?:[A-Za-zＡ-Ｚ甲乙丙丁东西南北]?${count}|[A-Za-zＡ-Ｚ])`
const noHomes = '(?![楼房门线口台文令机公工程别大居民排])'

const homes: readonly Rule[] = [
  // 3-2-501.
  [
    new RegExp(`(?<![0-9-])${figure}{1,3}[-－—]${figure}{1,2}[-－—]${figure}{3,4}(?![0-9-])(?:室)?`, 'gu'),
    `${hiddenNumber}室`,
  ],
  [
    new RegExp(`${homeNumber}\\s*(号楼|幢|栋|单元|弄|室)${noHomes}`, 'gu'),
    (_all, unit = '') => `${hiddenNumber}${unit}`,
  ],
  // 号 is also a day, a line, a gate.
  [
    new RegExp(`(?<!月\\s*${count}?)(?<![0-9０-９])${homeNumber}\\s*号(?![楼门线口台文令机公工码院])`, 'gu'),
    `${hiddenNumber}号`,
  ],
  // What follows a house is a floor or a room: 3 幢 501, 2 单元 6 楼.
  [
    new RegExp(`(${hiddenNumber}(?:号楼|幢|栋|单元|号)\\s*)[-－—]?${count}\\s*(楼|层)`, 'gu'),
    (_all, before = '', unit = '') => `${before}${hiddenNumber}${unit}`,
  ],
  [
    new RegExp(
      `(${hiddenNumber}(?:号楼|幢|栋|单元|号)\\s*)[-－—]?${figure}{3,4}(?!${figure}|室|[元块米度年天个人户次])`,
      'gu',
    ),
    (_all, before = '') => `${before}${hiddenNumber}室`,
  ],
]

/**
 * The words with what may tell who somebody is or where they live blacked out. The same words give the same result, and
 * what was redacted once stays as it is. Chinese text; figures may be wide.
 */
export function redact(words: string): string {
  let shown = words
  for (const [pattern, as] of [...numbers, ...names, ...homes])
    shown = typeof as === 'string' ? shown.replace(pattern, as) : shown.replace(pattern, as)
  return shown
}

/** What would be told in public of one matter. */
export type ShownWords = { readonly report: string; readonly answer: string }

/** The words that the resident is shown before they decide. */
export const shownWords = (said: { readonly report: string; readonly answer: string }): ShownWords => ({
  report: redact(said.report),
  answer: redact(said.answer),
})
