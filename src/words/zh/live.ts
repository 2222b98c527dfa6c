/** 工作台上自己更新的部分：断线的提示、谁也在看这一件、写的时候办件有了变化。 */
export const live = {
  lineDown: '自动更新中断，正在重连。',
  lineOver: '自动更新已停止，刷新页面后恢复。',
  bell: (unread: string) => (unread === '0' ? '提醒，没有未读' : `提醒，${unread} 条未读`),
  present: {
    one: (name: string, unit: string) => `${name}（${unit}）也在看这一件。`,
    several: (people: string) => `${people}也在看这一件。`,
    person: (name: string, unit: string) => `${name}（${unit}）`,
    between: '、',
  },
  changed: {
    title: '您写的时候，这一件有了变化',
    none: '办件的情况变了，步骤没有增加。',
    yours: '您写的',
    theirs: '这期间',
    nothingTyped: '还没有写内容。',
    again: '看过变化，照样送出',
    kept: '您写的内容都在，看过变化再决定改不改。',
  },
} as const
