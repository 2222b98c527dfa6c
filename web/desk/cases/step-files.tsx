/** Photos and recordings that came with words: small pictures that open large, and a player for each recording. */
import './step-files.css'
import Button from 'antd/es/button'
import { useRef, useState } from 'react'
import type { StepReply } from '../../../src/contract/receipts.ts'
import { paths } from '../../shared/paths.ts'
import { useWords } from '../language.tsx'

type Files = StepReply['files']

export function StepFiles({ caseId, files }: { caseId: string; files: Files }) {
  const { desk } = useWords()
  if (files.length === 0) return null
  const photos = files.filter(({ kind }) => kind === 'photo')
  const recordings = files.filter(({ kind }) => kind === 'recording')
  return (
    <div className="files">
      {photos.length > 0 && (
        <ul className="photos">
          {photos.map((photo, at) => (
            <li key={photo.id}>
              <Photo caseId={caseId} photo={photo} name={desk.case.photo(at + 1, photos.length)} />
            </li>
          ))}
        </ul>
      )}
      {recordings.map(({ id, seconds }, at) => {
        const name = desk.case.recording(at + 1, recordings.length, lengthOf(seconds ?? 0))
        return (
          <div key={id}>
            <p className="dim">{name}</p>
            {/* biome-ignore lint/a11y/useMediaCaption: a person's own voice; what it says stands beside it once it is written down */}
            <audio controls preload="none" src={paths.api.caseFile(caseId, id)} aria-label={name} />
          </div>
        )
      })}
    </div>
  )
}

function Photo({ caseId, photo, name }: { caseId: string; photo: Files[number]; name: string }) {
  const { desk } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  // The whole picture is fetched once somebody wants to see it.
  const [asked, ask] = useState(false)
  const address = paths.api.caseFile(caseId, photo.id)
  return (
    <>
      <button
        type="button"
        className="photo"
        aria-label={desk.case.photoOpen(name)}
        onClick={() => {
          ask(true)
          dialog.current?.showModal()
        }}
      >
        <img src={`${address}?size=small`} width={photo.width ?? 0} height={photo.height ?? 0} alt="" loading="lazy" />
      </button>
      <dialog ref={dialog} className="large" aria-label={name}>
        {asked && <img src={address} width={photo.width ?? 0} height={photo.height ?? 0} alt={name} />}
        <Button onClick={() => dialog.current?.close()}>{desk.close}</Button>
      </dialog>
    </>
  )
}

/** 65 seconds as 1:05. */
const lengthOf = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
