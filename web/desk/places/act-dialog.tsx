/** One act on a place: what it asks, what it warns of, and what is said when it is done. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { OneAct, PlaceActBodies, PlaceReply } from '../../../src/contract/places.ts'
import { noPageTexts, pageTextLimits, pageTextsOf } from '../../../src/domain/places/place-page.ts'
import { api } from '../connection.ts'
import { say } from '../shell/said.tsx'
import { Dialog } from './dialog.tsx'
import { DegreesFields, OwnerFields, PlaceForm, TextField } from './fields.tsx'
import { readPlacesAgain } from './queries.ts'
import { type PlaceWords, spelled, usePlaceWords } from './words.ts'

type Given = { readonly place: PlaceReply; readonly act: OneAct; readonly close: () => void }

export function ActDialog({ place, act, close }: Given) {
  const words = usePlaceWords()
  const [name, setName] = useState(place.name)
  const [owner, setOwner] = useState({ stationId: place.station?.id ?? '', deputyId: place.deputy?.id ?? null })
  const [degrees, setDegrees] = useState({
    latitude: place.latitude?.toString() ?? '',
    longitude: place.longitude?.toString() ?? '',
  })
  const [texts, setTexts] = useState(place.page ?? noPageTexts)
  const [reason, setReason] = useState('')
  const page = place.kind === 'deputy' || place.kind === 'station' ? place.kind : null
  const body = (): PlaceActBodies[OneAct] => {
    switch (act) {
      case 'rename':
        return { name, words: reason }
      case 'move':
        return { ...owner, words: reason }
      case 'locate':
        return { ...degrees, words: reason }
      case 'describe':
        return page
          ? { ...Object.fromEntries(pageTextsOf[page].map((one) => [one, texts[one]])), words: reason }
          : { words: reason }
      default:
        return { words: reason }
    }
  }
  const acting = useMutation({
    mutationFn: () => api.actOnPlace(place.id, act, body()),
    onSuccess: async ({ code }) => {
      say(act === 'replace-code' ? words.done[act](spelled(code ?? '')) : words.done[act])
      close()
      await readPlacesAgain()
    },
  })
  const asks = askedBefore(place, act, words)
  return (
    <Dialog title={asks?.title ?? words.act[act]} close={close}>
      <PlaceForm
        submit={() => acting.mutate()}
        close={close}
        pending={acting.isPending}
        error={acting.error}
        {...(asks && { label: asks.yes, leave: words.ask.keep })}
      >
        {asks && <p className="notice">{asks.more}</p>}
        {act === 'rename' && (
          <TextField label={words.form.name} value={name} change={setName} missing={name.trim() === ''} most={100} />
        )}
        {act === 'move' && <OwnerFields owner={owner} change={setOwner} missing={owner.stationId === ''} />}
        {act === 'locate' && <DegreesFields degrees={degrees} change={setDegrees} />}
        {act === 'describe' && page && (
          <>
            <p className="notice">{words.form.textNote}</p>
            {pageTextsOf[page].map((text) => (
              <TextField
                key={text}
                label={words.form.text[text]}
                hint={words.form.textHint[text]}
                value={texts[text]}
                change={(value) => setTexts({ ...texts, [text]: value })}
                most={pageTextLimits[text]}
                lines={pageTextLimits[text] > 100 ? 3 : 1}
              />
            ))}
          </>
        )}
        {act !== 'describe' && <TextField label={words.form.words} value={reason} change={setReason} most={6000} />}
      </PlaceForm>
    </Dialog>
  )
}

/** What takes a sticker out of use is asked first. */
function askedBefore(place: PlaceReply, act: OneAct, { ask }: PlaceWords) {
  if (act === 'replace-code')
    return { title: ask.replace(place.name), more: place.code ? ask.replaceMore : ask.replaceNone, yes: ask.replaceDo }
  if (act === 'revoke-code') return { title: ask.revoke(place.name), more: ask.revokeMore, yes: ask.revokeDo }
  return null
}
