/** The categories: three levels as a list one can search, changed by hand, read in from a table, exported. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { Plus, Sheet } from 'lucide-react'
import { useState } from 'react'
import type { CategoriesReply, CategoryReply } from '../../../src/contract/categories.ts'
import { pathSign } from '../../../src/domain/categories/category.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { ExportMenu } from '../parts/export-menu.tsx'
import { useFigure } from '../parts/figure.tsx'
import { Nothing } from '../parts/states.tsx'
import { useCategoryWords } from './categories-words.ts'
import { AddCategory, ChangeCategory, RetireCategory } from './category-dialogs.tsx'
import { RulesFrame } from './frame.tsx'
import { RulesHistory } from './history.tsx'
import { ImportCategories } from './import-categories.tsx'
import { categoriesQuery } from './queries.ts'
import { useDatedDay, useRulesWords } from './words.ts'

type Open =
  | { readonly what: 'add'; readonly parent: CategoryReply | null }
  | { readonly what: 'change' | 'retire'; readonly category: CategoryReply }
  | { readonly what: 'import' }

export default function CategoriesPage() {
  const words = useCategoryWords()
  const rules = useRulesWords()
  const query = useQuery(categoriesQuery)
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const deeds = query.data && (
    <>
      <ExportMenu name="categories" read={api.exportCategories} words={rules} />
      {query.data.mayChange && (
        <>
          <Button icon={<Sheet />} onClick={() => setOpen({ what: 'import' })}>
            {words.import.open}
          </Button>
          <Button type="primary" icon={<Plus />} onClick={() => setOpen({ what: 'add', parent: null })}>
            {words.add}
          </Button>
        </>
      )}
    </>
  )
  return (
    <RulesFrame page="categories" about={words.about} query={query} deeds={deeds}>
      {(reply) => (
        <>
          <List reply={reply} open={setOpen} />
          <RulesHistory history={reply.history} />
          {open?.what === 'add' && <AddCategory parent={open.parent} today={reply.today} close={close} />}
          {open?.what === 'change' && <ChangeCategory category={open.category} close={close} />}
          {open?.what === 'retire' && <RetireCategory category={open.category} today={reply.today} close={close} />}
          {open?.what === 'import' && <ImportCategories close={close} />}
        </>
      )}
    </RulesFrame>
  )
}

const levelOf = ({ path }: CategoryReply): number => path.split(pathSign).length

function List({ reply, open }: { reply: CategoriesReply; open: (what: Open) => void }) {
  const words = useCategoryWords()
  const { desk } = useWords()
  const figure = useFigure()
  const day = useDatedDay()
  const [typed, setTyped] = useState('')
  const [retired, showRetired] = useState(false)
  const { categories, mayChange, today } = reply
  if (categories.length === 0)
    return (
      <Nothing title={words.none}>
        <p>{words.noneMore}</p>
      </Nothing>
    )
  const said = typed.trim().toLowerCase()
  const fits = ({ path, keywords }: CategoryReply) =>
    path.toLowerCase().includes(said) || keywords.some((word) => word.toLowerCase().includes(said))
  const shown = categories.filter((one) => (retired || one.active || one.activeFrom > today) && fits(one))
  return (
    <section aria-label={words.label}>
      <div className="row wrap narrow">
        <input
          type="text"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          aria-label={words.search}
          placeholder={words.search}
        />
        <label className="row">
          <input type="checkbox" checked={retired} onChange={(event) => showRetired(event.target.checked)} />
          {words.showRetired}
        </label>
        <span className="dim">{words.count(figure(shown.length))}</span>
      </div>
      {shown.length === 0 && <p className="dim">{words.nothingFound}</p>}
      <ul className="kept">
        {shown.map((one) => (
          <li key={one.id} className={`level-${levelOf(one)} ${one.active ? '' : 'gone'}`}>
            <div>
              <p>
                <b>{one.name}</b>
                {one.cases > 0 && <span className="dim"> {words.cases(figure(one.cases))}</span>}
                {!one.active && one.retiredOn === null && one.activeFrom <= today && (
                  <span className="tag">{words.retired}</span>
                )}
                {one.activeFrom > today && <span className="tag">{words.from(day(one.activeFrom))}</span>}
                {one.retiredOn && <span className="tag">{words.retiredFrom(day(one.retiredOn))}</span>}
              </p>
              {one.keywords.length > 0 && <p className="dim">{one.keywords.join(desk.list.between)}</p>}
            </div>
            {mayChange && (
              <div className="row">
                {levelOf(one) < 3 && one.active && (
                  <Button
                    size="small"
                    onClick={() => open({ what: 'add', parent: one })}
                    aria-label={`${words.addBelow} ${one.path}`}
                  >
                    {words.addBelow}
                  </Button>
                )}
                <Button
                  size="small"
                  onClick={() => open({ what: 'change', category: one })}
                  aria-label={words.changeTitle(one.path)}
                >
                  {words.change}
                </Button>
                <Button
                  size="small"
                  onClick={() => open({ what: 'retire', category: one })}
                  aria-label={`${one.retiredOn ? words.restore : words.retire} ${one.path}`}
                >
                  {one.retiredOn ? words.restore : words.retire}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
