/** Templates for answers: those of the district, of one's town and station; one's own can be changed. */
import { useMutation, useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { TemplateReply, TemplatesReply } from '../../../src/contract/templates.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { LongWords } from '../parts/long-words.tsx'
import { Nothing } from '../parts/states.tsx'
import { Dialog } from '../places/dialog.tsx'
import { PlaceForm } from '../places/fields.tsx'
import { say } from '../shell/said.tsx'
import { RulesFrame } from './frame.tsx'
import { RulesHistory } from './history.tsx'
import { readRulesAgain, templatesQuery } from './queries.ts'
import { TemplateDialog } from './template-dialog.tsx'
import { useTemplateWords } from './templates-words.ts'

type Open =
  | { readonly what: 'put'; readonly template: TemplateReply | null }
  | { readonly what: 'drop'; readonly template: TemplateReply }

export default function TemplatesPage() {
  const words = useTemplateWords()
  const query = useQuery(templatesQuery)
  const [open, setOpen] = useState<Open | null>(null)
  const deeds = query.data && query.data.keepers.length > 0 && (
    <Button type="primary" icon={<Plus />} onClick={() => setOpen({ what: 'put', template: null })}>
      {words.add}
    </Button>
  )
  return (
    <RulesFrame page="templates" about={words.about} query={query} deeds={deeds}>
      {(reply) => (
        <>
          <List reply={reply} open={setOpen} />
          {reply.history.length > 0 && <RulesHistory history={reply.history} />}
          {open?.what === 'put' && (
            <TemplateDialog keepers={reply.keepers} template={open.template} close={() => setOpen(null)} />
          )}
          {open?.what === 'drop' && <Drop template={open.template} close={() => setOpen(null)} />}
        </>
      )}
    </RulesFrame>
  )
}

function List({ reply, open }: { reply: TemplatesReply; open: (what: Open) => void }) {
  const words = useTemplateWords()
  const { terms } = useWords()
  const [typed, setTyped] = useState('')
  if (reply.templates.length === 0)
    return (
      <Nothing title={words.none}>
        <p>{words.noneMore}</p>
      </Nothing>
    )
  const said = typed.trim().toLowerCase()
  const shown = reply.templates.filter((one) => `${one.name}\n${one.words}`.toLowerCase().includes(said))
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
      </div>
      {shown.length === 0 && <p className="dim">{words.nothingFound}</p>}
      <ul className="kept">
        {shown.map((one) => (
          <li key={one.id}>
            <div>
              <p>
                <b>{one.name}</b>
                <span className="tag">{one.keeper.name}</span>
                {one.role && <span className="tag line">{terms.role[one.role]}</span>}
                {one.category && <span className="dim"> {one.category.path}</span>}
              </p>
              <LongWords className="dim as-written" shown={120} words={one.words} />
            </div>
            {one.mine && (
              <div className="row">
                <Button
                  size="small"
                  aria-label={`${words.change} ${one.name}`}
                  onClick={() => open({ what: 'put', template: one })}
                >
                  {words.change}
                </Button>
                <Button
                  size="small"
                  aria-label={`${words.drop} ${one.name}`}
                  onClick={() => open({ what: 'drop', template: one })}
                >
                  {words.drop}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Drop({ template, close }: { template: TemplateReply; close: () => void }) {
  const words = useTemplateWords()
  const dropping = useMutation({
    mutationFn: () => api.dropTemplate(template.id),
    onSuccess: async () => {
      say(words.done.drop)
      close()
      await readRulesAgain()
    },
  })
  return (
    <Dialog title={words.dropTitle(template.name)} close={close}>
      <PlaceForm
        submit={() => dropping.mutate()}
        close={close}
        pending={dropping.isPending}
        error={dropping.error}
        label={words.dropDo}
        leave={words.keep}
      >
        <p className="notice">{words.dropMore}</p>
      </PlaceForm>
    </Dialog>
  )
}
