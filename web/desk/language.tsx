/** The language of the desk: what the person chose on this device, else what the browser prefers. */
import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react'
import { deputy as deputyEn } from '../../src/words/en/deputy.ts'
import { desk as deskEn } from '../../src/words/en/desk.ts'
import { live as liveEn } from '../../src/words/en/live.ts'
import { quarantine as quarantineEn } from '../../src/words/en/quarantine.ts'
import { terms as termsEn } from '../../src/words/en/terms.ts'
import { type Language, languages } from '../../src/words/language.ts'
import { deputy as deputyZh } from '../../src/words/zh/deputy.ts'
import { desk as deskZh } from '../../src/words/zh/desk.ts'
import { live as liveZh } from '../../src/words/zh/live.ts'
import { quarantine as quarantineZh } from '../../src/words/zh/quarantine.ts'
import { terms as termsZh } from '../../src/words/zh/terms.ts'

const kept = 'jieyou-language'
const isLanguage = (value: unknown): value is Language => languages.includes(value as Language)

const fromBrowser = (): Language => (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en')

function keptLanguage(): Language | undefined {
  try {
    const value = localStorage.getItem(kept)
    return isLanguage(value) ? value : undefined
  } catch {
    return undefined // storage is switched off; the choice then lasts as long as the page
  }
}

let current: Language = keptLanguage() ?? fromBrowser()
const listeners = new Set<() => void>()

/** The language in force now, for calls made outside React. */
export const chosenLanguage = (): Language => current

/** Chooses a language and keeps the choice on this device. */
export function chooseLanguage(language: Language) {
  current = language
  try {
    localStorage.setItem(kept, language)
  } catch {
    // see keptLanguage
  }
  for (const listener of listeners) listener()
}

/** Tells when the language changes, outside React. */
export const onLanguageChange = (listener: () => void) => subscribe(listener)

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const wordsOf = {
  zh: {
    language: 'zh' as Language,
    deputy: deputyZh as typeof deputyEn,
    desk: deskZh as typeof deskEn,
    live: liveZh as typeof liveEn,
    quarantine: quarantineZh as typeof quarantineEn,
    terms: termsZh as typeof termsEn,
  },
  en: {
    language: 'en' as Language,
    deputy: deputyEn,
    desk: deskEn,
    live: liveEn,
    quarantine: quarantineEn,
    terms: termsEn,
  },
}
export type Words = (typeof wordsOf)['zh']

const WordsContext = createContext<Words>(wordsOf.zh)

/** Every word of the desk in the language in force. */
export const useWords = (): Words => useContext(WordsContext)

export function LanguageProvider({ children }: { children: ReactNode }) {
  const language = useSyncExternalStore(subscribe, chosenLanguage)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  return <WordsContext value={wordsOf[language]}>{children}</WordsContext>
}

/** Sets the title of the page while its caller is shown. */
export function usePageTitle(page: string) {
  const { desk } = useWords()
  useEffect(() => {
    document.title = desk.pageTitle(page)
  }, [desk, page])
}
