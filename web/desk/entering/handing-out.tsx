/** After entering: the number, and the ways to give the resident their receipt. Its code stands nowhere on this page. */
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { Printer, Volume2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { EnterReportReply } from '../../../src/contract/entries.ts'
import { instantWords } from '../../../src/words/dates.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { FailureWords } from '../parts/states.tsx'
import { printSlip } from './print-slip.ts'
import { readAloud, stopReading, useVoice } from './read-aloud.ts'
import { useEnteringWords } from './words.ts'

type Given = { readonly entered: EnterReportReply; readonly entryId: string; readonly next: () => void }

export function HandingOut({ entered, entryId, next }: Given) {
  const words = useEnteringWords()
  const { language } = useWords()
  const voice = useVoice(language)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    title.current?.focus()
    return stopSpeaking
  }, [])

  // What these calls bring is used and let go: nothing of it is returned, so nothing of it is kept with the call.
  const printing = useMutation({ mutationFn: async () => printSlip(await api.receiptSlip(entryId)) })
  const reading = useMutation({
    mutationFn: async (voice: SpeechSynthesisVoice) => {
      const { groups } = await api.receiptAloud(entryId)
      const once = groups.map((group, at) => `${words.speech.group(at + 1)}，${[...group].join('，')}。`)
      await readAloud([words.speech.before, ...once, words.speech.again, ...once, words.speech.after], voice)
    },
  })
  return (
    <section className="handing-out" aria-labelledby="entered">
      <h2 id="entered" ref={title} tabIndex={-1}>
        {words.entered(entered.number)}
      </h2>
      <p>{words.enteredNote}</p>
      {entered.notKept.length > 0 && (
        <div className="notice">
          <p>{words.notKept}</p>
          <ul>
            {entered.notKept.map(({ position, message }) => (
              <li key={position}>{message}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="two">
        <div className="way">
          <Button
            type="primary"
            size="large"
            icon={<Printer aria-hidden />}
            loading={printing.isPending}
            onClick={() => printing.mutate()}
          >
            {printing.isPending ? words.printing : words.print}
          </Button>
          <p className="dim">{words.printNote}</p>
          <p role="status">{printing.isSuccess && words.printed}</p>
          <div role="alert">{printing.isError && <FailureWords thrown={printing.error} />}</div>
        </div>
        <div className="way">
          {reading.isPending ? (
            <Button size="large" onClick={stopReading}>
              {words.aloudStop}
            </Button>
          ) : (
            <Button
              size="large"
              icon={<Volume2 aria-hidden />}
              disabled={!voice}
              onClick={() => voice && reading.mutate(voice)}
            >
              {words.aloud}
            </Button>
          )}
          <p className="dim">{voice === null ? words.aloudNone : words.aloudNote}</p>
          <p role="status">{reading.isPending ? words.aloudNow : reading.isSuccess && words.aloudDone}</p>
          <div role="alert">{reading.isError && <FailureWords thrown={reading.error} />}</div>
        </div>
      </div>
      <p className="dim">{words.until(instantWords(new Date(entered.handOutUntil), language))}</p>
      <div className="row wrap">
        <Button onClick={next}>{words.next}</Button>
        {entered.caseId ? (
          <Link to="/cases/$id" params={{ id: entered.caseId }}>
            {words.open}
          </Link>
        ) : (
          <span className="muted">{words.hidden}</span>
        )}
      </div>
    </section>
  )
}

const stopSpeaking = () => {
  if ('speechSynthesis' in window) stopReading()
}
