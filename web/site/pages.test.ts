import { describe, expect, test } from 'vitest'
import type { PageSettings } from './page-settings.ts'
import { hostile, renderStates } from './page-states.ts'

const settings: PageSettings = {
  language: 'zh',
  large: false,
  districtName: '临湖区人大',
  isDemonstration: true,
  asset: (name) => `/assets/${name}`,
  path: '/p/QH2K7M4A',
}
const variants: PageSettings[] = [settings, { ...settings, large: true }, { ...settings, language: 'en' }]
const pages = variants.flatMap((page) =>
  Object.entries(renderStates(page)).map(
    ([name, text]) => [`${name} (${page.language}${page.large ? ', large' : ''})`, text, page] as const,
  ),
)
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((found) => found[1] ?? '')
/** Markup with the words taken out: what is left was written by us. */
const tags = (text: string) => text.match(/<[^>]*>/g) ?? []

describe.each(pages)('%s', (name, text, page) => {
  test('has no inline script, no inline style and no handler', () => {
    const written = tags(text).join('\n')
    expect(written).not.toMatch(/<script(?! src="\/assets\/[a-z-]+\.js" defer>)/)
    expect(written).not.toMatch(/\sstyle=/)
    expect(written).not.toMatch(/<style/)
    expect(written.replace(/"[^"]*"/g, '""')).not.toMatch(/\son[a-z]+=/)
  })

  test('asks no other server for anything', () => {
    expect(tags(text).join('\n').replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /(src|href|action)="(https?:)?\/\//,
    )
  })

  test('sends every form with POST and never holds a receipt code in an address', () => {
    for (const form of tags(text).filter((tag) => tag.startsWith('<form'))) expect(form).toContain('method="post"')
    for (const address of all(text, /(?:href|action|src)="([^"]*)"/g)) expect(address).not.toMatch(/7K2M|receiptCode/)
  })

  test('says its language, keeps the referrer to itself, and hides private pages from search engines', () => {
    expect(text).toContain(`<html lang="${page.language === 'zh' ? 'zh-Hans' : 'en'}"`)
    expect(text).toContain('<meta name="referrer" content="no-referrer">')
    if (/^(receipt|form|error)/.test(name)) expect(text).toContain('content="noindex')
  })

  test('has one first heading, headings in order, unique ids and a label for every field', () => {
    const levels = all(text, /<h([1-6])\b/g).map(Number)
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    levels.forEach((level, index) => {
      if (index > 0) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1)
    })
    const ids = all(text, /\sid="([^"]*)"/g)
    expect(new Set(ids).size).toBe(ids.length)
    for (const field of tags(text).filter(
      (tag) => /^<(input|textarea)/.test(tag) && !/type="(hidden|radio)"/.test(tag),
    )) {
      expect(text).toContain(`<label for="${/\sid="([^"]*)"/.exec(field)?.[1]}"`)
    }
    for (const target of all(text, /href="#([^"]*)"/g)) expect(ids).toContain(target)
    for (const target of all(text, /aria-(?:describedby|labelledby)="([^"]*)"/g).flatMap((list) => list.split(' '))) {
      expect(ids).toContain(target)
    }
  })

  test('carries the settings along with every link and form', () => {
    for (const form of text.split('<form').slice(1)) {
      expect(form).toMatch(/name="lang" value="(zh|en)"/)
      expect(form).toMatch(/name="large" value="1?"/)
    }
    if (page.large)
      for (const address of all(text, /class="link" href="([^"]*)"/g)) expect(address).toContain('large=1')
  })

  test('marks a demonstration', () => {
    expect(text).toContain('class="demonstration"')
  })
})

describe('a page', () => {
  const states = renderStates(settings)

  test('shows hostile words as words', () => {
    const hostilePages = Object.entries(states).filter(([name]) => name.endsWith('hostile'))
    expect(hostilePages).toHaveLength(6)
    for (const [, text] of hostilePages) {
      expect(text).not.toContain('<script>alert')
      expect(text).not.toContain(hostile)
      expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
      expect(text).not.toMatch(/<\/textarea>[^<]*<\/title>/)
    }
  })

  test('nothing is preselected in a judgement', () => {
    const judge = /<form class="judge".*?<\/form>/s.exec(states['receipt-to-judge'] ?? '')?.[0] ?? ''
    expect(judge).toContain('name="solved" value="true"')
    expect(judge).not.toContain('checked')
  })

  test('the words to be published stand before the choice, blacked out, and nothing is chosen', () => {
    const judge = /<form class="judge".*?<\/form>/s.exec(states['receipt-to-judge'] ?? '')?.[0] ?? ''
    expect(judge.indexOf('class="shown"')).toBeLessThan(judge.indexOf('name="publish"'))
    expect(judge).toMatch(/幸福里<span class="bar" role="img" aria-label="隐去">■<\/span>幢/)
    expect(states['receipt-consented']).not.toMatch(/class="shown".*(王建国|13800000000|501).*<\/section>/)
  })

  test('a change of identity that was refused is kept, and stands open', () => {
    const text = states['receipt-identity-refused'] ?? ''
    expect(text).toMatch(/<details class="inner[^>]* open>/)
    expect(text).toMatch(/name="identity" value="agency"[^>]*checked/)
    expect(text).toContain('name="phone" value="138 0000 0000"')
  })

  test('a refused judgement is kept', () => {
    const judge = states['receipt-judge-problem'] ?? ''
    expect(judge).toMatch(/name="process" value="satisfied"[^>]*checked/)
    expect(judge).toMatch(/name="result" value="not"[^>]*checked/)
    expect(judge).not.toMatch(/name="solved"[^>]*checked/)
    expect(judge).toContain('台阶边还是暗。</textarea>')
  })

  test('being anonymous is the default', () => {
    expect(states['point-start']).toMatch(/value="anonymous"[^>]*checked/)
    expect(states['point-start']?.match(/ checked/g)).toHaveLength(1)
  })

  test('words that were refused stand in the form again, under the same submission id', () => {
    expect(states['point-problem']).toContain('绊了一跤。</textarea>')
    expect(states['point-problem']).toMatch(/name="submissionId" value="6f1f9a5e-/)
    expect(states['error-500']).toMatch(/name="submissionId" value="6f1f9a5e-/)
    expect(states['error-500']).toContain('绊了一跤。</textarea>')
  })

  test('the answer that was sent back is told as the earlier one', () => {
    expect(states['receipt-redone']).toContain('上一次答复')
    expect(states['receipt-redone']).toContain('退回了，正在重办')
  })

  test('times of the steps are told to the hour only', () => {
    expect(states['receipt-to-judge']).toMatch(/<time[^>]*>9月22日 <small>周二 14时<\/small>/)
    expect(states['receipt-to-judge']).not.toContain('10:20')
  })

  test('the due date is counted day by day, with holidays and make-up days', () => {
    const text = states['receipt-with-agency'] ?? ''
    expect(text.match(/class="counted/g)).toHaveLength(7)
    expect(text).toContain('第7天')
    expect(text).toContain('10月12日')
    expect(text).toMatch(/10月10日[（(]周六[）)]补班/)
  })

  test('a question stands first, with the clock told to stand still and no day that could mislead', () => {
    const text = states['receipt-asked'] ?? ''
    expect(text).toContain('有一句话要问您')
    expect(text.indexOf('id="question"')).toBeLessThan(text.indexOf('期限停着，没有在数'))
    expect(text).toContain('7 个工作日里数过 1 天，还剩 6 天')
    expect(text.match(/<form class="say" method="post" action="\/receipt\/words"/g)).toHaveLength(1)
  })

  test('an extension shows both dates, who granted it, and the days granted', () => {
    const text = states['receipt-extended'] ?? ''
    for (const words of ['10月20日(周二) 24:00', '原来是 10月12日(周一) 24:00', '善桥镇人大批准延到 10月20日(周二)'])
      expect(text).toContain(words)
    expect(text.match(/class="extended/g)).toHaveLength(6)
  })

  test('nothing is preselected when withdrawing, and what was written is kept', () => {
    for (const name of ['receipt-withdraw', 'receipt-withdraw-problem']) expect(states[name]).not.toContain(' checked')
    expect(states['receipt-withdraw-problem']).toContain('村里来人说了几次。</textarea>')
  })

  test('words whose form is gone stand on the page', () => {
    expect(states['receipt-words-kept']).toMatch(/您写的话都在这里<\/h2><p class="words">昨晚又有人绊倒了/)
  })

  test('every finding has a headline of its own', () => {
    const told = Object.entries(states).flatMap(([name, text]) =>
      name.startsWith('receipt-') ? all(text, /<h[12] class="state">([^<]*)/g) : [],
    )
    for (const words of ['没有受理，可以申请复核', '没有受理', '您撤回了', '办结了，您还可以评价', '办结了，没有评价'])
      expect(told).toContain(words)
    expect(told).toContain('列入计划，12月5日(周六)前做好')
    expect(told.filter((headline) => headline.trim() === '')).toEqual([])
  })

  test('an overdue step says so', () => {
    expect(states['receipt-overdue']).toContain('已过期')
    expect(states['receipt-with-agency']).not.toContain('已过期')
  })
})
