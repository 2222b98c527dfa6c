/** Deputies of the larger district by station, and the people of its offices and agencies who sign in. None is real. */
import type { StaffRole } from '../../../domain/people/actor.ts'

/** Deputies by station; those of the core cast are told in `cast.ts`. */
export const moreDeputies = {
  dongjie: ['何文斌', '杨丽华'],
  beidang: ['沈建荣', '费小妹'],
  dixi: ['曹国良', '唐慧'],
  liuan: ['罗向东'],
  fengdu: ['丁海燕', '倪永康', '严雪琴'],
  laodu: ['任水根', '汪玲娣'],
  qianjia: ['钱荣富', '钱秋菊'],
  xinqu: ['叶晨', '宋佳怡', '彭志远'],
  lingwan: ['金桂芳', '韩立新', '汤明华'],
  caibang: ['潘阿四', '姜银娣'],
  gongye: ['邱建国', '龚丽萍', '石磊'],
  hexi: ['范玉林', '章彩英'],
  yunbu: ['傅德明', '许爱珍', '邵平'],
  guzhen: ['柳文渊', '毛小芬', '方根宝'],
  minsu: ['竺青', '白云霞', '易国平'],
  yundong: ['程磊', '卢晓月'],
  matou: ['江大有', '游春兰'],
  heting: ['贺志坚', '翁美玲', '尹家栋'],
  nanhe: ['荣根兴', '施玉珍'],
  yuchang: ['鲍水生', '俞阿毛'],
  hexin: ['常青松', '骆小敏', '安雨'],
  liwu: ['屠国庆', '盛秀兰'],
  shanhou: ['单建民', '温梅芳'],
  kengkou: ['凌志高', '童金凤'],
  linchang: ['穆成林', '应巧云'],
  weidang: ['水根福', '阮丽丽', '梅长青'],
  weixi: ['季阿五', '卢桂花'],
  zhuanyao: ['窦长顺', '万红英'],
  lianhua: ['连水生', '蒲玉琴', '包建芳'],
  sangli: ['桑文娟', '司徒敏', '戚建华'],
  sichang: ['纪春梅', '欧阳锦', '乐国祥'],
  chezhan: ['路平', '关小军', '车晓燕'],
  yizhong: ['于红', '师文静', '雷鸣'],
  sangbei: ['麻金水', '田秀珍'],
} as const satisfies Record<string, readonly string[]>

/** Agencies of the larger district, beside those of the core cast. */
export const moreAgencies = {
  roads: { name: '沁湖区市政养护中心' },
  education: { name: '沁湖区教育局' },
  health: { name: '沁湖区卫生健康局' },
  farming: { name: '沁湖区农业农村局' },
  environment: { name: '沁湖区生态环境局' },
  culture: { name: '沁湖区文化和旅游局' },
  security: { name: '沁湖区公安分局' },
  utilities: { name: '沁湖区水电服务中心' },
  civil: { name: '沁湖区民政局' },
  labour: { name: '沁湖区人力社保局' },
  planning: { name: '沁湖区自然资源局' },
  fire: { name: '沁湖区消防大队' },
  postal: { name: '沁湖区邮政业管理站' },
} as const

/** Who signs in in the larger district, with their roles; several stations of a town share one clerk. */
export const moreUsers = {
  fengdu: { name: '贾文斌', roles: [['town', 'fengdu']] },
  yunbu: { name: '裘建新', roles: [['town', 'yunbu']] },
  sangli: { name: '祝惠芳', roles: [['town', 'sangli']] },
  heting: {
    name: '颜秋生',
    roles: [
      ['town', 'heting'],
      ['station', 'heting'],
      ['station', 'nanhe'],
      ['station', 'yuchang'],
      ['station', 'hexin'],
    ],
  },
  liwu: {
    name: '麦冬梅',
    roles: [
      ['town', 'liwu'],
      ['station', 'liwu'],
      ['station', 'shanhou'],
      ['station', 'kengkou'],
      ['station', 'linchang'],
    ],
  },
  weidang: {
    name: '闵立群',
    roles: [
      ['town', 'weidang'],
      ['station', 'weidang'],
      ['station', 'weixi'],
      ['station', 'zhuanyao'],
      ['station', 'lianhua'],
    ],
  },
  fengduzhan: {
    name: '卞小红',
    roles: [
      ['station', 'fengdu'],
      ['station', 'laodu'],
      ['station', 'qianjia'],
      ['station', 'xinqu'],
    ],
  },
  lingwanzhan: {
    name: '谈志明',
    roles: [
      ['town', 'lingwan'],
      ['station', 'lingwan'],
      ['station', 'caibang'],
      ['station', 'gongye'],
      ['station', 'hexi'],
    ],
  },
  yunbuzhan: {
    name: '项晴',
    roles: [
      ['station', 'yunbu'],
      ['station', 'guzhen'],
      ['station', 'minsu'],
      ['station', 'yundong'],
      ['station', 'matou'],
    ],
  },
  sanglizhan: {
    name: '席玉梅',
    roles: [
      ['station', 'sangli'],
      ['station', 'sichang'],
      ['station', 'chezhan'],
      ['station', 'yizhong'],
      ['station', 'sangbei'],
    ],
  },
  yanghu: { name: '葛勇', roles: [['agency', 'roads']] },
  jiaoyu: { name: '明玉洁', roles: [['agency', 'education']] },
  weijian: { name: '华朝阳', roles: [['agency', 'health']] },
  nongye: { name: '谷丰', roles: [['agency', 'farming']] },
  huanjing: { name: '蓝天宇', roles: [['agency', 'environment']] },
  wenlv: { name: '舒怡', roles: [['agency', 'culture']] },
  gongan: { name: '武强', roles: [['agency', 'security']] },
  renshe: { name: '余念', roles: [['agency', 'labour']] },
  shuidian: { name: '管永明', roles: [['agency', 'utilities']] },
} as const satisfies Record<string, { name: string; roles: readonly (readonly [StaffRole, string])[] }>
