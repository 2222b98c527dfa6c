/** What the resident's recordings and pages say, beside the originals: written down, corrected and checked by people. */
import './readings.css'
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { CircleCheck, CircleDashed } from 'lucide-react'
import { useState } from 'react'
import type { CaseReply } from '../../../src/contract/cases.ts'
import type { DeskReadingReply } from '../../../src/contract/readings.ts'
import { instantWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'
import { readingsQuery } from './queries.ts'
import { ReadingForm } from './reading-form.tsx'
import { useReadingWords } from './reading-words.ts'

/** One recording or photo of the resident, with what is written down of it. */
type Item = {
  readonly file: string
  readonly kind: 'photo' | 'recording'
  readonly name: string
  readonly reading: DeskReadingReply | undefined
}

/** Nothing where nobody brought a recording or a picture, and nothing was written down. */
export function Readings({ opened }: { opened: CaseReply }) {
  const words = useReadingWords()
  const files = opened.steps.filter(({ by }) => by.kind === 'resident').flatMap((step) => step.files)
  const isNeeded = files.length > 0 || opened.steps.some(({ kind }) => kind === 'read-file')
  const { data } = useQuery({ ...readingsQuery(opened.id), enabled: isNeeded && !opened.erased })
  const [writing, write] = useState<string | null>(null)
  if (!data) return null
  const { readings, canRead, transcriptOnly } = data
  const known = new Set(files.map(({ id }) => id))
  const all = [
    ...files,
    ...readings.filter(({ file }) => !known.has(file)).map(({ file, kind }) => ({ id: file, kind })),
  ]
  const counted = { photo: 0, recording: 0 }
  const items: Item[] = all.map(({ id, kind }) => {
    counted[kind] += 1
    const reading = readings.find(({ file }) => file === id)
    return { file: id, kind, name: words[kind](counted[kind]), reading }
  })
  const shown = items.filter(
    ({ file, kind, reading }) => reading || writing === file || (canRead && kind === 'recording'),
  )
  const others = canRead ? items.filter((item) => !shown.includes(item)) : []
  if (shown.length === 0 && others.length === 0) return null
  return (
    <section className="readings" aria-label={words.title}>
      <h3 className="sec">{words.title}</h3>
      {canRead && <p className="dim">{words.lead}</p>}
      {canRead && transcriptOnly && <p className="notice">{words.leadOnly}</p>}
      {shown.map((item) =>
        writing === item.file ? (
          <ReadingForm
            key={item.file}
            caseId={opened.id}
            item={item}
            removes={transcriptOnly && item.kind === 'recording'}
            close={() => write(null)}
          />
        ) : (
          <One key={item.file} item={item} {...(canRead && { write: () => write(item.file) })} />
        ),
      )}
      {others.length > 0 && (
        <p className="row wrap">
          <span className="dim">{words.photos}</span>
          {others.map(({ file, name }) => (
            <Button key={file} size="small" onClick={() => write(file)}>
              {name}
            </Button>
          ))}
        </p>
      )}
    </section>
  )
}

function One({ item: { name, reading }, write }: { item: Item; write?: () => void }) {
  const words = useReadingWords()
  const isGone = reading?.removed ?? false
  const label = reading ? words.correct : words.write
  return (
    <article aria-label={name}>
      <p className="row wrap between">
        <b>{name}</b>
        {write && !isGone && (
          <Button size="small" aria-label={words.of(label, name)} onClick={write}>
            {label}
          </Button>
        )}
      </p>
      {reading ? <p className="words">{reading.words}</p> : <p className="dim">{words.none}</p>}
      {reading && <State reading={reading} />}
      {isGone && <p className="dim">{words.removed}</p>}
      {reading && reading.versions.length > 1 && <Earlier reading={reading} />}
    </article>
  )
}

function State({ reading: { confirmed, versions } }: { reading: DeskReadingReply }) {
  const words = useReadingWords()
  const { language } = useWords()
  const [latest] = versions
  return (
    <p className="dim row wrap">
      <span className={confirmed ? 'checked' : ''}>
        {confirmed ? <CircleCheck size={14} aria-hidden /> : <CircleDashed size={14} aria-hidden />}{' '}
        {confirmed ? words.confirmed : words.unconfirmed}
      </span>
      {latest && <span>{words.by(latest.by ?? '', instantWords(new Date(latest.at), language))}</span>}
    </p>
  )
}

function Earlier({ reading: { versions } }: { reading: DeskReadingReply }) {
  const words = useReadingWords()
  const { language } = useWords()
  const earlier = versions.slice(1)
  return (
    <details>
      <summary className="dim">{words.earlier(earlier.length)}</summary>
      <ul>
        {earlier.map(({ words: said, by, at }) => (
          <li key={at}>
            <p className="words">{said}</p>
            <p className="dim">{words.by(by ?? '', instantWords(new Date(at), language))}</p>
          </li>
        ))}
      </ul>
    </details>
  )
}
