/**
 * Spoken messages that are not delivered yet. They lie on this phone, each person's own, until the server has them; where
 * the phone keeps nothing they live as long as the page, and `isKept` says so.
 */

export type VoiceNote = {
  /** Whose it is, and on which case: one for each. */
  readonly login: string
  readonly caseId: string
  readonly number: string
  readonly title: string
  /** The version of the case that was seen while speaking. */
  readonly version: number
  readonly words: string
  readonly type: string
  readonly seconds: number
  readonly levels: readonly number[]
  readonly bytes: Blob
  readonly madeAt: Date
  /** `recorded`: listened to, perhaps; `waiting`: «send» was pressed; `refused`: the server said no, with this sentence. */
  readonly state: 'recorded' | 'waiting' | 'refused'
  readonly why: string
}

const store = 'voice-notes'
let known = new Map<string, VoiceNote>()
let shown: readonly VoiceNote[] = []
let broken = false
const listeners = new Set<() => void>()

const nameOf = ({ login, caseId }: Pick<VoiceNote, 'login' | 'caseId'>) => `${login} ${caseId}`

function tell() {
  shown = [...known.values()].toSorted((one, other) => one.madeAt.getTime() - other.madeAt.getTime())
  for (const listener of listeners) listener()
}

let opened: Promise<IDBDatabase> | undefined
function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open('jieyou-desk', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(store, { keyPath: ['login', 'caseId'] })
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
  return opened
}

async function run<T>(
  mode: IDBTransactionMode,
  work: (notes: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const database = await open()
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode)
      const request = work(transaction.objectStore(store))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
    })
  } catch {
    // A full phone, or a browser that keeps nothing: what is written now is in memory alone.
    broken = true
    return undefined
  }
}

/** Whether what is kept is really on the phone. */
export const isKept = (): boolean => !broken

/** Reads what this person left here. */
export async function readNotes(login: string): Promise<void> {
  const all = (await run('readonly', (notes) => notes.getAll() as IDBRequest<VoiceNote[]>)) ?? []
  known = new Map(
    [...all, ...known.values()].filter((note) => note.login === login).map((note) => [nameOf(note), note]),
  )
  tell()
}

export async function keepNote(note: VoiceNote): Promise<void> {
  known.set(nameOf(note), note)
  tell()
  await run('readwrite', (notes) => notes.put(note))
}

export async function forgetNote(note: Pick<VoiceNote, 'login' | 'caseId'>): Promise<void> {
  known.delete(nameOf(note))
  tell()
  await run('readwrite', (notes) => notes.delete([note.login, note.caseId]))
}

/** Everything that is kept now, the oldest first; the same list until something changes. */
export const keptNotes = (): readonly VoiceNote[] => shown

export const onNotes = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
