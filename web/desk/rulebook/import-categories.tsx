/** Categories from a table: a look at every line, then all or nothing. */
import { useMutation } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import { useId, useState } from 'react'
import { pathSign } from '../../../src/domain/categories/category.ts'
import { mostTableBytes } from '../../../src/domain/places/sheet-kind.ts'
import { api } from '../connection.ts'
import { base64Of } from '../parts/base64-of.ts'
import { FailureWords } from '../parts/states.tsx'
import { Dialog } from '../places/dialog.tsx'
import { say } from '../shell/said.tsx'
import { useCategoryWords } from './categories-words.ts'
import { readRulesAgain } from './queries.ts'
import { useRulesWords } from './words.ts'

const mostShown = 200

export function ImportCategories({ close }: { close: () => void }) {
  const rules = useRulesWords()
  const words = useCategoryWords()
  const said = words.import
  const field = useId()
  const [content, setContent] = useState<string | null>(null)
  const [tooLarge, sayTooLarge] = useState(false)
  const preview = useMutation({ mutationFn: (given: string) => api.importCategories({ content: given, make: false }) })
  const making = useMutation({
    mutationFn: (given: string) => api.importCategories({ content: given, make: true }),
    onSuccess: async ({ lines }) => {
      say(words.done.import(lines.filter(({ outcome }) => outcome === 'new').length))
      close()
      await readRulesAgain()
    },
  })
  async function take(file: File | undefined) {
    if (!file) return
    making.reset()
    preview.reset()
    setContent(null)
    sayTooLarge(file.size > mostTableBytes)
    if (file.size > mostTableBytes) return
    const read = await base64Of(file)
    setContent(read)
    preview.mutate(read)
  }
  const lines = preview.data?.lines ?? []
  const count = (outcome: 'new' | 'there' | 'refused') => lines.filter((line) => line.outcome === outcome).length
  // What is wrong stands first.
  const shown = [...lines].sort((a, b) => Number(b.outcome === 'refused') - Number(a.outcome === 'refused'))
  return (
    <Dialog title={said.title} close={close}>
      <p>{said.step}</p>
      <div className="row wrap">
        <input
          id={field}
          className="visually-hidden"
          type="file"
          accept=".csv,.tsv,.txt,.xlsx"
          onChange={(event) => {
            void take(event.target.files?.[0])
            // The same file, corrected, can be chosen again.
            event.target.value = ''
          }}
        />
        <label htmlFor={field} className="as-button strong">
          <FileUp aria-hidden />
          {preview.isPending ? said.reading : said.choose}
        </label>
        {lines.length > 0 && (
          <span role="status">
            {[
              count('new') > 0 && said.willAdd(count('new')),
              count('there') > 0 && said.there(count('there')),
              count('refused') > 0 && said.wrong(count('refused')),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
      </div>
      <div role="alert">
        {tooLarge && <p className="wrong">{said.tooLarge}</p>}
        {preview.isError && <FailureWords thrown={preview.error} />}
        {making.isError && <FailureWords thrown={making.error} kept />}
        {count('refused') > 0 && <p className="wrong">{said.fixFirst}</p>}
      </div>
      {lines.length > 0 && (
        <section className="table-wrap" aria-label={said.what}>
          <table>
            <thead>
              <tr>
                <th scope="col">{said.line}</th>
                <th scope="col">{words.label}</th>
                <th scope="col">{said.what}</th>
              </tr>
            </thead>
            <tbody>
              {shown.slice(0, mostShown).map(({ line, names, outcome, refusal }) => (
                <tr key={line}>
                  <td>{line}</td>
                  <td>{names.join(pathSign)}</td>
                  <td className={outcome === 'refused' ? 'wrong' : ''}>
                    {refusal ? ((said.refusal as Record<string, string>)[refusal] ?? refusal) : said.outcome[outcome]}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {lines.length > mostShown && <p className="dim">{rules.more(mostShown, lines.length)}</p>}
      {preview.isSuccess && count('new') === 0 && count('refused') === 0 && <p className="dim">{said.nothing}</p>}
      <div className="row wrap">
        {content !== null && count('new') > 0 && count('refused') === 0 && (
          <button type="button" className="send" disabled={making.isPending} onClick={() => making.mutate(content)}>
            {making.isPending ? said.making : said.make(count('new'))}
          </button>
        )}
        <button type="button" className="as-button" onClick={close}>
          {rules.close}
        </button>
      </div>
    </Dialog>
  )
}
