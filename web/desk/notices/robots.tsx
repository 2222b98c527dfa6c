/** The robots of one unit in its own groups. */
import Button from 'antd/es/button'
import { type SubmitEvent, useId, useState } from 'react'
import type { NoticeSettingsReply } from '../../../src/contract/notices.ts'
import type { RobotKind } from '../../../src/domain/people/robot-address.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { FailureWords } from '../parts/states.tsx'
import { HourField } from './hour-field.tsx'
import { useKeep } from './keep.ts'
import { useNoticeWords } from './words.ts'

type Unit = NoticeSettingsReply['units'][number]

export function UnitRobots({ unit, kinds }: { unit: Unit; kinds: readonly RobotKind[] }) {
  const { desk } = useWords()
  const { set } = useNoticeWords()
  const [adding, add] = useState(false)
  const of = { role: unit.role, unitId: unit.unitId }
  const forgetting = useKeep((kind: RobotKind) => api.forgetRobot({ ...of, kind }), set.forgotten)
  return (
    <div className="unit-robots">
      <h3>{unit.unitName}</h3>
      {unit.robots.length === 0 && !adding && <p className="dim">{set.noRobot}</p>}
      {unit.robots.length > 0 && (
        <ul className="kept-ways">
          {unit.robots.map(({ kind, quietFrom, quietUntil, refused }) => (
            <li key={kind}>
              <span>{set.robotOf(set.robotKind[kind])}</span>
              <div>
                {quietFrom !== quietUntil && (
                  <p className="dim">
                    {set.quiet} {set.hour(quietFrom)}–{set.hour(quietUntil)}
                  </p>
                )}
                {refused && <p className="wrong">{set.robotRefused(refused)}</p>}
              </div>
              <Button
                loading={forgetting.isPending}
                aria-label={`${set.stop} ${set.robotOf(set.robotKind[kind])}`}
                onClick={() => confirm(set.robotForgetAsk) && forgetting.mutate(kind)}
              >
                {set.stop}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div role="alert">{forgetting.isError && <FailureWords thrown={forgetting.error} />}</div>
      {adding ? (
        <RobotForm unit={unit} kinds={kinds} close={() => add(false)} />
      ) : (
        <Button onClick={() => add(true)} aria-label={`${set.addRobot} ${unit.unitName}`}>
          {set.addRobot}
        </Button>
      )}
      {adding && <Button onClick={() => add(false)}>{desk.cancel}</Button>}
    </div>
  )
}

function RobotForm({ unit, kinds, close }: { unit: Unit; kinds: readonly RobotKind[]; close: () => void }) {
  const { set } = useNoticeWords()
  const id = useId()
  const [kind, choose] = useState<RobotKind>(kinds[0] ?? 'dingtalk')
  const [webhook, setWebhook] = useState('')
  const [secret, setSecret] = useState('')
  const [quietFrom, setFrom] = useState(21)
  const [quietUntil, setUntil] = useState(8)
  const [missing, setMissing] = useState(false)
  const { role, unitId } = unit
  const keeping = useKeep(
    () =>
      api.keepRobot({ role, unitId, kind, webhook, secret: kind === 'dingtalk' ? secret : '', quietFrom, quietUntil }),
    set.kept,
  )
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setMissing(webhook.trim() === '')
    if (webhook.trim() !== '') keeping.mutate(undefined, { onSuccess: close })
  }
  return (
    <form className="move-form" onSubmit={submit} noValidate aria-label={`${set.addRobot} ${unit.unitName}`}>
      <fieldset className="choices">
        <legend>{set.which}</legend>
        <div className="side-2">
          {kinds.map((one) => (
            <label key={one}>
              <input type="radio" name={`${id}-kind`} checked={kind === one} onChange={() => choose(one)} />
              <span>{set.robotKind[one]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="field">
        <label htmlFor={`${id}-webhook`}>{set.webhook}</label>
        <input
          id={`${id}-webhook`}
          className="wide"
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={400}
          placeholder={set.webhookHint[kind]}
          value={webhook}
          aria-invalid={missing || keeping.isError || undefined}
          aria-describedby={`${id}-wrong`}
          onChange={(event) => setWebhook(event.target.value)}
        />
        <div id={`${id}-wrong`} role="alert">
          {missing && <p className="wrong">{set.missing}</p>}
          {keeping.isError && <FailureWords thrown={keeping.error} kept />}
        </div>
      </div>
      {kind === 'dingtalk' && (
        <div className="field">
          <label htmlFor={`${id}-secret`}>{set.secret}</label>
          <input
            id={`${id}-secret`}
            className="wide"
            type="text"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={secret}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setSecret(event.target.value)}
          />
          <p id={`${id}-hint`} className="dim">
            {set.secretHint}
          </p>
        </div>
      )}
      <fieldset className="hours">
        <legend>{set.quiet}</legend>
        <HourField label={set.quietFrom} value={quietFrom} change={setFrom} />
        <HourField label={set.quietUntil} value={quietUntil} change={setUntil} />
        <p className="dim">{set.quietAbout}</p>
      </fieldset>
      <div>
        <Button type="primary" htmlType="submit" loading={keeping.isPending}>
          {set.keep}
        </Button>
      </div>
    </form>
  )
}
