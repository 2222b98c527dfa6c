/** One place: its code, how it is used, what its page says, and what was done to it. */
import './places.css'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { ArrowLeft, ExternalLink, Printer } from 'lucide-react'
import { useState } from 'react'
import type { OneAct, PlaceReply } from '../../../src/contract/places.ts'
import { pageTextsOf } from '../../../src/domain/places/place-page.ts'
import { dayWords } from '../../../src/words/dates.ts'
import { paths } from '../../shared/paths.ts'
import { usePageTitle, useWords } from '../language.tsx'
import { Failed, LoadingPage } from '../parts/states.tsx'
import { Top } from '../shell/top.tsx'
import { ActDialog } from './act-dialog.tsx'
import { PlaceHistory } from './place-history.tsx'
import { ownerWords, typeWords } from './places-table.tsx'
import { PrintDialog } from './print-dialog.tsx'
import { placeQuery } from './queries.ts'
import { UseByWeek } from './use-by-week.tsx'
import { spelled, usePlaceWords } from './words.ts'

const route = getRouteApi('/places/$id')

export default function PlacePage() {
  const { id } = route.useParams()
  const words = usePlaceWords()
  const query = useQuery(placeQuery(id))
  const title = query.data
    ? query.data.kind === 'deputy'
      ? words.deputy(query.data.name)
      : query.data.name
    : words.title
  usePageTitle(title)
  const back = (
    <Link to="/places" className="back" aria-label={words.list.back} title={words.list.back}>
      <ArrowLeft aria-hidden />
    </Link>
  )
  if (query.isPending) return <LoadingPage />
  return (
    <>
      <Top title={title} before={back} {...(query.data && { where: typeWords(query.data, words) })} />
      <main className="main place" id="main" tabIndex={-1}>
        {query.isError ? (
          <Failed title={words.one.failed} thrown={query.error} retry={() => void query.refetch()} />
        ) : (
          <Opened key={query.data.id} place={query.data} />
        )}
      </main>
    </>
  )
}

function Opened({ place }: { place: PlaceReply }) {
  const words = usePlaceWords()
  const [shown, show] = useState<OneAct | 'print' | null>(null)
  const deeds = place.acts.filter((act): act is OneAct => act !== 'print' && act !== 'add')
  const offered = deeds.filter((act) => act !== 'revoke-code' || place.code !== null)
  return (
    <>
      <section className="about-place">
        <Code place={place} />
        <div className="row wrap deeds">
          {place.acts.includes('print') && place.code && (
            <Button type="primary" icon={<Printer />} onClick={() => show('print')}>
              {words.one.print}
            </Button>
          )}
          {offered.map((act) => (
            <Button key={act} onClick={() => show(act)}>
              {words.act[act]}
            </Button>
          ))}
        </div>
        <dl className="told">
          <dt>{words.one.belongs}</dt>
          <dd>{ownerWords(place, words) || place.name}</dd>
          {place.kind === 'point' && (
            <>
              <dt>{words.one.where}</dt>
              <dd>
                {place.latitude !== null && place.longitude !== null
                  ? words.one.coordinates(place.latitude.toFixed(5), place.longitude.toFixed(5))
                  : words.one.noWhere}
              </dd>
            </>
          )}
        </dl>
        {(place.kind === 'deputy' || place.kind === 'station') && place.page && (
          <PageTexts kind={place.kind} page={place.page} />
        )}
      </section>
      <section>
        <h2 className="sec">{words.one.use}</h2>
        <UseByWeek place={place} />
        <h2 className="sec">{words.one.codes}</h2>
        <Codes codes={place.codes} />
      </section>
      <section>
        <h2 className="sec">{words.one.history}</h2>
        <PlaceHistory history={place.history} />
      </section>
      {shown === 'print' && <PrintDialog places={[place]} close={() => show(null)} />}
      {shown && shown !== 'print' && <ActDialog place={place} act={shown} close={() => show(null)} />}
    </>
  )
}

const pageOf = { point: paths.point, deputy: paths.deputy, station: paths.station, town: paths.point }

/** The code in use, on a plate as it hangs in the street. */
function Code({ place }: { place: PlaceReply }) {
  const words = usePlaceWords()
  if (!place.code) return <p className="notice">{words.one.noCode}</p>
  return (
    <div className="code-plate">
      <b>{spelled(place.code)}</b>
      <a href={pageOf[place.kind](place.code)} target="_blank" rel="noreferrer">
        {words.one.openPage}
        <ExternalLink aria-hidden />
      </a>
    </div>
  )
}

function PageTexts({ kind, page }: { kind: 'deputy' | 'station'; page: NonNullable<PlaceReply['page']> }) {
  const words = usePlaceWords()
  const written = pageTextsOf[kind].filter((text) => page[text] !== '')
  return (
    <>
      <h2 className="sec">{words.one.page}</h2>
      {written.length === 0 ? (
        <p className="dim">{words.one.noPage}</p>
      ) : (
        <dl className="told">
          {written.map((text) => [
            <dt key={`${text} name`}>{words.form.text[text]}</dt>,
            <dd key={text} className="as-written">
              {page[text]}
            </dd>,
          ])}
        </dl>
      )}
    </>
  )
}

function Codes({ codes }: Pick<PlaceReply, 'codes'>) {
  const { one } = usePlaceWords()
  const { language } = useWords()
  const day = (at: string) => dayWords(new Date(at), language)
  return (
    <ul className="codes">
      {codes.map(({ code, madeAt, revokedAt, replacedBy }) => (
        <li key={code}>
          <b className={revokedAt ? 'gone' : ''}>{spelled(code)}</b>
          <span className={revokedAt ? 'st open' : 'st done'}>
            {revokedAt ? one.revoked(day(revokedAt)) : one.inUse}
          </span>
          <span className="dim">
            {[madeAt && one.since(day(madeAt)), replacedBy && one.replacedBy(spelled(replacedBy))]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
