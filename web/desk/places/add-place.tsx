/** Adding a point; it has its code at once. */
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type PointKind, pointKinds } from '../../../src/domain/places/place.ts'
import { api } from '../connection.ts'
import { say } from '../shell/said.tsx'
import { Dialog } from './dialog.tsx'
import { ChoiceField, DegreesFields, OwnerFields, PlaceForm, TextField } from './fields.tsx'
import { readPlacesAgain } from './queries.ts'
import { spelled, usePlaceWords } from './words.ts'

export function AddPlace({ close }: { close: () => void }) {
  const words = usePlaceWords()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [type, setType] = useState<PointKind>('other')
  const [owner, setOwner] = useState({ stationId: '', deputyId: null as string | null })
  const [degrees, setDegrees] = useState({ latitude: '', longitude: '' })
  const [tried, setTried] = useState(false)
  const ready = name.trim() !== '' && owner.stationId !== ''
  const adding = useMutation({
    mutationFn: () => api.addPlace({ name, type, ...owner, ...degrees }),
    onSuccess: async ({ id, code }) => {
      say(words.done.add(name.trim(), spelled(code)))
      await readPlacesAgain()
      await navigate({ to: '/places/$id', params: { id } })
    },
  })
  return (
    <Dialog title={words.act.add} close={close}>
      <PlaceForm
        submit={() => {
          setTried(true)
          if (ready) adding.mutate()
        }}
        close={close}
        pending={adding.isPending}
        error={adding.error}
      >
        <TextField
          label={words.form.name}
          hint={words.form.nameHint}
          value={name}
          change={setName}
          missing={tried && name.trim() === ''}
          most={100}
        />
        <ChoiceField
          label={words.form.type}
          value={type}
          change={(next) => setType(next as PointKind)}
          options={pointKinds.map((kind) => [kind, words.pointType[kind]])}
        />
        <OwnerFields owner={owner} change={setOwner} missing={tried && owner.stationId === ''} />
        <DegreesFields degrees={degrees} change={setDegrees} />
      </PlaceForm>
    </Dialog>
  )
}
