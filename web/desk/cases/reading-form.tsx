/** Writing down what a recording or a page says. Where checking it removes the recording, that is asked first. */
import '../moves/form.css'
import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { type SubmitEvent, useState } from 'react'
import type { DeskReadingReply } from '../../../src/contract/readings.ts'
import { api, queryClient } from '../connection.ts'
import { WordsField } from '../moves/words-field.tsx'
import { FailureWords } from '../parts/states.tsx'
import { say } from '../shell/said.tsx'
import { readAgain, readingsQuery } from './queries.ts'
import { useReadingWords } from './reading-words.ts'

type Given = {
  caseId: string
  item: { file: string; name: string; reading: DeskReadingReply | undefined }
  /** Checking it removes the recording for good. */
  removes: boolean
  close: () => void
}

export function ReadingForm({ caseId, item: { file, name, reading }, removes, close }: Given) {
  const words = useReadingWords()
  const [typed, type] = useState(reading?.words ?? '')
  const [missing, setMissing] = useState('')
  const [sure, ask] = useState(false)
  const keeping = useMutation({
    mutationFn: (confirmed: boolean) =>
      api.readFile(caseId, file, { words: typed, confirmed, seenVersion: reading?.versions.length ?? 0 }),
    onSuccess: async ({ removed }, confirmed) => {
      say(removed > 0 ? words.savedRemoved : confirmed ? words.savedConfirmed : words.saved)
      await queryClient.invalidateQueries({ queryKey: readingsQuery(caseId).queryKey })
      await readAgain(caseId).catch(() => null)
      close()
    },
    onError: () => ask(false),
  })
  const keep = (confirmed: boolean) => {
    if (keeping.isPending) return
    setMissing(typed.trim() ? '' : words.missing)
    if (!typed.trim()) return
    if (confirmed && removes && !sure) ask(true)
    else keeping.mutate(confirmed)
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    keep(false)
  }
  return (
    <form className="move-form" onSubmit={submit} noValidate aria-label={words.label(name)}>
      <WordsField
        label={words.label(name)}
        hint={words.hint}
        value={typed}
        change={type}
        {...(missing && { missing })}
      />
      <div role="alert">
        {keeping.isError && <FailureWords thrown={keeping.error} kept />}
        {sure && <p className="notice urgent">{words.sure}</p>}
      </div>
      {/* Keys: a button must not become another while it is pressed, least of all the one that sends the form. */}
      {sure ? (
        <div className="row wrap" key="sure">
          <Button danger className="first" loading={keeping.isPending} onClick={() => keep(true)}>
            {words.sureConfirm}
          </Button>
          <Button onClick={() => ask(false)}>{words.back}</Button>
        </div>
      ) : (
        <div className="row wrap" key="write">
          <Button className="first" loading={keeping.isPending} onClick={() => keep(true)}>
            {words.confirm}
          </Button>
          <Button htmlType="submit" disabled={keeping.isPending}>
            {words.save}
          </Button>
          <Button type="text" onClick={close}>
            {words.cancel}
          </Button>
        </div>
      )}
    </form>
  )
}
