/** The rows of a list in their groups, read on as one scrolls, and the keys that go through them. */
import type { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { CaseRowReply, ListCasesReply } from '../../../src/contract/cases.ts'
import { mostTogether } from '../../../src/domain/cases/to-do.ts'
import { dayWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'
import { useDeskWidth, usePhone } from '../look/theme.tsx'
import { firstMovesOf } from '../moves/staff-moves.ts'
import { useTakeStep } from '../moves/take-step.ts'
import { useFigure } from '../parts/figure.tsx'
import { FailureWords } from '../parts/states.tsx'
import { useMe } from '../session/me.tsx'
import { useKeys } from '../shell/keys.ts'
import { useNow } from '../shell/now.ts'
import { sayFailed } from '../shell/said.tsx'
import { CaseItem } from './case-item.tsx'
import { type DueGroup, dueGroup } from './due.ts'
import { useListWords } from './list-words.ts'
import { movesMany, pick, pickRange, unpickAll } from './picking.ts'
import type { CaseList } from './queries.ts'
import { select } from './selection.ts'
import { WindowedList } from './windowed-list.tsx'

type Entry =
  | { readonly kind: 'group'; readonly key: string; readonly group: DueGroup; readonly count: number | null }
  | { readonly kind: 'case'; readonly key: string; readonly row: CaseRowReply; readonly at: number }

type ListState = ReturnType<typeof useInfiniteQuery<ListCasesReply>>

export function Rows(given: {
  query: Pick<ListState, 'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'error' | 'fetchNextPage'>
  rows: CaseRowReply[]
  list: CaseList
  chosen: CaseRowReply | undefined
}) {
  const { query, rows, list, chosen } = given
  const words = useWords()
  const { desk } = words
  const navigate = useNavigate()
  const deskWidth = useDeskWidth()
  const phone = usePhone()
  const now = useNow()
  // The groups change with the day and the hour, not with every half minute.
  const moment = Math.floor(now.getTime() / 60_000)
  const entries = useMemo(
    () => entriesOf(rows, new Date(moment * 60_000), query.hasNextPage),
    [rows, moment, query.hasNextPage],
  )
  const { take } = useTakeStep()
  const figure = useFigure()

  function step(by: number) {
    const at = chosen ? rows.indexOf(chosen) : -1
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))]
    if (!next) return
    select({ caseId: next.id, move: null })
    // Focus goes along, so that a screen reader says where one is.
    requestAnimationFrame(() => document.getElementById(`case-${next.id}`)?.focus({ preventScroll: true }))
  }
  const openMove = (at: number) => () => {
    const move = chosen && firstMovesOf(chosen)[at]
    if (chosen && move) take(chosen, move)
  }
  const openPage = () => {
    if (chosen) void navigate({ to: '/cases/$id', params: { id: chosen.id } })
  }
  const mayPick = movesMany(useMe())
  const { bulk } = useListWords()
  const choose = (range: boolean) => {
    if (!chosen) return
    if (!(range ? pickRange(rows, chosen) : pick(chosen))) sayFailed(bulk.atMost(figure(mostTogether)))
  }
  const chooseOne = () => choose(false)
  const chooseRange = () => choose(true)
  const chooseAll = () => document.getElementById('pick-all')?.click()
  useKeys({
    ...(mayPick && { x: chooseOne, X: chooseRange, a: chooseAll, Escape: unpickAll }),
    j: () => step(1),
    k: () => step(-1),
    Enter: openPage,
    1: openMove(0),
    2: openMove(1),
    3: openMove(2),
  })

  // Kept the same while rows are read on, so that no row is drawn again for it.
  const known = useRef(rows)
  useEffect(() => {
    known.current = rows
  })
  const pickRow = useCallback(
    (row: CaseRowReply, range: boolean) => {
      if (!(range ? pickRange(known.current, row) : pick(row))) sayFailed(bulk.atMost(String(mostTogether)))
    },
    [bulk],
  )

  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  const nearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])

  return (
    <WindowedList
      key={`${list.view} ${JSON.stringify(list.filters)} ${phone}`}
      items={entries}
      keyOf={keyOf}
      guess={phone ? guessOnPhone : guess}
      reveal={deskWidth ? (chosen?.id ?? null) : null}
      nearEnd={nearEnd}
      label={desk.list.label}
      render={(entry) =>
        entry.kind === 'group' ? (
          <GroupHead group={entry.group} count={entry.count} now={now} />
        ) : (
          <CaseItem
            row={entry.row}
            at={entry.at}
            of={hasNextPage ? -1 : rows.length}
            chosen={entry.row === chosen}
            pick={mayPick ? pickRow : null}
          />
        )
      }
      end={
        <div className="end">
          {isFetchNextPageError ? (
            <>
              <p>{desk.list.moreFailed}</p>
              <FailureWords thrown={query.error} />
              <Button onClick={() => void fetchNextPage()}>{desk.retry}</Button>
            </>
          ) : hasNextPage ? (
            <p role="status">{desk.list.more}</p>
          ) : (
            <p>{desk.list.end(rows.length)}</p>
          )}
        </div>
      }
    />
  )
}

const keyOf = (entry: Entry) => (entry.kind === 'case' ? entry.key : `group-${entry.key}`)
const guess = (entry: Entry) => (entry.kind === 'group' ? 33 : 54)
const guessOnPhone = (entry: Entry) => (entry.kind === 'group' ? 44 : entry.row.moves.length > 0 ? 196 : 132)

/** Rows with a head wherever the group changes. A group's number is known once the next group has begun. */
function entriesOf(rows: readonly CaseRowReply[], now: Date, more: boolean): Entry[] {
  const entries: Entry[] = []
  let head = -1
  let group: DueGroup | null = null
  let size = 0
  const close = (known: boolean) => {
    const opened = entries[head]
    if (opened?.kind === 'group') entries[head] = { ...opened, count: known ? size : null }
  }
  rows.forEach((row, i) => {
    const own = dueGroup(row.dueAt ? new Date(row.dueAt) : null, now)
    if (own !== group) {
      close(true)
      head = entries.length
      group = own
      size = 0
      entries.push({ kind: 'group', key: `${own} ${row.id}`, group: own, count: null })
    }
    size += 1
    entries.push({ kind: 'case', key: row.id, row, at: i + 1 })
  })
  close(!more)
  return entries
}

function GroupHead({ group, count, now }: { group: DueGroup; count: number | null; now: Date }) {
  const { desk, language } = useWords()
  return (
    <h2 className={group === 'late' ? 'g late-c' : 'g'}>
      {desk.list.groups[group]} {count !== null && <b>{count}</b>}
      {group === 'today' && <span>{dayWords(now, language)}</span>}
      {group === 'soon' && <span>{desk.list.soonDays}</span>}
    </h2>
  )
}
