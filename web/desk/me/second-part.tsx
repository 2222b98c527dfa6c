/** The code from an app: set up with a picture, confirmed by a code, with recovery codes that are shown this once. */
import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useId, useState } from 'react'
import type { BegunSecondFactorReply, OwnAccountReply } from '../../../src/contract/me.ts'
import { dayWords } from '../../../src/words/dates.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { FailureWords } from '../parts/states.tsx'
import { Dialog } from '../places/dialog.tsx'
import { say } from '../shell/said.tsx'
import { ConfirmPassword } from './confirm-password.tsx'
import { readOwnAccountAgain } from './queries.ts'
import { useMyWords } from './words.ts'

type Doing =
  | { readonly step: 'set-up' | 'drop' | 'renew' }
  | { readonly step: 'scan'; readonly begun: BegunSecondFactorReply }
  | { readonly step: 'codes'; readonly codes: readonly string[] }

export function SecondPart({ account }: { account: OwnAccountReply }) {
  const { second: words } = useMyWords()
  const { language } = useWords()
  const [doing, go] = useState<Doing | null>(null)
  const close = () => go(null)
  const { since, recoveryCodesLeft } = account.secondFactor
  return (
    <section aria-labelledby="my-code">
      <h2 className="sec" id="my-code">
        {words.title}
      </h2>
      {since ? (
        <>
          <p className="st done">{words.on(dayWords(new Date(since), language))}</p>
          <p className={recoveryCodesLeft < 3 ? 'late-c' : 'muted'}>{words.left(recoveryCodesLeft)}</p>
          <div className="row wrap">
            <Button onClick={() => go({ step: 'renew' })}>{words.newCodes}</Button>
            <Button onClick={() => go({ step: 'drop' })}>{words.drop}</Button>
          </div>
        </>
      ) : (
        <>
          <p className="muted">{words.off}</p>
          <Button onClick={() => go({ step: 'set-up' })}>{words.setUp}</Button>
        </>
      )}
      {doing?.step === 'set-up' && (
        <ConfirmPassword
          title={words.setUp}
          yes={words.next}
          close={close}
          make={async (password) => go({ step: 'scan', begun: await api.beginSecondFactor({ password }) })}
        />
      )}
      {doing?.step === 'drop' && (
        <ConfirmPassword
          title={words.drop}
          more={words.dropMore}
          yes={words.drop}
          close={close}
          make={async (password) => {
            await api.dropSecondFactor({ password })
            say(words.dropped)
            close()
            await readOwnAccountAgain()
          }}
        />
      )}
      {doing?.step === 'renew' && (
        <ConfirmPassword
          title={words.newCodes}
          more={words.newCodesMore}
          yes={words.next}
          close={close}
          make={async (password) => go({ step: 'codes', codes: (await api.renewRecoveryCodes({ password })).codes })}
        />
      )}
      {doing?.step === 'scan' && (
        <Scanning begun={doing.begun} close={close} done={(codes) => go({ step: 'codes', codes })} />
      )}
      {doing?.step === 'codes' && (
        <Codes
          codes={doing.codes}
          close={() => {
            close()
            void readOwnAccountAgain()
          }}
        />
      )}
    </section>
  )
}

type Scan = {
  readonly begun: BegunSecondFactorReply
  readonly close: () => void
  readonly done: (codes: readonly string[]) => void
}

function Scanning({ begun, close, done }: Scan) {
  const { second: words, cancel } = useMyWords()
  const id = useId()
  const [code, type] = useState('')
  const confirming = useMutation({
    mutationFn: () => api.confirmSecondFactor({ code }),
    onSuccess: ({ codes }) => {
      say(words.done)
      done(codes)
    },
  })
  const { size, path } = begun.picture
  return (
    <Dialog title={words.setUp} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (code.trim() && !confirming.isPending) confirming.mutate()
        }}
      >
        <p>{words.scan}</p>
        <p className="dim">{words.scanMore}</p>
        <svg
          className="qr"
          viewBox={`-4 -4 ${size + 8} ${size + 8}`}
          role="img"
          aria-label={words.picture}
          shapeRendering="crispEdges"
        >
          <rect x="-4" y="-4" width={size + 8} height={size + 8} />
          <path d={path} />
        </svg>
        <p className="dim">
          {words.typed}
          <br />
          <code>{begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </p>
        <div className="field">
          <label htmlFor={id}>{words.code}</label>
          <input
            id={id}
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={({ target }) => type(target.value)}
          />
        </div>
        <div role="alert">{confirming.isError && <FailureWords thrown={confirming.error} kept />}</div>
        <div className="row wrap">
          <Button type="primary" htmlType="submit" loading={confirming.isPending}>
            {words.confirm}
          </Button>
          <Button onClick={close}>{cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}

function Codes({ codes, close }: { codes: readonly string[]; close: () => void }) {
  const { second: words } = useMyWords()
  const [copied, setCopied] = useState(false)
  return (
    <Dialog title={words.codesTitle} close={close}>
      <p className="notice">{words.codesMore}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{`${code.slice(0, 5)} ${code.slice(5)}`}</code>
          </li>
        ))}
      </ul>
      <div className="row wrap">
        <Button
          onClick={() =>
            void navigator.clipboard?.writeText(codes.join('\n')).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          {copied ? words.copied : words.copy}
        </Button>
        <Button type="primary" onClick={close}>
          {words.kept}
        </Button>
      </div>
    </Dialog>
  )
}
