/** A quiet sign when the desk no longer updates by itself; a line that comes back within moments is not worth one. */
import './live.css'
import { Unplug } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useWords } from '../language.tsx'
import { useLineState } from './line.ts'

const worthSaying = 4_000

export function LineSign() {
  const { live } = useWords()
  const state = useLineState()
  const [late, setLate] = useState(false)
  useEffect(() => {
    setLate(false)
    if (state !== 'down') return
    const timer = setTimeout(() => setLate(true), worthSaying)
    return () => clearTimeout(timer)
  }, [state])
  const words = state === 'over' ? live.lineOver : state === 'down' && late ? live.lineDown : ''
  return (
    <p className="line-sign" role="status">
      {words && (
        <>
          <Unplug aria-hidden />
          <span>{words}</span>
        </>
      )}
    </p>
  )
}
