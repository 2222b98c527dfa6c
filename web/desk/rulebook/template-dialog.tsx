/** Writing a template: its words, for whom, and for what. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TemplateReply, TemplatesReply } from '../../../src/contract/templates.ts'
import { templateRoles } from '../../../src/domain/templates/template.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { Dialog } from '../places/dialog.tsx'
import { ChoiceField, PlaceForm, TextField } from '../places/fields.tsx'
import { say } from '../shell/said.tsx'
import { categoriesQuery, readRulesAgain } from './queries.ts'
import { useTemplateWords } from './templates-words.ts'
import { useRulesWords } from './words.ts'

type Given = {
  readonly keepers: TemplatesReply['keepers']
  readonly template: TemplateReply | null
  readonly close: () => void
}

export function TemplateDialog({ keepers, template, close }: Given) {
  const words = useTemplateWords()
  const rules = useRulesWords()
  const { terms } = useWords()
  const categories = useQuery(categoriesQuery).data?.categories ?? []
  const [name, setName] = useState(template?.name ?? '')
  const [text, setText] = useState(template?.words ?? '')
  const [keeperAt, setKeeperAt] = useState('0')
  const [role, setRole] = useState<string>(template?.role ?? '')
  const [categoryId, setCategory] = useState(template?.category?.id ?? '')
  const [tried, setTried] = useState(false)
  const keeper = template?.keeper ?? keepers[Number(keeperAt)]
  const putting = useMutation({
    mutationFn: () =>
      api.putTemplate({
        id: template?.id ?? null,
        keeper: { kind: keeper?.kind ?? 'district', id: keeper?.id ?? null },
        role: templateRoles.find((known) => known === role) ?? null,
        categoryId: categoryId || null,
        name,
        words: text,
      }),
    onSuccess: async () => {
      say(words.done.put)
      close()
      await readRulesAgain()
    },
  })
  return (
    <Dialog title={template ? words.changeTitle : words.addTitle} close={close}>
      <PlaceForm
        submit={() => {
          setTried(true)
          if (name.trim() !== '' && text.trim() !== '' && keeper) putting.mutate()
        }}
        close={close}
        pending={putting.isPending}
        error={putting.error}
        leave={rules.cancel}
      >
        <TextField
          label={words.name}
          value={name}
          change={setName}
          hint={words.nameHint}
          most={40}
          missing={tried && name.trim() === ''}
        />
        <TextField
          label={words.words}
          value={text}
          change={setText}
          hint={words.wordsHint}
          most={6000}
          lines={6}
          missing={tried && text.trim() === ''}
        />
        {keepers.length > 1 && !template ? (
          <ChoiceField
            label={words.keeper}
            value={keeperAt}
            change={setKeeperAt}
            options={keepers.map((one, at) => [String(at), `${words.keeperOf[one.kind]} · ${one.name}`])}
          />
        ) : (
          keeper && <p className="dim">{`${words.keeper}　${words.keeperOf[keeper.kind]} · ${keeper.name}`}</p>
        )}
        <ChoiceField
          label={words.role}
          first={words.anyRole}
          value={role}
          change={setRole}
          options={templateRoles.map((one) => [one, terms.role[one]])}
        />
        <ChoiceField
          label={words.category}
          first={words.anyCategory}
          value={categoryId}
          change={setCategory}
          options={categories.filter(({ active }) => active).map(({ id, path }) => [id, path])}
        />
      </PlaceForm>
    </Dialog>
  )
}
