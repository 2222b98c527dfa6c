/** Routing: who handles which category where. */
import { useMutation, useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { RoutingReply } from '../../../src/contract/categories.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { ExportMenu } from '../parts/export-menu.tsx'
import { Nothing } from '../parts/states.tsx'
import { Dialog } from '../places/dialog.tsx'
import { PlaceForm } from '../places/fields.tsx'
import { say } from '../shell/said.tsx'
import { useCategoryWords } from './categories-words.ts'
import { RulesFrame } from './frame.tsx'
import { RulesHistory } from './history.tsx'
import { readRulesAgain, routingQuery } from './queries.ts'
import { RoutingDialog } from './routing-dialog.tsx'
import { useRulesWords } from './words.ts'

type Rule = RoutingReply['rules'][number]
type Open = { readonly what: 'put'; readonly rule: Rule | null } | { readonly what: 'drop'; readonly rule: Rule }

export default function RoutingPage() {
  const { routing } = useCategoryWords()
  const rules = useRulesWords()
  const query = useQuery(routingQuery)
  const [open, setOpen] = useState<Open | null>(null)
  const deeds = query.data && (
    <>
      <ExportMenu name="routing" read={api.exportRouting} words={rules} />
      {query.data.mayChange && (
        <Button type="primary" icon={<Plus />} onClick={() => setOpen({ what: 'put', rule: null })}>
          {routing.add}
        </Button>
      )}
    </>
  )
  return (
    <RulesFrame page="routing" about={routing.about} query={query} deeds={deeds}>
      {(reply) => (
        <>
          <Rules reply={reply} open={setOpen} />
          <RulesHistory history={reply.history} />
          {open?.what === 'put' && <RoutingDialog reply={reply} rule={open.rule} close={() => setOpen(null)} />}
          {open?.what === 'drop' && <Drop rule={open.rule} close={() => setOpen(null)} />}
        </>
      )}
    </RulesFrame>
  )
}

function Rules({ reply, open }: { reply: RoutingReply; open: (what: Open) => void }) {
  const { routing } = useCategoryWords()
  const { desk } = useWords()
  const [typed, setTyped] = useState('')
  const said = typed.trim().toLowerCase()
  if (reply.rules.length === 0)
    return (
      <Nothing title={routing.none}>
        <p>{routing.noneMore}</p>
      </Nothing>
    )
  const area = ({ station, town }: Rule) => station?.name ?? town?.name ?? routing.everywhere
  const shown = reply.rules.filter((rule) =>
    [rule.category.path, area(rule), rule.agency.name, ...rule.coAgencies.map(({ name }) => name)].some((words) =>
      words.toLowerCase().includes(said),
    ),
  )
  return (
    <section aria-label={routing.label}>
      <div className="row wrap narrow">
        <input
          type="text"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          aria-label={routing.search}
          placeholder={routing.search}
        />
      </div>
      {shown.length === 0 && <p className="dim">{routing.nothingFound}</p>}
      <ul className="kept">
        {shown.map((rule) => (
          <li key={rule.id}>
            <div>
              <p>
                <b>{rule.category.path}</b> <span className="dim">{area(rule)}</span>
              </p>
              <p>
                {rule.agency.name}
                {rule.coAgencies.length > 0 && (
                  <span className="dim">
                    {' · '}
                    {routing.coAgencies} {rule.coAgencies.map(({ name }) => name).join(desk.list.between)}
                  </span>
                )}
              </p>
            </div>
            {reply.mayChange && (
              <div className="row">
                <Button
                  size="small"
                  aria-label={`${routing.change} ${rule.category.path} ${area(rule)}`}
                  onClick={() => open({ what: 'put', rule })}
                >
                  {routing.change}
                </Button>
                <Button
                  size="small"
                  aria-label={`${routing.drop} ${rule.category.path} ${area(rule)}`}
                  onClick={() => open({ what: 'drop', rule })}
                >
                  {routing.drop}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Drop({ rule, close }: { rule: Rule; close: () => void }) {
  const words = useCategoryWords()
  const { routing } = words
  const rules = useRulesWords()
  const dropping = useMutation({
    mutationFn: () => api.dropRouting(rule.id),
    onSuccess: async () => {
      say(routing.done.drop)
      close()
      await readRulesAgain()
    },
  })
  return (
    <Dialog title={routing.dropTitle} close={close}>
      <PlaceForm
        submit={() => dropping.mutate()}
        close={close}
        pending={dropping.isPending}
        error={dropping.error}
        label={routing.dropDo}
        leave={rules.sets.keep}
      >
        <p className="notice">{routing.dropMore(rule.category.path)}</p>
      </PlaceForm>
    </Dialog>
  )
}
