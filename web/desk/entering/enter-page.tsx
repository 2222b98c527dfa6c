/** Entering a report for a resident who came, called, was visited, or wrote; keyboard first, by their own words. */
import './entering.css'
import '../moves/form.css'
import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react'
import type { EnterReportReply } from '../../../src/contract/entries.ts'
import { enteredChannels, speakers } from '../../../src/domain/reports/entering.ts'
import { failureOf } from '../../shared/api.ts'
import { api, queryClient } from '../connection.ts'
import { usePageTitle, useWords } from '../language.tsx'
import { FilesField } from '../moves/files-field.tsx'
import { WordsField } from '../moves/words-field.tsx'
import { FailureWords } from '../parts/states.tsx'
import { useMe } from '../session/me.tsx'
import { Top } from '../shell/top.tsx'
import { bodyOf, type EntryTarget, isBegun, useEntryDraft } from './draft.ts'
import { HandingOut } from './handing-out.tsx'
import { IdentityPart, type Named } from './identity-part.tsx'
import { PlaceField } from './place-field.tsx'
import { Segments } from './segments.tsx'
import { useEnteringWords } from './words.ts'

const nobody: Named = { name: '', phone: '', callBack: false }

export default function EnterPage() {
  const words = useEnteringWords()
  usePageTitle(words.title)
  const [handing, setHanding] = useState<{ entered: EnterReportReply; entryId: string } | null>(null)
  return (
    <>
      <Top title={words.title} />
      <main className="main entering" id="main" tabIndex={-1}>
        {handing ? (
          <HandingOut {...handing} next={() => setHanding(null)} />
        ) : (
          <EntryForm done={(entered, entryId) => setHanding({ entered, entryId })} />
        )}
      </main>
    </>
  )
}

function EntryForm({ done }: { done: (entered: EnterReportReply, entryId: string) => void }) {
  const { desk } = useWords()
  const words = useEnteringWords()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const { draft, wasFound, change, begin, renew } = useEntryDraft(useMe().login)
  const [named, setNamed] = useState(nobody)
  const [files, setFiles] = useState<readonly File[]>([])
  const [tried, setTried] = useState(false)
  useEffect(() => form.current?.querySelector('textarea')?.focus(), [])
  useWarnOf(files.length > 0 || named.name !== '')

  const { to } = draft
  const isNamed = draft.identity !== 'anonymous'
  const missing = {
    to: to ? undefined : words.toMissing,
    text: draft.text.trim() === '' && files.length === 0 ? words.textMissing : undefined,
    name: isNamed && named.name.trim() === '' ? words.nameMissing : undefined,
    phone: isNamed && named.callBack && named.phone.trim() === '' ? words.phoneMissing : undefined,
  }
  const entering = useMutation({
    mutationFn: (where: EntryTarget) => api.enterReport(bodyOf({ ...draft, to: where }, named), files),
    onSuccess: (entered, where) => {
      void queryClient.invalidateQueries({ queryKey: ['cases'] })
      begin(where)
      done(entered, draft.entryId)
    },
  })
  const failure = entering.isError ? failureOf(entering.error) : null
  const isOther = failure?.kind === 'refused' && failure.refusal === 'already-delivered'

  function submit(event?: SubmitEvent<HTMLFormElement>) {
    event?.preventDefault()
    if (entering.isPending) return
    setTried(true)
    if (to && !missing.text && !missing.name && !missing.phone) return entering.mutate(to)
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  function clear() {
    if (!confirm(words.draftSure)) return
    begin(null)
    setNamed(nobody)
    setFiles([])
    setTried(false)
    entering.reset()
  }

  return (
    <form
      className="move-form"
      ref={form}
      onSubmit={submit}
      noValidate
      aria-label={words.title}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
      }}
    >
      <p className="about">{words.about}</p>
      {wasFound && <p className="notice">{words.draftFound}</p>}
      <div className="columns">
        <div className="said-part">
          <Segments
            label={words.channelLabel}
            choices={enteredChannels.map((channel) => [channel, words.channel[channel]] as const)}
            value={draft.channel}
            change={(channel) => change({ channel })}
          />
          <WordsField
            label={words.textLabel}
            hint={words.textHint}
            value={draft.text}
            change={(text) => change({ text })}
            {...(tried && missing.text && { missing: missing.text })}
          />
          <div className="field">
            <label htmlFor={`${id}-place`}>{words.placeLabel}</label>
            <input
              id={`${id}-place`}
              className="wide"
              autoComplete="off"
              placeholder={words.placeHint}
              value={draft.place}
              onChange={(event) => change({ place: event.target.value })}
            />
          </div>
          <FilesField files={files} change={setFiles} />
          {files.length > 0 && <p className="dim">{words.filesNote}</p>}
        </div>
        <div className="whom-part">
          <PlaceField value={to} change={(next) => change({ to: next })} missing={tried ? missing.to : undefined} />
          <Segments
            label={words.speakerLabel}
            choices={speakers.map((speaker) => [speaker, words.speaker[speaker]] as const)}
            value={draft.speaker}
            change={(speaker) => change({ speaker })}
          />
          <IdentityPart
            identity={draft.identity}
            choose={(identity) => change({ identity })}
            named={named}
            change={setNamed}
            nameMissing={tried ? missing.name : undefined}
            phoneMissing={tried ? missing.phone : undefined}
          />
          <label className="tick">
            <input
              type="checkbox"
              checked={draft.aboutAddressee}
              onChange={(event) => change({ aboutAddressee: event.target.checked })}
              aria-describedby={`${id}-about`}
            />
            <span>{words.aboutAddressee}</span>
          </label>
          <p className="dim" id={`${id}-about`}>
            {words.aboutAddresseeNote}
          </p>
        </div>
      </div>
      <div role="alert">
        {entering.isError && <FailureWords thrown={entering.error} kept />}
        {isOther && (
          <Button onClick={renew} size="small">
            {words.asAnother}
          </Button>
        )}
      </div>
      <div className="row wrap send">
        <Button type="primary" size="large" htmlType="submit" loading={entering.isPending}>
          {entering.isPending ? desk.move.sending : words.send}
        </Button>
        <span className="dim keyboard">{words.sendKey}</span>
        {isBegun(draft) && (
          <span className="kept">
            <span className="dim">{words.draftKept}</span>
            <Button type="text" onClick={clear}>
              {words.draftDrop}
            </Button>
          </span>
        )}
      </div>
    </form>
  )
}

/** What is not in the draft would be lost with the page. */
function useWarnOf(anything: boolean) {
  useEffect(() => {
    if (!anything) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [anything])
}
