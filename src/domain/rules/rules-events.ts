/** What happens to what is kept under rules, by the page that tells of it. */
export const rulesEvents = {
  sets: ['add-rule-set', 'withdraw-rule-set'],
  calendar: ['correct-calendar'],
  categories: ['add-category', 'change-category', 'retire-category', 'import-categories'],
  routing: ['put-routing', 'drop-routing'],
  templates: ['put-template', 'drop-template'],
  signposts: ['put-signpost', 'drop-signpost'],
} as const
export type RulesPage = keyof typeof rulesEvents
export type RulesEventKind = (typeof rulesEvents)[RulesPage][number]
export const rulesEventKinds = Object.values(rulesEvents).flat()
