/** Sends the pieces of files as they become ready, one after another, and goes on by itself when the network is back. */
import { paths } from '../../../shared/paths.ts'
import { type HeldFile, piecesOf, renew, sealedPiece, sha256 } from './sealed-file.ts'

/** Between tries that failed: doubled each time, up to this. */
const longestPause = 15_000
const patience = 30_000

/** Waits, at most so long, or until the phone says that it has a network again. */
export const pauseOrOnline = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      removeEventListener('online', go)
      resolve()
    }
    const timer = setTimeout(go, milliseconds)
    addEventListener('online', go)
  })

/** A request that is given up after a while; rejects where there is no network. */
export const ask = (address: string, init: RequestInit, milliseconds = patience): Promise<Response> =>
  Promise.race([
    fetch(address, { ...init, method: 'POST', credentials: 'omit', cache: 'no-store' }),
    new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error('too slow')), milliseconds)
    }),
  ])

export type Uploader = {
  /** Looks again for pieces to send: a file grew, was added or removed. */
  wake(): void
  /** 0 to 1, of what is whole and attached. */
  progress(): number
  /** Resolves when everything attached has arrived; hears of progress, and of tries that failed. */
  finished(tell: (state: 'moving' | 'stuck') => void): Promise<void>
}

/** Keeps sending what `files` names, for as long as the page is open. */
export function uploader(files: () => readonly HeldFile[]): Uploader {
  let busy = false
  let listeners: ((state: 'moving' | 'stuck' | 'done') => void)[] = []
  const tell = (state: 'moving' | 'stuck' | 'done') => {
    for (const listener of listeners.slice()) listener(state)
  }

  const next = () => {
    for (const file of files())
      for (let number = 0; number < piecesOf(file); number += 1) if (!file.arrived.has(number)) return { file, number }
    return undefined
  }

  const send = async ({ file, number }: { file: HeldFile; number: number }): Promise<boolean> => {
    const { id } = file
    try {
      const sealed = await sealedPiece(file, number)
      const headers = {
        'content-type': 'application/octet-stream',
        'upload-id': id,
        'piece-number': String(number),
        'piece-sha256': await sha256(sealed),
      }
      const answer = await ask(paths.api.uploads, { headers, body: sealed })
      // Named anew meanwhile: this piece was of the old name.
      if (answer.ok && file.id === id) file.arrived.add(number)
      // Somebody else's bytes stand under this number: all of it again, under another name.
      if (answer.status === 409 && file.id === id) renew(file)
      return answer.ok
    } catch {
      return false
    }
  }

  const run = async () => {
    if (busy) return
    busy = true
    let pause = 1000
    for (let piece = next(); piece; piece = next()) {
      if (await send(piece)) {
        pause = 1000
        tell('moving')
      } else {
        tell('stuck')
        await pauseOrOnline(pause)
        pause = Math.min(longestPause, pause * 2)
      }
    }
    busy = false
    tell('done')
  }

  return {
    wake: () => {
      void run()
    },
    progress() {
      let [here, there] = [0, 0]
      for (const file of files()) {
        here += piecesOf(file)
        there += file.arrived.size
      }
      return here === 0 ? 1 : there / here
    },
    finished: (hear) =>
      new Promise((resolve) => {
        const listener = (state: 'moving' | 'stuck' | 'done') => {
          if (state !== 'done') return hear(state)
          listeners = listeners.filter((each) => each !== listener)
          resolve()
        }
        listeners.push(listener)
        void run()
      }),
  }
}
