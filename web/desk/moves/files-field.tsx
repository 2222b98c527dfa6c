/** Photos and recordings to go with words: chosen in one or several goes, each can be taken back. */
import { Paperclip, X } from 'lucide-react'
import { useId, useState } from 'react'
import { fileLimits } from '../../../src/domain/files/limits.ts'
import { useWords } from '../language.tsx'

type Given = { readonly files: readonly File[]; readonly change: (files: readonly File[]) => void }

const most = fileLimits.photos + fileLimits.recordings

export function FilesField({ files, change }: Given) {
  const { move } = useWords().desk
  const id = useId()
  const [problem, tell] = useState('')

  function add(chosen: readonly File[]) {
    const small = chosen.filter(({ size }) => size <= fileLimits.bytesOfOne)
    const all = [...files, ...small]
    tell(all.length > most ? move.filesTooMany(most) : small.length < chosen.length ? move.fileTooLarge : '')
    change(all.slice(0, most))
  }

  return (
    <div className="field files-field">
      <input
        id={id}
        className="visually-hidden"
        type="file"
        accept="image/*,audio/*"
        multiple
        onChange={(event) => {
          add([...(event.target.files ?? [])])
          // Choosing the same file once more is a change too.
          event.target.value = ''
        }}
        aria-describedby={problem ? `${id}-problem` : undefined}
      />
      <label htmlFor={id}>
        <Paperclip aria-hidden />
        {move.files}
      </label>
      {files.length > 0 && (
        <ul aria-label={move.filesChosen}>
          {files.map((file, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name; the list only grows and shrinks
            <li key={at}>
              <span>{file.name}</span>
              <span className="dim">{move.fileSize(Math.max(0.1, file.size / 1_048_576).toFixed(1))}</span>
              <button
                type="button"
                aria-label={move.fileDrop(file.name)}
                onClick={() => change(files.filter((_, other) => other !== at))}
              >
                <X aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className={problem ? 'wrong' : ''} id={`${id}-problem`}>
        {problem}
      </p>
    </div>
  )
}
