/** Says in passing what was done, in sight and to a screen reader, and goes away by itself. */
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'

type Said = { readonly words: string; readonly failed: boolean; readonly at: number }
let said: Said | null = null
const listeners = new Set<() => void>()

const set = (next: Said | null) => {
  said = next
  for (const listener of listeners) listener()
}

export const say = (words: string) => set({ words, failed: false, at: Date.now() })
export const sayFailed = (words: string) => set({ words, failed: true, at: Date.now() })

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function SaidNow() {
  const now = useSyncExternalStore(subscribe, () => said)
  useEffect(() => {
    if (!now) return
    const timer = setTimeout(() => set(null), now.failed ? 12_000 : 6_000)
    return () => clearTimeout(timer)
  }, [now])
  return (
    <div role="status" aria-live="polite">
      {now && (
        <p className={now.failed ? 'said failed' : 'said'}>
          {now.failed ? <CircleAlert aria-hidden /> : <CircleCheck aria-hidden />}
          <span>{now.words}</span>
        </p>
      )}
    </div>
  )
}
