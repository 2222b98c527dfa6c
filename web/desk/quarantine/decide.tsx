/** Before many are moved at once: how many, what follows, and what their residents will read. */
import Button from 'antd/es/button'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import type { FoldReply } from '../../../src/contract/quarantine.ts'
import { type DeclineReason, declineReasons } from '../../../src/domain/cases/case.ts'
import { maxCharacters } from '../../../src/domain/shared/words.ts'
import { useWords } from '../language.tsx'
import { ChoiceField } from '../moves/choice-field.tsx'
import { WordsField } from '../moves/words-field.tsx'
import { useFigure } from '../parts/figure.tsx'
import { type TogetherMove, useTogether } from './together.ts'

type Given = { readonly fold: FoldReply; readonly move: TogetherMove; readonly close: () => void }

export function Decide({ fold, move, close }: Given) {
  const { desk, quarantine, terms } = useWords()
  const figure = useFigure()
  const dialog = useRef<HTMLDialogElement>(null)
  const together = useTogether()
  const [reason, setReason] = useState<DeclineReason | null>(null)
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])
  const ids = fold.cases.map(({ id }) => id)
  const count = figure(ids.length)
  const over = [...words.trim()].length - maxCharacters
  const wordsWrong = words.trim() === '' ? desk.move.wordsMissing : over > 0 ? desk.move.wordsTooLong(over) : undefined

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    // Closed when it has been done; after a failure what is written is still here.
    const after = { onSuccess: () => dialog.current?.close() }
    if (move !== 'propose-decline') return together.mutate({ move, ids, more: {} }, after)
    if (reason && !wordsWrong) together.mutate({ move, ids, more: { reason, words } }, after)
  }
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="decide">
      <form className="decide move-form" onSubmit={submit} noValidate>
        <h2 id="decide">{quarantine.ask[move](count)}</h2>
        <p>{fold.title}</p>
        <p>{quarantine.what[move]}</p>
        {move === 'propose-decline' && (
          <>
            <ChoiceField
              label={desk.move.reason}
              choices={declineReasons.map((value) => ({
                value,
                title: terms.declineReason[value],
                note: desk.move.signpost[value],
              }))}
              value={reason}
              change={setReason}
              missing={tried && !reason ? desk.move.reasonMissing : undefined}
              list
            />
            <WordsField
              label={desk.move.label[move]}
              hint={desk.move.hint[move]}
              value={words}
              change={setWords}
              {...(tried && wordsWrong && { missing: wordsWrong })}
            />
          </>
        )}
        {move === 'decline' && fold.declineProposed && (
          <div className="quoted">
            <b>{terms.declineReason[fold.declineProposed.reason]}</b>
            <p>{fold.declineProposed.words}</p>
          </div>
        )}
        <p role="status">{together.going}</p>
        <div className="row">
          <Button type="primary" htmlType="submit" loading={together.isPending}>
            {labelOf(quarantine, move)(count)}
          </Button>
          <Button onClick={() => dialog.current?.close()}>{desk.cancel}</Button>
        </div>
      </form>
    </dialog>
  )
}

/** What the button of a move says, with how many. */
export const labelOf = (words: ReturnType<typeof useWords>['quarantine'], move: TogetherMove) =>
  ({
    release: words.release,
    'propose-decline': words.propose,
    decline: words.confirm,
    'drop-decline': words.drop,
  })[move]
