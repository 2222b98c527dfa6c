/** Adding, changing and retiring one category. */
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { CategoryReply } from '../../../src/contract/categories.ts'
import { longestName } from '../../../src/domain/categories/category.ts'
import { api } from '../connection.ts'
import { Dialog } from '../places/dialog.tsx'
import { PlaceForm, TextField } from '../places/fields.tsx'
import { say } from '../shell/said.tsx'
import { useCategoryWords } from './categories-words.ts'
import { readRulesAgain } from './queries.ts'
import { useRulesWords } from './words.ts'

const keywordsIn = (typed: string): string[] => typed.split(/[、，,;；\s|]+/).filter((word) => word !== '')

type Fields = { readonly name: string; readonly keywords: string }

function NameAndKeywords({
  fields,
  change,
  tried,
}: {
  fields: Fields
  change: (next: Fields) => void
  tried: boolean
}) {
  const words = useCategoryWords()
  return (
    <>
      <TextField
        label={words.name}
        value={fields.name}
        change={(name) => change({ ...fields, name })}
        hint={words.nameHint}
        most={longestName}
        missing={tried && fields.name.trim() === ''}
      />
      <TextField
        label={words.keywords}
        value={fields.keywords}
        change={(keywords) => change({ ...fields, keywords })}
        hint={words.keywordsHint}
        lines={3}
      />
    </>
  )
}

/** Says it is done, and shows the list anew. */
function useDone(said: string, close: () => void) {
  return async () => {
    say(said)
    close()
    await readRulesAgain()
  }
}

export function AddCategory({
  parent,
  today,
  close,
}: {
  parent: CategoryReply | null
  today: string
  close: () => void
}) {
  const words = useCategoryWords()
  const rules = useRulesWords()
  const [fields, change] = useState<Fields>({ name: '', keywords: '' })
  const [activeFrom, setActiveFrom] = useState('')
  const [tried, setTried] = useState(false)
  const adding = useMutation({
    mutationFn: () =>
      api.addCategory({
        parentId: parent?.id ?? null,
        name: fields.name,
        keywords: keywordsIn(fields.keywords),
        activeFrom: activeFrom || null,
      }),
    onSuccess: useDone(words.done.add, close),
  })
  return (
    <Dialog title={words.addTitle} close={close}>
      <PlaceForm
        submit={() => {
          setTried(true)
          if (fields.name.trim() !== '') adding.mutate()
        }}
        close={close}
        pending={adding.isPending}
        error={adding.error}
        leave={rules.cancel}
      >
        <p className="dim">{parent ? words.below(parent.path) : words.top}</p>
        <NameAndKeywords fields={fields} change={change} tried={tried} />
        <DayLine
          label={words.activeFrom}
          hint={words.activeFromHint}
          first={today}
          value={activeFrom}
          change={setActiveFrom}
        />
      </PlaceForm>
    </Dialog>
  )
}

export function ChangeCategory({ category, close }: { category: CategoryReply; close: () => void }) {
  const words = useCategoryWords()
  const rules = useRulesWords()
  const [fields, change] = useState<Fields>({ name: category.name, keywords: category.keywords.join('、') })
  const changing = useMutation({
    mutationFn: () => api.changeCategory(category.id, { name: fields.name, keywords: keywordsIn(fields.keywords) }),
    onSuccess: useDone(words.done.change, close),
  })
  return (
    <Dialog title={words.changeTitle(category.path)} close={close}>
      <PlaceForm
        submit={() => {
          if (fields.name.trim() !== '') changing.mutate()
        }}
        close={close}
        pending={changing.isPending}
        error={changing.error}
        leave={rules.cancel}
      >
        <NameAndKeywords fields={fields} change={change} tried />
      </PlaceForm>
    </Dialog>
  )
}

export function RetireCategory({
  category,
  today,
  close,
}: {
  category: CategoryReply
  today: string
  close: () => void
}) {
  const words = useCategoryWords()
  const restores = category.retiredOn !== null
  const [from, setFrom] = useState(today)
  const retiring = useMutation({
    mutationFn: () => api.retireCategory(category.id, { from: restores ? null : from }),
    onSuccess: useDone(restores ? words.done.restore : words.done.retire, close),
  })
  return (
    <Dialog title={restores ? `${words.restore} ${category.path}` : words.retireTitle(category.path)} close={close}>
      <PlaceForm
        submit={() => retiring.mutate()}
        close={close}
        pending={retiring.isPending}
        error={retiring.error}
        label={restores ? words.restore : words.retireDo}
        leave={words.keep}
      >
        {!restores && (
          <>
            <p className="notice">{words.retireMore}</p>
            <DayLine label={words.retireDay} hint="" first={today} value={from} change={setFrom} />
          </>
        )}
      </PlaceForm>
    </Dialog>
  )
}

type Line = { label: string; hint: string; first: string; value: string; change: (day: string) => void }

function DayLine({ label, hint, first, value, change }: Line) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        min={first}
        value={value}
        onChange={(event) => change(event.target.value)}
        aria-describedby={`${id}-hint`}
      />
      <p id={`${id}-hint`} className="dim">
        {hint}
      </p>
    </div>
  )
}
