/** The rule sets: which is in force, which is coming, which were, and a new one. */
import { useMutation, useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { RulesReply } from '../../../src/contract/rules.ts'
import { addDays } from '../../../src/domain/calendar/calendar.ts'
import { api } from '../connection.ts'
import { Dialog } from '../places/dialog.tsx'
import { PlaceForm, TextField } from '../places/fields.tsx'
import { say } from '../shell/said.tsx'
import { RulesFrame } from './frame.tsx'
import { RulesHistory } from './history.tsx'
import { NewRules } from './new-rules.tsx'
import { readRulesAgain, rulesQuery } from './queries.ts'
import { RulesTable } from './rules-table.tsx'
import { useDatedDay, useRulesWords } from './words.ts'

type DatedSet = RulesReply['sets'][number]

export default function SetsPage() {
  const words = useRulesWords()
  const query = useQuery(rulesQuery)
  const [adding, add] = useState(false)
  const deeds = query.data?.mayChange ? (
    <Button type="primary" icon={<Plus />} onClick={() => add(true)} disabled={adding}>
      {words.sets.change}
    </Button>
  ) : (
    query.data && <span className="dim">{words.readOnly}</span>
  )
  return (
    <RulesFrame page="sets" about={words.sets.about} query={query} deeds={deeds}>
      {(reply) => <Sets reply={reply} adding={adding} close={() => add(false)} />}
    </RulesFrame>
  )
}

function Sets({ reply, adding, close }: { reply: RulesReply; adding: boolean; close: () => void }) {
  const words = useRulesWords()
  const { sets } = words
  const [withdrawn, withdraw] = useState<DatedSet | null>(null)
  const day = useDatedDay()
  const at = (state: DatedSet['state']) => reply.sets.filter((set) => set.state === state)
  const [inForce] = at('in-force')
  const coming = at('coming').reverse()
  const before = (set: DatedSet) => reply.sets[reply.sets.indexOf(set) + 1]?.rules
  const until = (set: DatedSet) => addDays(reply.sets[reply.sets.indexOf(set) - 1]?.validFrom ?? '', -1)
  return (
    <>
      {adding && inForce && <NewRules today={reply.today} now={inForce.rules} close={close} />}
      {coming.map((set) => (
        <section className="rule-set" key={set.validFrom}>
          <div className="row wrap between">
            <h2 className="sec">
              <span className="st wait">
                <span>{sets.comingFrom(day(set.validFrom))}</span>
              </span>
            </h2>
            {reply.mayChange && <Button onClick={() => withdraw(set)}>{sets.withdraw}</Button>}
          </div>
          <RulesTable rules={set.rules} before={before(set)} />
        </section>
      ))}
      {inForce && (
        <section className="rule-set">
          <h2 className="sec">
            <span className="st done">
              <span>{sets.inForceSince(day(inForce.validFrom))}</span>
            </span>
          </h2>
          <RulesTable rules={inForce.rules} />
        </section>
      )}
      <section className="rule-set">
        <h2 className="sec">{sets.earlier}</h2>
        {at('earlier').length === 0 && <p className="dim">{sets.noneEarlier}</p>}
        {at('earlier').map((set) => (
          <details key={set.validFrom}>
            <summary>{sets.earlierFrom(day(set.validFrom), day(until(set)))}</summary>
            <RulesTable rules={set.rules} before={before(set)} />
          </details>
        ))}
      </section>
      <RulesHistory history={reply.history} />
      {withdrawn && <Withdraw set={withdrawn} close={() => withdraw(null)} />}
    </>
  )
}

function Withdraw({ set, close }: { set: DatedSet; close: () => void }) {
  const words = useRulesWords()
  const { sets } = words
  const day = useDatedDay()
  const [reason, setReason] = useState('')
  const withdrawing = useMutation({
    mutationFn: () => api.withdrawRules({ validFrom: set.validFrom, words: reason }),
    onSuccess: async () => {
      say(sets.withdrawn)
      close()
      await readRulesAgain()
    },
  })
  return (
    <Dialog title={sets.withdrawTitle(day(set.validFrom))} close={close}>
      <PlaceForm
        submit={() => withdrawing.mutate()}
        close={close}
        pending={withdrawing.isPending}
        error={withdrawing.error}
        label={sets.withdrawDo}
        leave={sets.keep}
      >
        <p className="notice">{sets.withdrawMore}</p>
        <TextField label={words.why} value={reason} change={setReason} most={6000} />
      </PlaceForm>
    </Dialog>
  )
}
