/** The present moment by the server's clock, renewed every half minute. */
import { useSyncExternalStore } from 'react'

let ahead = 0
let shown = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

const tell = () => {
  shown = Date.now() + ahead
  for (const listener of listeners) listener()
}

/** Notes how far this device's clock is off. Less than a minute is the network's doing and left alone. */
export function hearServerTime(serverTime: Date) {
  const difference = serverTime.getTime() - Date.now()
  const heard = Math.abs(difference) < 60_000 ? 0 : difference
  if (Math.abs(heard - ahead) < 60_000) return
  ahead = heard
  tell()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(tell, 30_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

export function useNow(): Date {
  const moment = useSyncExternalStore(subscribe, () => shown)
  return new Date(moment)
}
