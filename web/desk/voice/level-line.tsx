/** The line as the voice's level, as residents see it when they speak. */
import { useEffect, useRef } from 'react'
import { meter } from '../../shared/browser/wave.ts'

/** Draws `levels`, ten a second, up to `now`; `whole` also draws what comes after. */
export function LevelLine({ levels, now, whole }: { levels: readonly number[]; now: number; whole: boolean }) {
  const box = useRef<HTMLDivElement>(null)
  const drawn = useRef<ReturnType<typeof meter> | null>(null)
  useEffect(() => {
    const line = meter()
    drawn.current = line
    box.current?.replaceChildren(line.svg)
  }, [])
  useEffect(() => drawn.current?.show(levels, now, whole), [levels, now, whole])
  return <div className="level" ref={box} aria-hidden="true" />
}
