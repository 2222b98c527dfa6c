/**
 * Erasing what a report holds, for members of the district's office: asking for it, and deciding what another person asked
 * for. Both are said twice, because nothing brings it back.
 */
import '../moves/form.css'
import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { type SubmitEvent, useId, useState } from 'react'
import type { CaseReply } from '../../../src/contract/cases.ts'
import { type ErasingWish, erasingWishes } from '../../../src/domain/cases/case.ts'
import type { ErasingBodies } from '../../shared/api.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { ChoiceField } from '../moves/choice-field.tsx'
import { WordsField } from '../moves/words-field.tsx'
import { LongWords } from '../parts/long-words.tsx'
import { FailureWords } from '../parts/states.tsx'
import { say } from '../shell/said.tsx'
import { useErasingWords } from './erasing-words.ts'
import { readAgain } from './queries.ts'

type Step = { [Name in keyof ErasingBodies]: { step: Name; body: ErasingBodies[Name] } }[keyof ErasingBodies]

function useErasingStep({ id, version }: CaseReply) {
  const words = useErasingWords()
  return useMutation({
    mutationFn: ({ step, body }: Step) => api.takeErasingStep(id, step, { ...body, version }),
    onSuccess: async ({ elsewhere }, { step }) => {
      say([words.said[step], elsewhere].filter(Boolean).join('　'))
      await readAgain(id).catch(() => null)
    },
  })
}

export function Erasing({ opened }: { opened: CaseReply }) {
  const words = useErasingWords()
  if (opened.erased) return <p className="notice">{words.erased}</p>
  if (opened.eraseAsked) return <Asked opened={opened} asked={opened.eraseAsked} />
  return opened.erasing.includes('ask-erase') && <Ask opened={opened} />
}

type AskedGiven = { opened: CaseReply; asked: NonNullable<CaseReply['eraseAsked']> }

/** What is asked for; whoever may decide has the buttons. */
function Asked({ opened, asked }: AskedGiven) {
  const { desk } = useWords()
  const words = useErasingWords()
  const [sure, setSure] = useState(false)
  const taking = useErasingStep(opened)
  const can = (step: CaseReply['erasing'][number]) => opened.erasing.includes(step)
  return (
    <section className="pending" aria-label={words.asked}>
      <p>
        <b>{words.asked}</b>　{words.wish[asked.wish]}
      </p>
      <LongWords className="words" shown={160} words={asked.words} />
      {can('drop-erase') && <p className="muted">{asked.mine ? words.askedMine : words.askedOther}</p>}
      <div role="alert">{taking.isError && <FailureWords thrown={taking.error} kept={false} />}</div>
      {sure ? (
        <>
          <p className="notice">{words.sure}</p>
          <div className="row wrap">
            <Button danger loading={taking.isPending} onClick={() => taking.mutate({ step: 'erase', body: {} })}>
              {words.sureConsent}
            </Button>
            <Button type="text" onClick={() => setSure(false)}>
              {desk.cancel}
            </Button>
          </div>
        </>
      ) : (
        <div className="row wrap">
          {can('erase') && <Button onClick={() => setSure(true)}>{words.consent}</Button>}
          {can('drop-erase') && (
            <Button loading={taking.isPending} onClick={() => taking.mutate({ step: 'drop-erase', body: {} })}>
              {asked.mine ? words.takeBack : words.refuse}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

/** Asking, with whose wish it is and why; pressed once more before it is sent. */
function Ask({ opened }: { opened: CaseReply }) {
  const { desk } = useWords()
  const words = useErasingWords()
  const id = useId()
  const [asking, setAsking] = useState(false)
  const [sure, setSure] = useState(false)
  const [wish, setWish] = useState<ErasingWish | null>(null)
  const [reason, setReason] = useState('')
  const [looked, setLooked] = useState(false)
  const taking = useErasingStep(opened)

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setLooked(true)
    if (taking.isPending || wish === null || reason.trim() === '') return
    if (sure) taking.mutate({ step: 'ask-erase', body: { wish, words: reason } })
    else setSure(true)
  }

  if (!asking)
    return (
      <Button className="look" onClick={() => setAsking(true)} aria-expanded={false}>
        {words.open}
      </Button>
    )
  return (
    <form className="move-form" onSubmit={submit} noValidate aria-labelledby={`${id}-title`}>
      <h3 className="sec" id={`${id}-title`}>
        {words.open}
      </h3>
      <p className="notice">{words.about}</p>
      <ChoiceField
        label={words.wishLabel}
        choices={erasingWishes.map((value) => ({ value, title: words.wish[value], note: '' }))}
        value={wish}
        change={setWish}
        {...(looked && wish === null && { missing: words.wishMissing })}
      />
      <WordsField
        label={words.reason}
        hint={words.reasonHint}
        value={reason}
        change={setReason}
        {...(looked && reason.trim() === '' && { missing: words.reasonMissing })}
      />
      <div role="alert">
        {sure && <p className="notice">{words.sureAsk}</p>}
        {taking.isError && <FailureWords thrown={taking.error} kept />}
      </div>
      <div className="row wrap">
        <Button htmlType="submit" className="first" danger={sure} loading={taking.isPending}>
          {sure ? words.ask : words.open}
        </Button>
        <Button
          type="text"
          onClick={() => {
            setSure(false)
            setAsking(false)
          }}
        >
          {desk.cancel}
        </Button>
      </div>
    </form>
  )
}
