/** The head of a page: what it is, where one is, the search box and one's own menu. */
import { useNavigate } from '@tanstack/react-router'
import { CircleUserRound, Keyboard, KeyRound, Languages, LogOut, Search, X } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { api } from '../connection.ts'
import { chooseLanguage, useWords } from '../language.tsx'
import { Bell } from '../notices/bell.tsx'
import { anythingTyped } from '../parts/drafts.ts'
import { Key } from '../parts/key.tsx'
import { MenuButton } from '../parts/menu-button.tsx'
import { useFailureWords } from '../parts/states.tsx'
import { useMe } from '../session/me.tsx'
import { showAllKeys } from './keys.ts'
import { mayBeCode, mayBeReceipt } from './may-be-code.ts'
import { sayFailed } from './said.tsx'

export type SearchBinding = {
  readonly value: string
  readonly change: (words: string) => void
  /** What is searched, where it is not cases. */
  readonly label?: string
  readonly hint?: string
}

/** `search` binds the box to a list; without it, searching leads to the list of all cases. */
export function Top(given: { title: string; where?: ReactNode; before?: ReactNode; search?: SearchBinding }) {
  return (
    <header className="top">
      {given.before}
      <h1 title={given.title}>{given.title}</h1>
      {given.where && <span className="where">{given.where}</span>}
      <SearchBox {...(given.search && { binding: given.search })} />
      <Bell />
      <UserMenu />
    </header>
  )
}

function SearchBox({ binding }: { binding?: SearchBinding }) {
  const { desk } = useWords()
  const navigate = useNavigate()
  const bound = binding?.value ?? ''
  const [typed, setTyped] = useState(bound)
  const [composing, setComposing] = useState(false)
  useEffect(() => setTyped(bound), [bound])
  // The list follows what is typed once the hand rests, and not in the middle of a pinyin syllable.
  useEffect(() => {
    // What may become a code that a resident reads out waits for Enter: an address is no place for it.
    if (!binding || composing || typed.trim() === bound || mayBeCode(typed)) return
    const timer = setTimeout(() => binding.change(typed.trim()), 300)
    return () => clearTimeout(timer)
  }, [typed, composing, bound, binding])

  const failureWords = useFailureWords()
  function findByReceipt() {
    const code = typed
    setTyped(bound)
    api.caseByReceipt(code).then(
      ({ id }) => void navigate({ to: '/cases/$id', params: { id } }),
      (thrown: unknown) => sayFailed(failureWords(thrown)),
    )
  }
  const search = () => {
    if (mayBeReceipt(typed)) findByReceipt()
    else if (binding) binding.change(typed.trim())
    else void navigate({ to: '/cases', search: typed.trim() ? { search: typed.trim() } : {} })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is younger than the browsers we serve
    <form
      role="search"
      className="search"
      onSubmit={(event) => {
        event.preventDefault()
        search()
      }}
    >
      <Search aria-hidden />
      <input
        id="search"
        type="search"
        aria-label={binding?.label ?? desk.list.searchLabel}
        placeholder={binding?.hint ?? desk.list.search}
        value={typed}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {typed ? (
        <button
          type="button"
          aria-label={desk.list.clearSearch}
          onClick={() => {
            setTyped('')
            binding?.change('')
          }}
        >
          <X aria-hidden />
        </button>
      ) : (
        <Key>/</Key>
      )}
    </form>
  )
}

function UserMenu() {
  const { desk, terms, language } = useWords()
  const me = useMe()
  const failureWords = useFailureWords()
  const navigate = useNavigate()

  async function leave() {
    if (anythingTyped() && !confirm(desk.user.signOutWarning)) return
    try {
      await api.signOut()
      // A fresh page holds nothing of the person who left: no lists, no identities, no half-written words.
      location.assign('/desk')
    } catch (thrown) {
      sayFailed(failureWords(thrown))
    }
  }

  return (
    <MenuButton
      className="me"
      icon={<CircleUserRound aria-hidden />}
      items={[
        {
          key: 'who',
          type: 'group' as const,
          label: me.memberships
            .map(({ role, unitName }) => `${terms.role[role]} · ${unitName}`)
            .join(desk.list.between),
          children: [
            {
              key: 'account',
              icon: <KeyRound size={16} />,
              label: desk.user.account,
              onClick: () => void navigate({ to: '/me' }),
            },
            {
              key: 'language',
              icon: <Languages size={16} />,
              label: desk.otherLanguage,
              onClick: () => chooseLanguage(language === 'zh' ? 'en' : 'zh'),
            },
            { key: 'keys', icon: <Keyboard size={16} />, label: desk.user.keys, onClick: () => showAllKeys(true) },
            { key: 'leave', icon: <LogOut size={16} />, label: desk.user.signOut, onClick: () => void leave() },
          ],
        },
      ]}
    >
      <span>{me.name}</span>
    </MenuButton>
  )
}
