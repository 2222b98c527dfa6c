/**
 * A list that renders only what is in sight, so that it scrolls alike with fifty items and with a hundred thousand.
 * Heights are measured once an item has been seen and guessed before that.
 */
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'

const beyond = 600
const near = 1500

type Given<Item> = {
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  readonly guess: (item: Item) => number
  readonly render: (item: Item, index: number) => ReactNode
  /** Keeps this item in sight when it changes. */
  readonly reveal: string | null
  readonly nearEnd: () => void
  readonly end: ReactNode
  readonly label: string
}

export function WindowedList<Item>(given: Given<Item>) {
  const { items, keyOf, guess, render, reveal, nearEnd, end, label } = given
  const box = useRef<HTMLElement>(null)
  const heights = useRef(new Map<string, number>())
  const [measured, setMeasured] = useState(0)
  const [sight, setSight] = useState({ top: 0, height: 1000 })

  // `measured` stands for the heights, which are kept outside React's state.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const tops = useMemo(() => {
    const sums = new Float64Array(items.length + 1)
    items.forEach((item, i) => {
      sums[i + 1] = (sums[i] ?? 0) + (heights.current.get(keyOf(item)) ?? guess(item))
    })
    return sums
  }, [items, keyOf, guess, measured])

  const look = useCallback(() => {
    const element = box.current
    if (!element) return
    // Whole steps, so that not every pixel of scrolling renders anew.
    const top = Math.floor(element.scrollTop / 200) * 200
    const height = element.clientHeight
    setSight((old) => (old.top === top && old.height === height ? old : { top, height }))
  }, [])

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    look()
    const resized = new ResizeObserver(look)
    resized.observe(element)
    return () => resized.disconnect()
  }, [look])

  const total = tops[items.length] ?? 0
  const first = Math.max(0, indexAt(tops, sight.top - beyond))
  const last = Math.min(items.length, indexAt(tops, sight.top + sight.height + 200 + beyond) + 1)

  useEffect(() => {
    if (sight.top + sight.height + near > total) nearEnd()
  }, [sight, total, nearEnd])

  const observer = useMemo(
    () =>
      new ResizeObserver((entries) => {
        let changed = false
        for (const { target } of entries) {
          const key = (target as HTMLElement).dataset.key
          const height = (target as HTMLElement).offsetHeight
          if (!key || height === 0 || heights.current.get(key) === height) continue
          heights.current.set(key, height)
          changed = true
        }
        if (changed) setMeasured((count) => count + 1)
      }),
    [],
  )
  useEffect(() => () => observer.disconnect(), [observer])
  const measure = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return
      observer.observe(element)
      return () => observer.unobserve(element)
    },
    [observer],
  )

  const revealed = useRef<string | null>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (!element || !reveal || revealed.current === reveal) return
    const index = items.findIndex((item) => keyOf(item) === reveal)
    if (index < 0) return
    revealed.current = reveal
    const [top, bottom] = [tops[index] ?? 0, tops[index + 1] ?? 0]
    if (top < element.scrollTop + 40) element.scrollTop = Math.max(0, top - 40)
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight + 8
  }, [reveal, items, keyOf, tops])

  return (
    // A region that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="rows" ref={box} onScroll={look} aria-label={label} tabIndex={0}>
      <div style={{ height: tops[first] ?? 0 }} />
      {items.slice(first, last).map((item, i) => {
        const key = keyOf(item)
        return (
          <div key={key} data-key={key} ref={measure}>
            {render(item, first + i)}
          </div>
        )
      })}
      <div style={{ height: Math.max(0, total - (tops[last] ?? total)) }} />
      {end}
    </section>
  )
}

/** The last index whose top is at or above `y`. */
function indexAt(tops: Float64Array, y: number): number {
  let [low, high] = [0, tops.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((tops[middle] ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return low
}
