/** 公开的“逾期公示”页上的话。 */
export const overdue = {
  title: '逾期公示',
  lead: (days: string) =>
    `到期以后超过 ${days} 个工作日、已经挂号督办还没有办的，在这里公示，办了就撤下。只写办件号、在哪个镇街、由谁办、晚了几天。`,
  counting: '天数只数工作日，从到期的第二天数起；法定节假日和调休都照国务院的安排。',
  head: (count: string) => `现在有 ${count} 件逾期没有办`,
  none: '现在没有逾期公示的办件',
  noneNote: '有逾期的会写在这里。每一件到什么时候该办，凭回执可以看。',
  number: '办件号',
  town: '镇街',
  who: '由谁办',
  kind: '该办哪一步',
  due: '到期',
  late: '晚了',
  days: (count: string) => `${count} 个工作日`,
  office: (town: string) => `${town}人大和联络站`,
  district: '区县人大常委会',
  more: (count: string) => `只列最晚的 ${count} 件。`,
  waitsFor: {
    received: '受理',
    accepted: '交办或者答复',
    'with-agency': '答复',
    returned: '重新交办',
    disputed: '重办',
  },
  link: '看逾期公示',
} as const
