/** Keeps what this desk shows true, by what the server tells on the line. */
import { useEffect } from 'react'
import { hearOfCases } from '../cases/queries.ts'
import { queryClient } from '../connection.ts'
import { keepLine, type Told } from './line.ts'
import { presenceKey } from './presence.ts'

/** Changes that come within this time after one that was shown at once are shown together. */
const together = 400

/** For as long as its caller is shown, lists and cases are read again when the server says that they changed. */
export function useLiveDesk() {
  useEffect(() => {
    let waiting: { cases: Set<string>; all: boolean } | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = (cases: readonly string[], all: boolean) => {
      hearOfCases(cases, all)
      timer = setTimeout(() => {
        timer = undefined
        const next = waiting
        waiting = null
        if (next) show([...next.cases], next.all)
      }, together)
    }
    const hear = ({ event, data }: Told) => {
      if (event === 'change') {
        const { cases, all } = data as { cases: string[]; all: boolean }
        if (cases.length === 0 && !all) return
        if (!timer) return show(cases, all)
        waiting = { cases: new Set([...(waiting?.cases ?? []), ...cases]), all: all || (waiting?.all ?? false) }
      }
      if (event === 'presence') {
        const { case: caseId } = data as { case: string }
        void queryClient.invalidateQueries({ queryKey: presenceKey(caseId) })
      }
      if (event === 'notices') void queryClient.invalidateQueries({ queryKey: ['notices'] })
    }
    const stop = keepLine(hear)
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [])
}
