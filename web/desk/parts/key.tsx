/** A key beside the words it stands for. Screen readers have the words. */
import type { ReactNode } from 'react'

export const Key = ({ children }: { children: ReactNode }) => (
  <span className="kbd" aria-hidden="true">
    {children}
  </span>
)
