/** A role: as what, in which unit, from when until when. */
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { type StaffRole, staffRoles } from '../../../src/domain/people/actor.ts'
import { useWords } from '../language.tsx'
import { FailureWords } from '../parts/states.tsx'
import { unitsQuery } from './queries.ts'
import { usePeopleWords } from './words.ts'

export type RoleDraft = {
  readonly role: StaffRole | ''
  readonly unitId: string
  readonly fromDay: string
  readonly untilDay: string
}
export const noRole: RoleDraft = { role: '', unitId: '', fromDay: '', untilDay: '' }

/** Whether the role is of the whole district. */
const isWhole = (role: RoleDraft['role']) => role === 'district' || role === 'auditor'

/** Whether nothing is missing. */
export const isWholeRole = ({ role, unitId }: RoleDraft): boolean => role !== '' && (isWhole(role) || unitId !== '')

/** What is sent. The draft must be complete. */
export const roleBody = ({ role, unitId, fromDay, untilDay }: RoleDraft) => ({
  role: role as StaffRole,
  unitId: isWhole(role) ? null : unitId,
  fromDay: fromDay || null,
  untilDay: untilDay || null,
})

type Given = {
  readonly draft: RoleDraft
  readonly change: (next: RoleDraft) => void
  readonly tried: boolean
  /** The role may be left out. */
  readonly optional?: boolean
  /** Only the days can be changed. */
  readonly fixed?: boolean
}

/** More units than one reads through at a glance get a box to narrow them. */
const many = 20

export function RoleFields({ draft, change, tried, optional = false, fixed = false }: Given) {
  const { form } = usePeopleWords()
  const { terms } = useWords()
  const id = useId()
  const query = useQuery(unitsQuery)
  const [typed, type] = useState('')
  const own = (query.data?.units ?? []).filter(({ role }) => role === draft.role)
  const units = own.filter((unit) => unit.id === draft.unitId || `${unit.name} ${unit.above}`.includes(typed.trim()))
  const roleMissing = tried && draft.role === '' && !optional
  const unitMissing = tried && draft.role !== '' && !isWhole(draft.role) && draft.unitId === ''
  return (
    <>
      {!fixed && (
        <div className="field">
          <label htmlFor={`${id}-role`}>{form.role}</label>
          <select
            id={`${id}-role`}
            value={draft.role}
            onChange={({ target }) => change({ ...draft, role: target.value as RoleDraft['role'], unitId: '' })}
            aria-invalid={roleMissing ? true : undefined}
          >
            <option value="">{optional ? form.roleLater : form.role}</option>
            {staffRoles.map((role) => (
              <option key={role} value={role}>
                {terms.role[role]}
              </option>
            ))}
          </select>
          {roleMissing && <p className="wrong">{form.missing}</p>}
        </div>
      )}
      {!fixed && draft.role !== '' && !isWhole(draft.role) && (
        <div className="field">
          <label htmlFor={`${id}-unit`}>{form.unit}</label>
          {own.length > many && (
            <input
              type="text"
              value={typed}
              aria-label={form.unitFind}
              placeholder={form.unitFind}
              onChange={({ target }) => type(target.value)}
            />
          )}
          <select
            id={`${id}-unit`}
            value={draft.unitId}
            onChange={({ target }) => change({ ...draft, unitId: target.value })}
            aria-invalid={unitMissing ? true : undefined}
          >
            <option value="">{form.unitChoose}</option>
            {units.map((unit) => (
              <option key={unit.id} value={unit.id}>
                {unit.above ? `${unit.name} · ${unit.above}` : unit.name}
              </option>
            ))}
          </select>
          {unitMissing && <p className="wrong">{form.missing}</p>}
          {query.isError && <FailureWords thrown={query.error} />}
        </div>
      )}
      {draft.role !== '' && (
        <div className="two">
          {(['fromDay', 'untilDay'] as const).map((day) => (
            <div className="field" key={day}>
              <label htmlFor={`${id}-${day}`}>{day === 'fromDay' ? form.from : form.until}</label>
              <input
                id={`${id}-${day}`}
                type="date"
                value={draft[day]}
                onChange={({ target }) => change({ ...draft, [day]: target.value })}
                aria-describedby={`${id}-term`}
              />
            </div>
          ))}
          <p className="dim wide" id={`${id}-term`}>
            {form.termHint}
          </p>
        </div>
      )}
    </>
  )
}
