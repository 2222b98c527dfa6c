/** A session that ended in the middle of work: calls wait here until the person has signed in again. */
import { useSyncExternalStore } from 'react'

let waiting: { promise: Promise<void>; resolve: () => void } | null = null
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

export const signInAgain = {
  /** Resolves when the same person has signed in again. All calls that ask meanwhile wait for the one sign-in. */
  ask(): Promise<void> {
    if (!waiting) {
      let resolve = () => {}
      const promise = new Promise<void>((done) => {
        resolve = done
      })
      waiting = { promise, resolve }
      tell()
    }
    return waiting.promise
  },
  done() {
    waiting?.resolve()
    waiting = null
    tell()
  },
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Whether a call is waiting for somebody to sign in again. */
export const useSignInAgain = (): boolean => useSyncExternalStore(subscribe, () => waiting !== null)
