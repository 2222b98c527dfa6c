/** Adding many places from a table: the template, a look at every line, then all or nothing. */
import './places.css'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { ArrowLeft, FileUp, Printer } from 'lucide-react'
import { useId, useState } from 'react'
import type { ImportPlacesReply } from '../../../src/contract/places.ts'
import { mostTableBytes } from '../../../src/domain/places/sheet-kind.ts'
import { api } from '../connection.ts'
import { usePageTitle } from '../language.tsx'
import { base64Of } from '../parts/base64-of.ts'
import { saveFile } from '../parts/save-file.ts'
import { FailureWords, useFailureWords } from '../parts/states.tsx'
import { say, sayFailed } from '../shell/said.tsx'
import { Top } from '../shell/top.tsx'
import { PrintDialog } from './print-dialog.tsx'
import { readPlacesAgain } from './queries.ts'
import { spelled, usePlaceWords } from './words.ts'

type Line = ImportPlacesReply['lines'][number]

export default function ImportPage() {
  const words = usePlaceWords()
  const { import: said } = words
  usePageTitle(said.title)
  const field = useId()
  const failureWords = useFailureWords()
  const [file, choose] = useState<{ name: string; content: string } | null>(null)
  const [tooLarge, sayTooLarge] = useState(false)
  const [printing, print] = useState(false)
  const preview = useMutation({ mutationFn: (content: string) => api.importPlaces({ content, make: false }) })
  const making = useMutation({
    mutationFn: (content: string) => api.importPlaces({ content, make: true }),
    onSuccess: async ({ lines }) => {
      say(words.done.import(lines.filter(({ outcome }) => outcome === 'new').length))
      await readPlacesAgain()
    },
  })
  const template = useMutation({
    mutationFn: async (format: 'csv' | 'xlsx') =>
      saveFile(await api.placesTemplate(format), `places-template.${format}`),
    onError: (thrown) => sayFailed(failureWords(thrown)),
  })

  async function take(chosen: File | undefined) {
    if (!chosen) return
    making.reset()
    preview.reset()
    sayTooLarge(chosen.size > mostTableBytes)
    if (chosen.size > mostTableBytes) return choose(null)
    const content = await base64Of(chosen)
    choose({ name: chosen.name, content })
    preview.mutate(content)
  }

  const lines = (making.data ?? preview.data)?.lines ?? []
  const made = making.data?.lines.filter(({ code }) => code !== null) ?? []
  const back = (
    <Link to="/places" className="back" aria-label={words.list.back} title={words.list.back}>
      <ArrowLeft aria-hidden />
    </Link>
  )
  return (
    <>
      <Top title={said.title} before={back} />
      <main className="main places import" id="main" tabIndex={-1}>
        <section className="import-steps">
          <p>{said.step}</p>
          <div className="row wrap">
            {(['xlsx', 'csv'] as const).map((format) => (
              <Button key={format} onClick={() => template.mutate(format)}>
                {said.templateAs[format]}
              </Button>
            ))}
            <input
              id={field}
              className="visually-hidden"
              type="file"
              accept=".csv,.xlsx"
              onChange={(event) => {
                void take(event.target.files?.[0])
                // The same file, corrected, can be chosen again.
                event.target.value = ''
              }}
            />
            <label htmlFor={field} className="as-button strong">
              <FileUp aria-hidden />
              {file ? said.readAgain : said.choose}
            </label>
            {file && <span className="dim">{said.chosen(file.name)}</span>}
          </div>
          {tooLarge && <p className="wrong">{said.tooLarge}</p>}
          <div role="alert">
            {preview.isError && <FailureWords thrown={preview.error} />}
            {making.isError && <FailureWords thrown={making.error} />}
          </div>
        </section>
        {preview.isPending && <p className="dim">{said.reading}</p>}
        {preview.data && (
          <>
            <Verdict lines={lines} done={Boolean(making.data)}>
              {making.data ? (
                made.length > 0 && (
                  <Button type="primary" icon={<Printer />} onClick={() => print(true)}>
                    {said.print}
                  </Button>
                )
              ) : (
                <Make lines={lines} pending={making.isPending} make={() => file && making.mutate(file.content)} />
              )}
            </Verdict>
            <Lines lines={lines} />
          </>
        )}
        {printing && (
          <PrintDialog
            places={made.flatMap(({ id, code }) => (id ? [{ id, kind: 'point' as const, code }] : []))}
            close={() => print(false)}
          />
        )}
      </main>
    </>
  )
}

const count = (lines: readonly Line[], outcome: Line['outcome']) =>
  lines.filter((line) => line.outcome === outcome).length

function Verdict({ lines, done, children }: { lines: readonly Line[]; done: boolean; children: React.ReactNode }) {
  const { import: said, done: finished } = usePlaceWords()
  const [fresh, there, wrong] = [count(lines, 'new'), count(lines, 'there'), count(lines, 'refused')]
  return (
    <div className="chosen" role="status">
      {fresh > 0 && <b className="st done">{done ? finished.import(fresh) : said.willAdd(fresh)}</b>}
      {there > 0 && <span className="st open">{said.there(there)}</span>}
      {wrong > 0 && <b className="st late">{said.wrong(wrong)}</b>}
      {fresh + there + wrong === 0 && <span>{said.nothing}</span>}
      {children}
    </div>
  )
}

function Make({ lines, pending, make }: { lines: readonly Line[]; pending: boolean; make: () => void }) {
  const { import: said } = usePlaceWords()
  if (count(lines, 'refused') > 0) return <span>{said.fixFirst}</span>
  if (count(lines, 'new') === 0) return null
  return (
    <Button type="primary" loading={pending} onClick={make}>
      {pending ? said.making : said.make(count(lines, 'new'))}
    </Button>
  )
}

/** Every line with what becomes of it; those that are wrong come first. */
function Lines({ lines }: { lines: readonly Line[] }) {
  const words = usePlaceWords()
  const { import: said } = words
  const weight = { refused: 0, new: 1, there: 2 }
  const mark = { refused: 'late', new: 'done', there: 'open' }
  return (
    <table className="place-rows lines">
      <caption className="visually-hidden">{said.title}</caption>
      <thead>
        <tr>
          <th scope="col" className="n">
            {said.line}
          </th>
          <th scope="col">{words.list.kind}</th>
          <th scope="col">{words.list.name}</th>
          <th scope="col">{words.list.owner}</th>
          <th scope="col">{said.what}</th>
        </tr>
      </thead>
      <tbody>
        {lines
          .toSorted((a, b) => weight[a.outcome] - weight[b.outcome] || a.line - b.line)
          .map((line) => (
            <tr key={line.line}>
              <td className="n">{line.line}</td>
              <td>{line.kind}</td>
              <th scope="row">{line.name}</th>
              <td>{[line.town, line.station].filter(Boolean).join(' · ')}</td>
              <td>
                <span className={`st ${mark[line.outcome]}`}>
                  {line.code ? said.made(spelled(line.code)) : (line.message ?? said.outcome[line.outcome])}
                </span>
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
