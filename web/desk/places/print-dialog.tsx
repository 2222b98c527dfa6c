/** Which sheet to print, for one place or many; the PDF comes as a file. */
import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useId, useState } from 'react'
import type { PlaceRowReply } from '../../../src/contract/places.ts'
import { mostPrinted, sheetKinds } from '../../../src/domain/places/sheet-kind.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { saveFile } from '../parts/save-file.ts'
import { FailureWords } from '../parts/states.tsx'
import { say } from '../shell/said.tsx'
import { Dialog } from './dialog.tsx'
import { usePlaceWords } from './words.ts'

type Given = { readonly places: readonly Pick<PlaceRowReply, 'id' | 'kind' | 'code'>[]; readonly close: () => void }

export function PrintDialog({ places, close }: Given) {
  const { print } = usePlaceWords()
  const { desk } = useWords()
  const name = useId()
  const [sheet, choose] = useState<(typeof sheetKinds)[number]>(
    places.every(({ kind }) => kind === 'deputy') ? 'card' : places.length > 3 ? 'stickers' : 'poster-a4',
  )
  const without = places.filter(({ code }) => code === null).length
  const tooMany = places.length > mostPrinted
  const printing = useMutation({
    mutationFn: async () => saveFile(await api.printPlaces({ ids: places.map(({ id }) => id), sheet }), `${sheet}.pdf`),
    onSuccess: () => {
      say(print.made)
      close()
    },
  })
  return (
    <Dialog title={places.length > 1 ? print.many(places.length) : print.title} close={close}>
      <fieldset className="choices">
        <legend className="visually-hidden">{print.sheet}</legend>
        <div className="list-of">
          {sheetKinds.map((kind) => (
            <label key={kind}>
              <input type="radio" name={name} checked={sheet === kind} onChange={() => choose(kind)} />
              <SheetPicture kind={kind} />
              <span>
                <b>{print.kind[kind]}</b>
                <small>{print.more[kind]}</small>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {without > 0 && <p className="notice">{print.withoutCode(without)}</p>}
      {tooMany && <p className="wrong">{print.tooMany(mostPrinted)}</p>}
      <div role="alert">{printing.isError && <FailureWords thrown={printing.error} />}</div>
      <div className="row wrap">
        <Button type="primary" loading={printing.isPending} disabled={tooMany} onClick={() => printing.mutate()}>
          {printing.isPending ? print.making : print.make}
        </Button>
        <Button onClick={close}>{desk.close}</Button>
      </div>
    </Dialog>
  )
}

/** What the sheet looks like, small: its paper and where the codes stand. */
function SheetPicture({ kind }: { kind: (typeof sheetKinds)[number] }) {
  const grid = { 'poster-a4': [1, 1], 'poster-a3': [1, 1], stickers: [3, 4], 'door-plate': [1, 1], card: [2, 5] }[kind]
  const [columns = 1, rows = 1] = grid
  const [width, height] = kind === 'door-plate' ? [34, 24] : kind === 'poster-a3' ? [28, 40] : [24, 34]
  const cells = Array.from({ length: columns * rows }, (_, cell) => ({
    cell,
    x: cell % columns,
    y: Math.floor(cell / columns),
  }))
  const [w, h] = [(width - 4) / columns, (height - 4) / rows]
  const side = Math.min(w, h) * (columns === 1 ? 0.5 : 0.7)
  return (
    <svg className="sheet-picture" width="36" height="40" viewBox="0 0 36 40" aria-hidden="true">
      <rect className="paper" x={(36 - width) / 2} y={(40 - height) / 2} width={width} height={height} rx="1.500" />
      {cells.map(({ cell, x, y }) => (
        <rect
          key={cell}
          x={(36 - width) / 2 + 2 + x * w + (w - side) / 2}
          y={(40 - height) / 2 + 2 + y * h + (h - side) / 2}
          width={side}
          height={side}
        />
      ))}
    </svg>
  )
}
