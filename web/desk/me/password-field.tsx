/** A password that is typed: shown on demand, so that a slip is seen. */
import { Eye, EyeOff } from 'lucide-react'
import { useId, useState } from 'react'
import { useWords } from '../language.tsx'

type Given = {
  readonly label: string
  readonly value: string
  readonly change: (value: string) => void
  readonly kind: 'current-password' | 'new-password'
  readonly hint?: string | undefined
  readonly wrong?: string | undefined
}

export function PasswordField({ label, value, change, kind, hint, wrong }: Given) {
  const { signIn } = useWords().desk
  const id = useId()
  const [shown, show] = useState(false)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="with-button">
        <input
          id={id}
          type={shown ? 'text' : 'password'}
          value={value}
          onChange={({ target }) => change(target.value)}
          autoComplete={kind}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={400}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong || hint ? `${id}-hint` : undefined}
        />
        <button
          type="button"
          aria-label={shown ? signIn.hidePassword : signIn.showPassword}
          aria-pressed={shown}
          onClick={() => show(!shown)}
        >
          {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </button>
      </div>
      {(wrong || hint) && (
        <p id={`${id}-hint`} className={wrong ? 'wrong' : 'dim'}>
          {wrong ?? hint}
        </p>
      )}
    </div>
  )
}
