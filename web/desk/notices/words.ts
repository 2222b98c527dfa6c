/** The words of the page of notices: fetched with it. */
import { notices as en } from '../../../src/words/en/notices.ts'
import { sentToStaff as sentEn } from '../../../src/words/en/sent-to-staff.ts'
import { notices as zh } from '../../../src/words/zh/notices.ts'
import { sentToStaff as sentZh } from '../../../src/words/zh/sent-to-staff.ts'
import { useWords } from '../language.tsx'

const words = {
  zh: { ...(zh as unknown as typeof en), kinds: sentZh.kind as unknown as typeof sentEn.kind },
  en: { ...en, kinds: sentEn.kind },
}

/** Every word of the page in the language in force, and the names of the kinds of notices. */
export const useNoticeWords = () => words[useWords().language]
