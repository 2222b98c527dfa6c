/** Beginning with a template: those of the case's category first; what the desk knows is filled in at once. */
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { CaseReply } from '../../../src/contract/cases.ts'
import type { TemplateReply } from '../../../src/contract/templates.ts'
import { pathSign } from '../../../src/domain/categories/category.ts'
import { mayDo } from '../../../src/domain/people/deeds.ts'
import { filled } from '../../../src/domain/templates/template.ts'
import type { Draft } from '../moves/drafts.ts'
import { useMe } from '../session/me.tsx'
import { suggestionQuery, templatesQuery } from './queries.ts'
import { useTemplateWords } from './templates-words.ts'

type Given = {
  readonly opened: CaseReply
  readonly draft: Draft
  readonly change: (changed: Partial<Draft>) => void
  readonly today: string
}

export default function TemplateChoice({ opened, draft, change, today }: Given) {
  const words = useTemplateWords()
  const me = useMe()
  const id = useId()
  const templates = useQuery(templatesQuery).data?.templates ?? []
  const sorts = mayDo('sort-cases', me.memberships)
  const category = useQuery({ ...suggestionQuery(opened.id, opened.version), enabled: sorts }).data?.category?.path
  if (templates.length === 0) return null
  const fits = ({ category: of }: TemplateReply) =>
    of !== null && category !== undefined && (category + pathSign).startsWith(of.path + pathSign)
  const groups = [
    [words.fits, templates.filter(fits)],
    [words.others, templates.filter((one) => !fits(one))],
  ] as const
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number)
  const take = (template: TemplateReply | undefined) => {
    if (!template) return
    const values = {
      案号: opened.number,
      单位: me.memberships[0]?.unitName ?? me.name,
      日期: words.date(year, month, day),
    }
    change({ words: filled(template.words, values), fromTemplate: true })
  }
  return (
    <div className="field">
      <label htmlFor={id}>{words.choose}</label>
      <select
        id={id}
        className="wide"
        value=""
        onChange={(event) => take(templates.find((one) => one.id === event.target.value))}
        aria-describedby={`${id}-hint`}
      >
        <option value="">{words.chooseFirst}</option>
        {groups
          .filter(([, of]) => of.length > 0)
          .map(([label, of]) => (
            <optgroup key={label} label={label}>
              {of.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </optgroup>
          ))}
      </select>
      {draft.words.trim() !== '' && !draft.fromTemplate && (
        <p className="dim" id={`${id}-hint`}>
          {words.replace}
        </p>
      )}
    </div>
  )
}
