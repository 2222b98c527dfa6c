/** What was said, as it was said, and what is known around it. */
import { Link } from '@tanstack/react-router'
import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CaseReply } from '../../../src/contract/cases.ts'
import { deadlineWords, hourWords, instantWords } from '../../../src/words/dates.ts'
import { useEnteringWords } from '../entering/words.ts'
import { useWords, type Words } from '../language.tsx'
import { IdentityLook } from './identity-look.tsx'
import { IdentityMark } from './identity-mark.tsx'
import { Readings } from './readings.tsx'
import { SpotPicture } from './spot-picture.tsx'
import { StepFiles } from './step-files.tsx'

/** `children` stand right below the words. */
export function Original({ opened, children }: { opened: CaseReply; children?: ReactNode }) {
  const words = useWords()
  const { desk } = words
  const entering = useEnteringWords()
  const channels: Record<string, string> = desk.case.channels
  return (
    <>
      <div className="row between">
        <h2 className="sec">{desk.case.original}</h2>
        <span className="dim row">
          <Lock size={14} aria-hidden />
          {desk.case.unchangeable}
        </span>
      </div>
      <p className="dim">{whenAndWhere(opened, words)}</p>
      {opened.text && <p className="words original">{opened.text}</p>}
      <StepFiles caseId={opened.id} files={opened.steps.find(({ kind }) => kind === 'receive')?.files ?? []} />
      <Readings opened={opened} />
      {children}
      <dl className="facts ruled">
        <dt>{desk.case.whoSees}</dt>
        <dd>
          <IdentityMark identity={opened.identity} />
        </dd>
        <dt>{desk.case.reportedPlace}</dt>
        <dd className={opened.reportedPlace ? '' : 'dim'}>
          {opened.reportedPlace || desk.case.noPlace}
          <SpotPicture place={opened.reportedPlace} />
        </dd>
        <dt>{desk.case.channel}</dt>
        <dd>{channels[opened.channel] ?? opened.channel}</dd>
        {opened.speaker !== 'self' && (
          <>
            <dt>{entering.speakerLabel}</dt>
            <dd>{entering.speaker[opened.speaker]}</dd>
          </>
        )}
      </dl>
      {opened.canLookAtIdentity && <IdentityLook opened={opened} />}
    </>
  )
}

/** Of what was imported, the time it was said stands before the time it came here. */
function whenAndWhere({ receivedAt, saidAt, channel, place }: CaseReply, { desk, language }: Words): string {
  const received = hourWords(new Date(receivedAt), language)
  if (channel !== 'import') return desk.case.received(received, place)
  const said = saidAt ? desk.case.saidElsewhere(instantWords(new Date(saidAt), language)) : ''
  return said + desk.case.imported(received, place)
}

/** Who answers for the case, and who works on it. */
export function WhoHolds({ opened }: { opened: CaseReply }) {
  const { desk, terms, language } = useWords()
  return (
    <section>
      <h2 className="sec">{desk.case.who}</h2>
      <dl className="facts">
        <dt>{desk.case.heldBy}</dt>
        <dd>
          {opened.heldBy.name}
          {opened.heldBy.kind === 'deputy' && <span className="dim"> {terms.role.deputy}</span>}
        </dd>
        <dt>{desk.case.agency}</dt>
        <dd className={opened.agency ? '' : 'dim'}>{opened.agency?.name ?? desk.case.noAgency}</dd>
        {opened.coHandlers.length > 0 && (
          <>
            <dt>{desk.case.coHandlers}</dt>
            <dd>
              <ul>
                {opened.coHandlers.map((co) => (
                  <li key={co.name}>
                    {co.name}{' '}
                    <span className="dim">
                      {co.given
                        ? desk.case.coHandlerGiven
                        : desk.case.coHandlerDue(deadlineWords(new Date(co.dueAt), language))}
                    </span>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {opened.lead && (
          <>
            <dt>{desk.case.lead}</dt>
            <dd>
              <NumberLinks numbers={[opened.lead]} />
            </dd>
          </>
        )}
        {opened.merged.length > 0 && (
          <>
            <dt>{desk.case.merged}</dt>
            <dd>
              <NumberLinks numbers={opened.merged} />
            </dd>
          </>
        )}
        {opened.stationName && (
          <>
            <dt>{desk.case.station}</dt>
            <dd>{opened.stationName}</dd>
          </>
        )}
        {opened.townName && (
          <>
            <dt>{desk.case.town}</dt>
            <dd>{opened.townName}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

/** Other cases by their numbers: each leads to the list in which it alone is found. */
function NumberLinks({ numbers }: { numbers: readonly string[] }) {
  return (
    <ul className="row wrap">
      {numbers.map((number) => (
        <li key={number}>
          <Link to="/cases" search={{ search: number }}>
            {number}
          </Link>
        </li>
      ))}
    </ul>
  )
}
