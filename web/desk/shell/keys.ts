/** Single keys as commands. They keep quiet while somebody types, in dialogs and menus, and can be switched off. */
import { useEffect, useRef, useSyncExternalStore } from 'react'

const kept = 'jieyou-single-keys'
const listeners = new Set<() => void>()
let on = read()

function read(): boolean {
  try {
    return localStorage.getItem(kept) !== 'off'
  } catch {
    return true
  }
}

let sheet = false

/** Shows or hides the sheet of all keys. */
export function showAllKeys(next: boolean) {
  sheet = next
  for (const listener of listeners) listener()
}

export function switchKeys(next: boolean) {
  on = next
  try {
    localStorage.setItem(kept, next ? 'on' : 'off')
  } catch {
    // storage is switched off; the choice then lasts as long as the page
  }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Whether single keys are commands on this device. */
export const useKeysOn = (): boolean => useSyncExternalStore(subscribe, () => on)

export const useAllKeysShown = (): boolean => useSyncExternalStore(subscribe, () => sheet)

const busyElsewhere = 'input, textarea, select, [contenteditable], [role="menu"], [role="listbox"], [role="combobox"]'

/** Runs the command of a key. Keys are named as `KeyboardEvent.key`; Enter is left to a focused button or link. */
export function useKeys(commands: Readonly<Record<string, (() => void) | undefined>>) {
  const current = useRef(commands)
  useEffect(() => {
    current.current = commands
  })
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (!on || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      const target = event.target as HTMLElement
      if (target.closest(busyElsewhere) || document.querySelector('dialog[open]')) return
      if (event.key === 'Enter' && target.closest('a, button, summary')) return
      const command = current.current[event.key]
      if (!command) return
      event.preventDefault()
      command()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
