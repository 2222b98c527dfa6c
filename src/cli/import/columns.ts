/** Which column of somebody's file holds what. */

export const fields = ['id', 'title', 'text', 'place', 'said-at', 'reply', 'replied-at', 'agency'] as const
export type Field = (typeof fields)[number]

/** Columns named by the caller; every other field is looked for under the names people usually give it. */
export type ColumnMap = Readonly<Partial<Record<Field, string>>>

const usualNames: Readonly<Record<Field, readonly string[]>> = {
  id: ['id', '编号', '留言编号', '工单编号', '信件编号', '序号'],
  title: ['title', '标题', '主题', '留言主题', '留言标题'],
  text: ['text', '内容', '正文', '留言详情', '留言内容', '诉求内容', '信件内容'],
  place: ['place', 'address', '地点', '地址', '事发地点', '问题地点'],
  'said-at': ['said_at', 'said-at', 'time', '时间', '留言时间', '反映时间', '提交时间', '来信时间'],
  reply: ['reply', '答复', '答复意见', '答复内容', '回复', '回复内容', '办理结果'],
  'replied-at': ['replied_at', 'replied-at', 'reply_time', '答复时间', '回复时间'],
  agency: ['agency', '单位', '答复单位', '回复单位', '办理单位', '承办单位'],
}

/** The names under which a field may stand. */
export const namesOf = (field: Field, map: ColumnMap): readonly string[] => {
  const named = map[field]
  return named === undefined ? usualNames[field] : [named]
}

/** Reads `text=留言详情,title=留言主题`; undefined when it is not understood. A comma may stand within a column's name. */
export function readColumnMap(typed: readonly string[]): ColumnMap | undefined {
  const map: Partial<Record<Field, string>> = {}
  for (const part of typed.flatMap((one) => one.split(/,(?=[^,=]*=)/))) {
    const at = part.indexOf('=')
    const field = fields.find((known) => known === part.slice(0, at).trim())
    const column = part.slice(at + 1).trim()
    if (at === -1 || !field || column === '' || map[field] !== undefined) return undefined
    map[field] = column
  }
  return map
}
