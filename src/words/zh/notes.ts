/** 办件页“内部备注”一节的话。 */
export const notes = {
  title: '内部备注',
  about: {
    desk: '代表、联络站和人大看得到；办理单位和群众看不到，搜索也搜不到。',
    agency: '本单位和人大看得到；联络站和群众看不到，搜索也搜不到。',
    nobody: '群众看不到，搜索也搜不到。',
  },
  none: '还没有备注。',
  failed: '备注没有读出来。',
  write: '写备注',
  label: '备注',
  hint: '写 @ 可以点名同事。写完 15 分钟内可以更正，之后只能另写一条。',
  missing: '还没有写内容。',
  send: '写下',
  sent: '备注写下了',
  correct: '更正',
  correcting: '更正备注',
  saveCorrection: '存下更正',
  corrected: (when: string) => `${when} 更正过`,
  correctedNow: '备注更正了，原来的话留在经过里',
  ofAgency: '办理单位的备注',
  noColleague: '没有这个人，或者他看不到这件办件',
} as const
