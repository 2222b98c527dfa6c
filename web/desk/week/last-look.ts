/** When this person last looked at their week on this device: a time and nothing else is kept. */
import { useEffect, useState } from 'react'

const kept = (login: string) => `jieyou-week ${login}`

function read(login: string): Date | null {
  try {
    const at = localStorage.getItem(kept(login))
    return at ? new Date(at) : null
  } catch {
    return null // storage is switched off; nothing is new then
  }
}

function write(login: string, at: Date) {
  try {
    localStorage.setItem(kept(login), at.toISOString())
  } catch {
    // see read
  }
}

/**
 * The last look before this one, or null on the first. This look is noted when the page is left, with `seenAt`, the
 * server's time of what was shown last; null while nothing was.
 */
export function useLastLook(login: string, seenAt: Date | null): Date | null {
  const [last] = useState(() => read(login))
  const at = seenAt?.getTime() ?? null
  useEffect(() => {
    if (at === null) return
    const note = () => write(login, new Date(at))
    window.addEventListener('pagehide', note)
    return () => {
      window.removeEventListener('pagehide', note)
      note()
    }
  }, [login, at])
  return last
}
