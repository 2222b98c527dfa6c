/** What people of every subject say: offices on the way, residents when they judge, and reports nobody takes on. */
import type { DeclineReason } from '../../../domain/cases/case.ts'

export const handOverWords = [
  '',
  '',
  '',
  '',
  '请先电话联系站里，再上门。',
  '同一处上月也有人说过，请一并看。',
  '居民希望不要透露姓名。',
  '老人多，请当面说清楚。',
  '请附照片答复。',
  '站里已到现场看过。',
] as const
export const passWords = [
  '到现场看了，需要部门来办，请站里交办。',
  '不是一句话能答的事，请站里接着办。',
  '已经和当事人通过话，材料在站里。',
  '我这里解决不了，麻烦站里。',
] as const
export const townPassWords = [
  '涉及两个社区，请镇街协调。',
  '权属说不清，请镇里定一下。',
  '站里谈了两次谈不拢，请镇里出面。',
] as const
export const returnWords = [
  '经核实不在我单位职责范围，请交有关单位。',
  '这件事的主管部门不是我们，请重新交办。',
  '需要先由主管部门认定，现退回。',
] as const
export const reHandOverWords = ['已电话核实职责，请办理。', '镇里认定由你单位办。', ''] as const
export const extensionWords = [
  '配件从外地发货，需要多几天。',
  '要等材料进场，请准许延期。',
  '连续下雨无法施工，申请延期。',
  '还要和两家单位会签。',
] as const
export const refuseWords = ['还在期限里，请先按期答复进展。', '理由不充分，不批。'] as const
export const relayWords = [
  '站里也去看过了。',
  '代表也到现场看了，有不满意请直接写在这里。',
  '工作人员的电话贴在站门口，随时可以问。',
  '我们下周再去看一次。',
] as const
export const opinionWords = [
  '没有意见，配合办理。',
  '管线图已提供，施工前请通知我们。',
  '我单位负责的部分下周完成。',
] as const
export const directWords = ['今天上午去看了，', '和社区、物业一起商量过，', '已经当面说过，', '问清楚了，'] as const

export const moreWords = [
  '补充一句，晚上比白天更明显。',
  '今天又发生了一次。',
  '不急，按你们的安排来。',
  '谢谢你们受理。',
  '旁边的邻居也都这么说。',
  '我拍了照片，可以到站里给你们看。',
] as const

export const pleasedWords = [
  '',
  '',
  '',
  '谢谢，办得快。',
  '去看过了，好了。',
  '没想到真的有人管。',
  '满意。',
  '辛苦了。',
  '家里老人让我说声谢谢。',
  '路过看到已经弄好了。',
  '邻居们都说好。',
  '一个电话也没有打，就办成了。',
  '比我想的快。',
  '谢谢来看的师傅。',
  '这个码有用。',
  '好了好了，放心了。',
  '心里一块石头落地。',
  '现在好多了。',
  '和答复说的一样。',
] as const
export const contentWords = [
  '',
  '',
  '基本上好了。',
  '还可以，希望能长久。',
  '慢了一点，但是办了。',
  '比以前好。',
] as const
export const unsolvedWords = [
  '',
  '说得清楚，可是事情还没有办。',
  '能理解，还是希望快一点。',
  '等办好了再说满意。',
  '道理我懂，问题还在。',
] as const
export const displeasedWords = ['', '等于没说。', '没有人来过。', '不是我问的那件事。', '问题还在。'] as const
export const thanksAgain = ['这次是真的好了。', '返工以后可以了。', '这回看到人来了，好了。', ''] as const
export const fulfilledWords = [
  '上次答应的事办完了，请来看看。',
  '按答复里说的日子完工了，已经可以用。',
  '比计划早了几天，今天验收通过。',
  '计划里的这一项已经做完，附近的牌子上有联系电话。',
] as const
export const withdrawWords = [
  '已经好了，不用办了。',
  '我自己解决了，谢谢。',
  '说错地方了，重新说一条。',
  '邻居之间说开了。',
] as const

/** What stations do not take on, and where they say to go instead. */
export const declined: readonly {
  readonly reason: DeclineReason
  readonly texts: readonly string[]
  readonly words: string
}[] = [
  {
    reason: 'litigation',
    texts: [
      '和开发商的官司法院已经开过庭，我觉得要判我赢，请代表帮我打个招呼。',
      '离婚的房子怎么分，一审判得不公，请你们改过来。',
    ],
    words: '案件正在法院审理，站里不能过问。对判决不服，可以在十五日内上诉，免费咨询请打 12348。',
  },
  {
    reason: 'arbitration',
    texts: [
      '厂里把我辞退了，赔偿少算了两年，已经在仲裁了，请你们催一催。',
      '工伤定级低了，仲裁要我等四十五天，等不起。',
    ],
    words: '事情已经在劳动仲裁程序里，请按仲裁委通知的时间出庭；站里可以帮您联系法律援助。',
  },
  {
    reason: 'petition-path',
    texts: [
      '土地补偿的事信访局已经受理了，给了我回执，我想让代表再催。',
      '我对复查意见不服，已经申请了复核，请代表表个态。',
    ],
    words: '这件事信访部门已经依法受理，请等书面意见；对意见不服，可以在三十日内申请复核。',
  },
  {
    reason: 'no-content',
    texts: ['测试一下能不能用。', '你好，在吗？', '没什么，随便看看这个码是干什么的。', '一二三四五，喂喂。'],
    words: '没有写具体的事情，先不受理。您有要说的，随时再扫码，写一两句就可以。',
  },
  {
    reason: 'own-duplicate',
    texts: ['前天说过的那件事，怕你们没有收到，再发一遍。', '还是上一条说的事情，再提醒一次，一样的地方。'],
    words: '和您前面的一条是同一件事，已经在办，请用前一张回执看进展。',
  },
]

export const names = [
  '王女士',
  '沈师傅',
  '老钱',
  '陈阿姨',
  '周先生',
  '小吴',
  '施大伯',
  '倪女士',
  '胡先生',
  '金大妈',
  '许师傅',
  '姚女士',
  '俞老师',
  '丁先生',
  '朱阿婆',
  '潘先生',
  '徐女士',
  '褚师傅',
  '阿坤',
  '楼里十二户',
] as const
/** Numbers that plainly stand for a number. */
export const phones = [
  '13800000000',
  '13900000000',
  '13700000000',
  '13600000000',
  '13500000000',
  '15800000000',
  '18800000000',
  '',
] as const
export const few = ['两', '三', '四', '五', '六'] as const
export const howLong = ['半个月', '一个多月', '两个月', '三个月', '大半年', '十来天', '好几个星期'] as const
export const openings = [
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  '你好，',
  '代表好，',
  '想反映一件事：',
  '我是住在附近的，',
  '替邻居们说一句，',
  '头一回用这个，',
  '麻烦看一下，',
] as const
/** Before and after the words of an answer; the second answer to what was sent back. */
export const answerHeads = ['', '', '', '您好，', '回您的话：', '已经去过现场。', '让您久等了。'] as const
export const answerTails = [
  '',
  '',
  '',
  '有问题再写在这里。',
  '谢谢您提醒。',
  '照片可以到站里看。',
  '过几天我们再去看一次。',
  '如果还有别处一样，请告诉我们。',
] as const
export const secondAnswers = [
  '按您说的又去了一次，漏掉的地方一并办了，站里的人在场看着。',
  '换了一支施工队重新做过，代表一起验收的。',
  '上次确实没有办到位，这次做完以后请邻居一起看了。',
  '重新查过，原因找到了，这回是从根上处理的。',
] as const
export const firmAnswers = [
  '镇里开了协调会，定了由一家牵头，已经全部办完，以后由社区每周看一次。',
  '镇里和部门一起到场，当面办好，承诺三个月内再坏免费返修。',
  '这件事由镇里包到底，已经处理完，联系电话贴在现场。',
] as const
/** What residents say who send a plan or an explanation back. */
export const backOfPlan = [
  '说列入计划，到底是哪一天？',
  '等不起，能不能先应个急？',
  '去年也是这么说的。',
  '光有计划，眼下怎么办？',
] as const
export const backOfExplained = [
  '道理听懂了，问题还在。',
  '没有到现场看就答复了。',
  '照这么说就不用管了？',
  '请换一个懂的人来看。',
] as const
