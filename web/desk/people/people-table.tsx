/** People as a table one can read down; on a phone, a card each. */
import { Link } from '@tanstack/react-router'
import type { HeldRoleReply, PersonRowReply } from '../../../src/contract/people.ts'
import type { AccountState } from '../../../src/domain/people/account-state.ts'
import { dayWords, instantWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'
import { usePeopleWords } from './words.ts'

export function PeopleTable({ rows }: { rows: readonly PersonRowReply[] }) {
  const { list } = usePeopleWords()
  return (
    <table className="place-rows people-rows">
      <caption className="visually-hidden">{list.label}</caption>
      <thead>
        <tr>
          <th scope="col">{list.name}</th>
          <th scope="col">{list.roles}</th>
          <th scope="col">{list.stateColumn}</th>
          <th scope="col">{list.lastSignedIn}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ row }: { row: PersonRowReply }) {
  const { list } = usePeopleWords()
  const { language } = useWords()
  return (
    <tr>
      <th scope="row" className="what">
        <Link to="/people/$id" params={{ id: row.id }}>
          {row.name}
        </Link>
        <small>{row.login}</small>
      </th>
      <td className="owner">
        {row.roles.length === 0 ? (
          <span className="dim">{list.noRole}</span>
        ) : (
          row.roles.map((one) => (
            <div key={`${one.role} ${one.unitId}`}>
              <RoleWords held={one} />
            </div>
          ))
        )}
      </td>
      <td className="standing">
        <AccountStateMark row={row} />
      </td>
      <td className="last">
        {row.lastSignedInAt ? (
          instantWords(new Date(row.lastSignedInAt), language)
        ) : (
          <span className="dim">{list.never}</span>
        )}
      </td>
    </tr>
  )
}

/** A role with its unit, and its days where it has some. */
export function RoleWords({ held }: { held: HeldRoleReply }) {
  const words = usePeopleWords()
  const { terms, language } = useWords()
  const day = (value: string | null) => value && dayWords(value, language)
  const bound = held.fromDay || held.untilDay
  return (
    <>
      <span className={held.inForce ? '' : 'dim'}>
        {terms.role[held.role]}
        {held.role !== 'district' && held.role !== 'auditor' && ` · ${held.unitName}`}
      </span>
      {(bound || !held.inForce) && (
        <small>
          {words.term(day(held.fromDay), day(held.untilDay))}
          {!held.inForce && ` · ${words.notNow}`}
        </small>
      )}
    </>
  )
}

const manner: Record<AccountState, string> = { active: 'done', invited: 'wait', disabled: 'open', left: 'open' }

export function AccountStateMark({ row }: { row: Pick<PersonRowReply, 'state' | 'invitedUntil' | 'leftAt'> }) {
  const words = usePeopleWords()
  const { language } = useWords()
  const more =
    row.state === 'invited'
      ? row.invitedUntil
        ? words.list.invitedUntil(dayWords(new Date(row.invitedUntil), language))
        : words.list.invitationOver
      : row.leftAt && dayWords(new Date(row.leftAt), language)
  return (
    <>
      <span className={`st ${manner[row.state]}`}>{words.state[row.state]}</span>
      {more && <small>{more}</small>}
    </>
  )
}
