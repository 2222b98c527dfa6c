/** Somebody leaves: what they hold, where it goes, and then all of it, with a report of what happened. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useId, useState } from 'react'
import type { LeavingReply, LeftReply, PersonReply } from '../../../src/contract/people.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { FailureWords } from '../parts/states.tsx'
import { Dialog } from '../places/dialog.tsx'
import { TextField } from '../places/fields.tsx'
import { leavingQuery, readPeopleAgain } from './queries.ts'
import { usePeopleWords } from './words.ts'

type Given = { readonly person: PersonReply; readonly close: () => void }

export function LeaveDialog({ person, close }: Given) {
  const words = usePeopleWords().leave
  const query = useQuery(leavingQuery(person.id))
  // What was held when it began is what the report speaks of, however the list is read again meanwhile.
  const [begun, begin] = useState<LeavingReply | null>(null)
  const holds = begun ?? query.data
  return (
    <Dialog
      title={words.title(person.name)}
      close={() => {
        close()
        void readPeopleAgain()
      }}
    >
      {query.isPending && <p role="status">{words.checking}</p>}
      {query.isError && <FailureWords thrown={query.error} />}
      {holds && <Leaving person={person} holds={holds} begin={() => begin(holds)} close={close} />}
    </Dialog>
  )
}

function Leaving({ person, holds, begin, close }: Given & { holds: LeavingReply; begin: () => void }) {
  const words = usePeopleWords().leave
  const { desk } = useWords()
  const [successorId, choose] = useState<string | null>(holds.begun?.successorId ?? null)
  const [note, setNote] = useState(holds.begun?.words ?? '')
  const [working, setWorking] = useState<'no' | 'working' | 'stopped'>('no')
  const [moved, setMoved] = useState(holds.begun?.casesMoved ?? 0)
  const [report, setReport] = useState<LeftReply | null>(null)
  const [thrown, setThrown] = useState<unknown>(null)
  const all = holds.openCases + (holds.begun?.casesMoved ?? 0)
  const station = holds.stations.map((one) => one.station).join('、')
  const to = holds.successors.find(({ id }) => id === successorId)?.name
  const goesTo = to ? words.successor(to) : station

  /** Goes on until nothing is left; what was done in between stays done whatever happens. */
  async function work() {
    begin()
    setWorking('working')
    setThrown(null)
    const gone = { points: 0, codes: 0 }
    const notMoved = new Map<string, LeftReply['notMoved'][number]>()
    try {
      for (;;) {
        const left = await api.letLeave(person.id, { successorId, words: note })
        gone.points += left.points
        gone.codes += left.codes
        for (const one of left.notMoved) notMoved.set(one.caseId, one)
        setMoved(left.casesMoved)
        if (!left.done) continue
        setReport({ ...left, ...gone, notMoved: [...notMoved.values()] })
        return
      }
    } catch (error) {
      setThrown(error)
      setWorking('stopped')
    }
  }

  if (report) return <Report report={report} goesTo={goesTo} close={close} />
  const isDeputy = holds.stations.length > 0
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (working !== 'working') void work()
      }}
    >
      {holds.begun && <p className="notice">{words.begun(holds.begun.casesMoved)}</p>}
      <h3 className="sec">{words.holds}</h3>
      <Holdings holds={holds} />
      {isDeputy && !holds.begun && <Successor holds={holds} station={station} chosen={successorId} choose={choose} />}
      {!holds.begun && (
        <TextField label={words.words} hint={words.wordsHint} value={note} change={setNote} most={6000} lines={2} />
      )}
      <p className="notice">{words.warning}</p>
      {working === 'working' && (
        <div role="status">
          <progress value={moved} max={Math.max(all, 1)} aria-label={words.working(moved, all)} />
          <p>{words.working(moved, all)}</p>
        </div>
      )}
      <div role="alert">
        {thrown !== null && (
          <>
            <FailureWords thrown={thrown} />
            {moved > 0 && <p>{words.stopped}</p>}
          </>
        )}
      </div>
      <div className="row wrap">
        <Button danger htmlType="submit" loading={working === 'working'}>
          {holds.begun || working === 'stopped' ? words.goOn : words.confirm}
        </Button>
        <Button onClick={close} disabled={working === 'working'}>
          {desk.cancel}
        </Button>
      </div>
    </form>
  )
}

function Holdings({ holds }: { holds: LeavingReply }) {
  const words = usePeopleWords().leave
  const { openCases, points, codes, proposals, sessions } = holds
  const lines = [
    openCases > 0 && words.cases(openCases),
    points.length > 0 && words.points(points.length),
    codes.length > 0 && words.codes(codes.length),
    sessions > 0 && words.sessions(sessions),
  ].filter((line) => line !== false)
  if (lines.length === 0 && proposals.length === 0) return <p className="dim">{words.nothing}</p>
  return (
    <ul className="holdings">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      {proposals.length > 0 && (
        <li>
          {words.proposals(proposals.length)}
          <small>
            {proposals
              .slice(0, 5)
              .map(({ number }) => number)
              .join('、')}
            {' · '}
            {words.proposalsMore}
          </small>
        </li>
      )}
    </ul>
  )
}

type Choosing = {
  readonly holds: LeavingReply
  readonly station: string
  readonly chosen: string | null
  readonly choose: (id: string | null) => void
}

function Successor({ holds, station, chosen, choose }: Choosing) {
  const words = usePeopleWords().leave
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{words.goesTo}</label>
      <select
        id={id}
        value={chosen ?? ''}
        onChange={({ target }) => choose(target.value || null)}
        aria-describedby={`${id}-hint`}
      >
        <option value="">{words.station(station)}</option>
        {holds.successors.map((one) => (
          <option key={one.id} value={one.id}>
            {words.successor(one.name)}
          </option>
        ))}
      </select>
      <p className="dim" id={`${id}-hint`}>
        {chosen !== null && words.except} {words.codesMore}
      </p>
    </div>
  )
}

function Report({ report, goesTo, close }: { report: LeftReply; goesTo: string; close: () => void }) {
  const words = usePeopleWords().leave
  return (
    <div role="status">
      <p className="st done">{words.report}</p>
      <ul className="holdings">
        <li>{words.movedTo(report.casesMoved, goesTo)}</li>
        {report.points > 0 && <li>{words.pointsTo(report.points, goesTo)}</li>}
        {report.codes > 0 && <li>{words.codesGone(report.codes)}</li>}
        <li>{words.signedOut}</li>
        {report.notMoved.length > 0 && (
          <li>
            {words.notMoved(report.notMoved.length)}
            {report.notMoved.map(({ caseId, message }) => (
              <small key={caseId}>{message}</small>
            ))}
          </li>
        )}
      </ul>
      <Button
        type="primary"
        onClick={() => {
          close()
          void readPeopleAgain()
        }}
      >
        {words.close}
      </Button>
    </div>
  )
}
