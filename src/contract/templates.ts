/** Templates for answers. */
import { z } from 'zod'
import { keeperKinds, templateRoles } from '../domain/templates/template.ts'
import { rulesEvent } from './rules.ts'

const keeper = z.strictObject({ kind: z.enum(keeperKinds), id: z.uuid().nullable().describe('null for the district') })

export const template = z.object({
  id: z.uuid(),
  keeper: z.object({ ...keeper.shape, name: z.string() }),
  role: z.enum(templateRoles).nullable().describe('For one role only'),
  category: z.object({ id: z.uuid(), path: z.string() }).nullable(),
  name: z.string(),
  words: z.string().describe('With fields in braces; 案号, 单位 and 日期 are filled in by the desk'),
  mine: z.boolean().describe('Whether I keep it'),
})
export type TemplateReply = z.infer<typeof template>

export const templatesReply = z.object({
  templates: z.array(template).describe('Those I may use'),
  keepers: z.array(z.object({ ...keeper.shape, name: z.string() })).describe('The units I keep templates for'),
  history: z.array(rulesEvent).describe('For the district’s office and auditors'),
})
export type TemplatesReply = z.infer<typeof templatesReply>

export const putTemplateBody = z.strictObject({
  id: z.uuid().nullable().default(null).describe('The template it takes the place of'),
  keeper,
  role: z.enum(templateRoles).nullable(),
  categoryId: z.uuid().nullable(),
  name: z.string().max(400),
  words: z.string().max(40_000).describe('At most 6,000 characters'),
})
export type PutTemplateBody = z.input<typeof putTemplateBody>
export const templateChangedReply = z.object({ id: z.uuid() })
