/** What every page is told besides its own content, and the addresses and dates in the reader's settings. */
import { deadlineWords } from '../../src/words/dates.ts'
import type { Language } from '../../src/words/language.ts'

export type PageSettings = {
  readonly language: Language
  /** 长辈版: everything large. */
  readonly large: boolean
  readonly districtName: string
  readonly isDemonstration: boolean
  /** The address of a file named in assets.ts. */
  readonly asset: (name: string) => string
  /**
   * The page's style sheet itself, where it comes within the page: a slow line is waited for once, not twice. The policy
   * of the answer names its hash.
   */
  readonly sheet?: string
  /** The path of this page, without its query. */
  readonly path: string
}

type Settings = Pick<PageSettings, 'language' | 'large'>

/** A path with the settings in its query, as far as they are not the defaults. They say nothing about a person. */
export function addressOf(path: string, { language, large }: Settings): string {
  const query = [language === 'zh' ? '' : `lang=${language}`, large ? 'large=1' : ''].filter(Boolean).join('&')
  return query ? `${path}?${query}` : path
}

/** A deadline as these pages say it. */
export const deadlineOf = (at: string, page: Pick<PageSettings, 'language'>): string =>
  deadlineWords(new Date(at), page.language)
