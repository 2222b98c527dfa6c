/** The sheet of all keys, with the switch that turns single keys off. */
import Button from 'antd/es/button'
import { useEffect, useRef } from 'react'
import { useListWords } from '../cases/list-words.ts'
import { useWords } from '../language.tsx'
import { showAllKeys, switchKeys, useKeysOn } from './keys.ts'

export function AllKeys() {
  const { desk } = useWords()
  const { keys } = desk
  const lists = useListWords().keys
  const on = useKeysOn()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const groups: [string, [string[], string][]][] = [
    [
      keys.list,
      [
        [['J', 'K'], keys.upDown],
        [['↵'], keys.open],
        [['X'], lists.pick],
        [['Shift', 'X'], lists.range],
        [['A'], lists.all],
        [['F'], lists.filters],
        [['Esc'], lists.bulk],
      ],
    ],
    [
      keys.case,
      [
        [['[', ']'], keys.previousNext],
        [['P'], lists.print],
        [['Esc'], keys.back],
      ],
    ],
    [
      keys.everywhere,
      [
        [['1', '2', '3'], keys.moves],
        [['Ctrl', '↵'], keys.send],
        [['/'], keys.search],
        [['?'], keys.all],
      ],
    ],
  ]
  return (
    <dialog ref={dialog} onClose={() => showAllKeys(false)} aria-labelledby="all-keys">
      <div className="all-keys">
        <h2 id="all-keys">{keys.title}</h2>
        {groups.map(([title, rows]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {rows.map(([pressed, does]) => [
                <dt key={`${does}-keys`}>
                  {pressed.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>,
                <dd key={does}>{does}</dd>,
              ])}
            </dl>
          </section>
        ))}
        <label className="row">
          <input type="checkbox" checked={on} onChange={(event) => switchKeys(event.target.checked)} />
          <span>{keys.on}</span>
        </label>
        <p className="dim">{keys.note}</p>
        <Button onClick={() => dialog.current?.close()}>{desk.close}</Button>
      </div>
    </dialog>
  )
}
