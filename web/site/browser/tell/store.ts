/**
 * What was said and not delivered, on this phone only: the words, and the files chunk by chunk as they come. Where the
 * phone has no room or no store, everything stays in memory, and `isKept` says so.
 */

/** Who may know who spoke. */
export type IdentityKind = 'anonymous' | 'station' | 'agency'

export type AttachedFile = {
  /** Names its pieces on the server; random, and told to nobody before the report is sent. */
  id: string
  /** Opens its pieces, in hex. Leaves the phone with the report only. */
  key: string
  kind: 'photo' | 'letter' | 'recording'
  type: string
  seconds: number
  /** Loudness ten times a second, 0 to 1. */
  levels: number[]
  /** A small picture as a data address. */
  preview: string
  /** Whether its last chunk is there. */
  whole: boolean
}

export type Draft = {
  /** The submission id: the receipt code is made of it. */
  id: string
  path: string
  text: string
  place: string
  identity: IdentityKind
  name: string
  phone: string
  about: boolean
  /** Only the words are to be kept of what was recorded. */
  wordsOnly: boolean
  files: AttachedFile[]
  /** `waiting`: the person pressed «send». `again`: its id was delivered with other words, so it needs a new one. */
  state: 'draft' | 'waiting' | 'again'
}

type Chunk = { file: string; number: number; bytes: ArrayBuffer }
/** Says, without opening the store, that something is in it. */
const flag = 'jieyou-kept'
let broken = false

/** Whether what is put in is really kept when the page is closed. */
export const isKept = (): boolean => !broken

let opened: Promise<IDBDatabase> | undefined
function open(): Promise<IDBDatabase> {
  opened =
    opened ||
    new Promise((resolve, reject) => {
      const asked = indexedDB.open('jieyou', 1)
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore('drafts', { keyPath: 'id' })
        asked.result.createObjectStore('chunks', { keyPath: ['file', 'number'] })
      }
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
  return opened
}

/** Runs one transaction; resolves when it is on the phone, with undefined when it could not be. */
async function run<T>(
  names: 'drafts' | 'chunks',
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const database = await open()
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(names, mode)
      const request = work(transaction.objectStore(names))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
    })
  } catch {
    // A full phone, or a browser that keeps nothing: what is written now is in memory alone.
    if (mode === 'readwrite') broken = true
    return undefined
  }
}

function setFlag(there: boolean): void {
  try {
    if (there) localStorage.setItem(flag, '1')
    else localStorage.removeItem(flag)
  } catch {
    broken = broken || there
  }
}

/** Every draft on this phone. */
export const drafts = async (): Promise<Draft[]> =>
  ((await run('drafts', 'readonly', (store) => store.getAll())) as Draft[] | undefined) || []

/** Keeps a draft as it is now. */
export async function saveDraft(draft: Draft): Promise<void> {
  if ((await run('drafts', 'readwrite', (store) => store.put(draft))) !== undefined) setFlag(true)
}

/** Forgets a draft and its files. The last one takes the flag with it. */
export async function forgetDraft(draft: Pick<Draft, 'id' | 'files'>): Promise<void> {
  await run('drafts', 'readwrite', (store) => store.delete(draft.id))
  for (const file of draft.files) await forgetFile(file.id)
  if ((await drafts()).length === 0) setFlag(false)
}

/** Keeps the next chunk of a file. */
export const saveChunk = (file: string, number: number, bytes: ArrayBuffer): Promise<unknown> =>
  run('chunks', 'readwrite', (store) => store.put({ file, number, bytes } satisfies Chunk))

const chunksOf = (file: string) => IDBKeyRange.bound([file, 0], [file, Number.MAX_SAFE_INTEGER])

/** The chunks of a file, in order. */
export const loadChunks = async (file: string): Promise<ArrayBuffer[]> =>
  (((await run('chunks', 'readonly', (store) => store.getAll(chunksOf(file)))) as Chunk[] | undefined) || []).map(
    ({ bytes }) => bytes,
  )

/** Forgets the chunks of a file. */
export const forgetFile = (file: string): Promise<unknown> =>
  run('chunks', 'readwrite', (store) => store.delete(chunksOf(file)))
