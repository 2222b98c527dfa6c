/** A dialog of the browser's own: it holds the focus, and Escape closes it. */
import { type ReactNode, useEffect, useId, useRef } from 'react'

type Given = { readonly title: string; readonly close: () => void; readonly children: ReactNode }

export function Dialog({ title, close, children }: Given) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="place-dialog" onClose={close} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  )
}
