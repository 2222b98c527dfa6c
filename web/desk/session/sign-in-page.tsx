/** The page of whoever is not signed in. */
import './sign-in.css'
import type { MeReply } from '../../../src/contract/sessions.ts'
import { queryClient, sessionQuery } from '../connection.ts'
import { chooseLanguage, usePageTitle, useWords } from '../language.tsx'
import { useMyWords } from '../me/words.ts'
import { OtherWays } from './other-ways.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** What a demonstration says about its accounts; nothing when the server left the place unfilled. */
function demonstrationHint(): string {
  const content = document.querySelector<HTMLMetaElement>('meta[name="jieyou-demo"]')?.content.trim() ?? ''
  return content.startsWith('__') ? '' : content
}

export default function SignInPage() {
  const { desk, terms, language } = useWords()
  usePageTitle(desk.signIn.title)
  const { forgot } = useMyWords().signIn
  const done = (me: MeReply) => queryClient.setQueryData(sessionQuery.queryKey, me)
  const hint = demonstrationHint()
  return (
    <div className="sign-in">
      {/* 忧 is a knot, 解 the straight line: one line runs through the page and into the form. */}
      <svg className="thread" viewBox="0 0 1440 240" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
        <path d="M-400 200H150C330 200 520 168 520 86a72 72 0 0 0-144 0C376 168 566 200 746 200H2400" />
        <circle cx="448" cy="86" r="30" />
      </svg>
      <main>
        <header>
          <p className="brand">{terms.product}</p>
          <h1>{desk.signIn.headline}</h1>
          <p className="muted">{desk.signIn.forWhom}</p>
        </header>
        <section className="card" aria-labelledby="sign-in-title">
          <h2 id="sign-in-title">{desk.signIn.title}</h2>
          {hint && (
            <aside className="demo" aria-label={desk.signIn.demonstrationHint}>
              <b>{desk.signIn.demonstration}</b>
              <p>{hint}</p>
            </aside>
          )}
          <SignInForm done={done} />
          <OtherWays done={done} />
          <p className="forgot">{forgot}</p>
        </section>
      </main>
      <footer>
        <span>{desk.signIn.forResidents}</span>
        <button
          type="button"
          className="link"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => chooseLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {desk.otherLanguage}
        </button>
      </footer>
    </div>
  )
}
