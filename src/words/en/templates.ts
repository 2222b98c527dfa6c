/** Templates for answers: writing and choosing them at the desk. */
import type { SameAs } from '../language.ts'
import type { templates as zh } from '../zh/templates.ts'

export const templates = {
  about:
    'What is answered often is written once, and chosen when writing. What stands in braces is filled in: {案号} (number), {单位} (unit) and {日期} (today) by the desk, others of your own by hand before it is sent.',
  label: 'Templates',
  add: 'Write a template',
  addTitle: 'Write a template',
  changeTitle: 'Change the template',
  change: 'Change',
  drop: 'Remove',
  dropTitle: (name: string) => `Remove “${name}”?`,
  dropMore: 'It can no longer be chosen. What was sent stays.',
  dropDo: 'Remove',
  keep: 'Leave it',
  name: 'Name',
  nameHint: 'What one chooses by.',
  words: 'Words',
  wordsHint: 'For example: about your report ({案号}), we came to {place} on {日期}.',
  keeper: 'For',
  keeperOf: { station: 'the station and its deputies', town: 'the town', district: 'the whole district' },
  role: 'Used by',
  anyRole: 'everyone',
  category: 'For what',
  anyCategory: 'anything',
  none: 'There are no templates yet.',
  noneMore: 'Write one, and it can be chosen for answers.',
  nothingFound: 'No template fits.',
  search: 'Names, words',
  done: { put: 'The template is written.', drop: 'It is removed.' },
  date: (year: number, month: number, day: number) => `${year}-${month}-${day}`,
  choose: 'Template',
  chooseFirst: 'None, I write myself',
  fits: 'For this category',
  others: 'Others',
  replace: 'What is written gives way to the template.',
} as const satisfies SameAs<typeof zh>
