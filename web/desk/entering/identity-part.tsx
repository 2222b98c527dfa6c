/** Who may know who spoke, asked in the resident's name; name and telephone only when they say so. */
import { useId } from 'react'
import { type IdentityKind, identityKinds } from '../../../src/domain/reports/report.ts'
import { receiptMore as en } from '../../../src/words/en/receipt-more.ts'
import { receiptMore as zh } from '../../../src/words/zh/receipt-more.ts'
import { useWords } from '../language.tsx'
import { useEnteringWords } from './words.ts'

export type Named = { readonly name: string; readonly phone: string; readonly callBack: boolean }

type Given = {
  readonly identity: IdentityKind
  readonly choose: (identity: IdentityKind) => void
  readonly named: Named
  readonly change: (named: Named) => void
  readonly nameMissing: string | undefined
  readonly phoneMissing: string | undefined
}

export function IdentityPart({ identity, choose, named, change, nameMissing, phoneMissing }: Given) {
  const words = useEnteringWords()
  const { optionOf } = { zh, en }[useWords().language].identity
  const id = useId()
  return (
    <fieldset className="choices identity-part">
      <legend>{words.identityLabel}</legend>
      <p className="dim">{words.identityAsk}</p>
      <div className="list-of">
        {identityKinds.map((kind) => (
          <label key={kind}>
            <input type="radio" name={id} checked={identity === kind} onChange={() => choose(kind)} />
            <b>{optionOf[kind]}</b>
          </label>
        ))}
      </div>
      {identity !== 'anonymous' && (
        <>
          <div className="two">
            <div className="field">
              <label htmlFor={`${id}-name`}>{words.nameLabel}</label>
              <input
                id={`${id}-name`}
                className="wide"
                autoComplete="off"
                value={named.name}
                onChange={(event) => change({ ...named, name: event.target.value })}
                aria-invalid={nameMissing ? true : undefined}
                aria-describedby={`${id}-name-note`}
              />
            </div>
            <div className="field">
              <label htmlFor={`${id}-phone`}>{words.phoneLabel}</label>
              <input
                id={`${id}-phone`}
                className="wide"
                type="tel"
                autoComplete="off"
                placeholder={words.phoneHint}
                value={named.phone}
                onChange={(event) => change({ ...named, phone: event.target.value })}
                aria-invalid={phoneMissing ? true : undefined}
                aria-describedby={`${id}-name-note`}
              />
            </div>
          </div>
          <p className={nameMissing || phoneMissing ? 'wrong' : 'dim'} id={`${id}-name-note`}>
            {nameMissing ?? phoneMissing ?? words.nameNote}
          </p>
          <label className="tick">
            <input
              type="checkbox"
              checked={named.callBack}
              onChange={(event) => change({ ...named, callBack: event.target.checked })}
            />
            <span>{words.callBack}</span>
          </label>
        </>
      )}
    </fieldset>
  )
}
