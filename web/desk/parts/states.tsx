/** What stands where content is missing: still reading, failed, or nothing there. */
import Button from 'antd/es/button'
import type { ReactNode } from 'react'
import { failureOf } from '../../shared/api.ts'
import { useWords } from '../language.tsx'

/** Why a call failed: the server's own sentence when it refused. */
export function useFailureWords(): (thrown: unknown) => string {
  const { desk } = useWords()
  return (thrown) => {
    const failure = failureOf(thrown)
    return failure.kind === 'refused' ? failure.message : desk.failing[failure.kind]
  }
}

/** `kept`: say that what was typed is still there, where the server’s sentence does not. */
export function FailureWords({ thrown, kept = false }: { thrown: unknown; kept?: boolean }) {
  const { desk } = useWords()
  const words = useFailureWords()(thrown)
  const sayKept = kept && failureOf(thrown).kind !== 'refused'
  return <p className="wrong">{sayKept ? `${words}${desk.failing.kept}` : words}</p>
}

/** The mark of the product, drawn small and quiet. */
export const Loop = ({ className = 'loop' }: { className?: string }) => (
  <svg className={className} width="30" height="24" viewBox="0 0 30 24" aria-hidden="true">
    <path d="M2 21.500C9 21.500 22 19 22 9.500a7 7 0 0 0-14 0C8 19 21 21.500 28 21.500" />
    <circle cx="15" cy="9.500" r="3.600" />
  </svg>
)

export const Nothing = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className="state">
    <Loop />
    <b>{title}</b>
    {children}
  </div>
)

export function Failed({ title, thrown, retry }: { title: string; thrown: unknown; retry?: () => void }) {
  const { desk } = useWords()
  const words = useFailureWords()
  return (
    <div className="state" role="alert">
      <b className="st late">{title}</b>
      <p>{words(thrown)}</p>
      {retry && <Button onClick={retry}>{desk.retry}</Button>}
    </div>
  )
}

export function FailedPage({ thrown, retry }: { thrown: unknown; retry: () => void }) {
  const { desk } = useWords()
  return (
    <main>
      <Failed title={desk.failing.page} thrown={thrown} retry={retry} />
    </main>
  )
}

export function LoadingPage() {
  const { desk } = useWords()
  return (
    <main aria-busy="true">
      <p className="visually-hidden" role="status">
        {desk.loading}
      </p>
    </main>
  )
}
