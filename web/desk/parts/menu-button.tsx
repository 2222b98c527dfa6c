/** A button with a menu. The menu's code is fetched when the first one opens, and none is built before. */
import Button from 'antd/es/button'
import type { MenuProps } from 'antd/es/menu'
import { lazy, type ReactNode, Suspense, useState } from 'react'

const Dropdown = lazy(() => import('antd/es/dropdown'))

type Given = {
  readonly items: NonNullable<MenuProps['items']>
  readonly className: string
  readonly icon: ReactNode
  readonly label?: string
  readonly children?: ReactNode
}

export function MenuButton({ items, className, icon, label, children }: Given) {
  const [asked, ask] = useState(false)
  const [open, setOpen] = useState(false)
  const button = (
    <Button
      type="text"
      className={className}
      icon={icon}
      aria-haspopup="menu"
      aria-expanded={open}
      {...(label && { 'aria-label': label })}
      onClick={() => {
        if (asked) return
        ask(true)
        setOpen(true)
      }}
    >
      {children}
    </Button>
  )
  if (!asked) return button
  return (
    <Suspense fallback={button}>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        open={open}
        onOpenChange={setOpen}
        autoFocus
        menu={{ items }}
      >
        {button}
      </Dropdown>
    </Suspense>
  )
}
