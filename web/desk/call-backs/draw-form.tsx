/** Drawing a few cases of days that are over. */
import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { type SubmitEvent, useId, useState } from 'react'
import { mostDrawn } from '../../../src/domain/cases/call-back.ts'
import { api, queryClient } from '../connection.ts'
import { Wrong } from '../moves/wrong.tsx'
import { FailureWords } from '../parts/states.tsx'
import { useCallWords } from './words.ts'

export function DrawForm({ done }: { done: (draw: string) => void }) {
  const words = useCallWords()
  const id = useId()
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const [count, setCount] = useState('20')
  const [tried, setTried] = useState(false)
  const many = Number(count)
  const isWhole = from !== '' && until !== '' && Number.isInteger(many) && many >= 1 && many <= mostDrawn
  const drawing = useMutation({
    mutationFn: () => api.drawCallBacks({ from, until, count: many }),
    onSuccess: async ({ id: draw }) => {
      await queryClient.invalidateQueries({ queryKey: ['cases', 'call-backs'] })
      setTried(false)
      done(draw)
    },
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (isWhole && !drawing.isPending) drawing.mutate()
  }
  return (
    <form className="move-form draw" onSubmit={submit} noValidate aria-label={words.draw}>
      <div className="row wrap">
        <div className="field">
          <label htmlFor={`${id}-from`}>{words.from}</label>
          <input id={`${id}-from`} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-until`}>{words.until}</label>
          <input id={`${id}-until`} type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-count`}>{words.count}</label>
          <input
            id={`${id}-count`}
            className="letters"
            inputMode="numeric"
            value={count}
            onChange={(event) => setCount(event.target.value)}
          />
        </div>
        <Button type="primary" htmlType="submit" loading={drawing.isPending}>
          {drawing.isPending ? words.drawing : words.draw}
        </Button>
      </div>
      <div role="alert">
        <Wrong id={`${id}-wrong`} words={tried && !isWhole ? words.daysMissing : undefined} />
        {drawing.isError && <FailureWords thrown={drawing.error} kept />}
      </div>
    </form>
  )
}
