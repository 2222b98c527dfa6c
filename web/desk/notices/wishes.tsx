/** When a person is told outside the desk: quiet hours, the daily summary, and each kind of notice. */
import Button from 'antd/es/button'
import { type SubmitEvent, useState } from 'react'
import type { NoticeSettingsReply } from '../../../src/contract/notices.ts'
import { noticePaces, staffNoticeKinds } from '../../../src/domain/cases/staff-notice.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { FailureWords } from '../parts/states.tsx'
import { HourField } from './hour-field.tsx'
import { useKeep } from './keep.ts'
import { useNoticeWords } from './words.ts'

export function Wishes({ given }: { given: NoticeSettingsReply['wishes'] }) {
  const { set, kinds } = useNoticeWords()
  const { language } = useWords()
  const [wishes, setWishes] = useState(given)
  const keeping = useKeep(() => api.keepNoticeWishes({ ...wishes, language }), set.kept)
  const change = (next: Partial<typeof wishes>) => setWishes({ ...wishes, ...next })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    keeping.mutate(undefined)
  }
  return (
    <section>
      <h2 className="sec">{set.when}</h2>
      <p className="muted">{set.whenAbout}</p>
      <form className="move-form" onSubmit={submit} noValidate>
        <fieldset className="hours">
          <legend>{set.quiet}</legend>
          <HourField label={set.quietFrom} value={wishes.quietFrom} change={(quietFrom) => change({ quietFrom })} />
          <HourField label={set.quietUntil} value={wishes.quietUntil} change={(quietUntil) => change({ quietUntil })} />
          <p className="dim">{set.quietAbout}</p>
        </fieldset>
        <HourField label={set.digest} value={wishes.digestHour} change={(digestHour) => change({ digestHour })} />
        <table className="paces">
          <thead>
            <tr>
              <th scope="col">{set.event}</th>
              {noticePaces.map((pace) => (
                <th key={pace} scope="col">
                  {set.pace[pace]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {staffNoticeKinds.map((kind) => (
              <tr key={kind}>
                <th scope="row">{kinds[kind]}</th>
                {noticePaces.map((pace) => (
                  <td key={pace}>
                    <label>
                      <input
                        type="radio"
                        name={kind}
                        checked={wishes.pace[kind] === pace}
                        aria-label={`${kinds[kind]}, ${set.pace[pace]}`}
                        onChange={() => change({ pace: { ...wishes.pace, [kind]: pace } })}
                      />
                    </label>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <div role="alert">{keeping.isError && <FailureWords thrown={keeping.error} kept />}</div>
        <div>
          <Button type="primary" htmlType="submit" loading={keeping.isPending}>
            {set.keep}
          </Button>
        </div>
      </form>
    </section>
  )
}
