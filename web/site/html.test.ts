import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { html, trusted } from './html.ts'

const unescaped = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

describe('the html tag', () => {
  test('escapes what could end a text or an attribute', () => {
    const said = `<b onclick="x">'&amp;`
    expect(html`<p title="${said}">${said}</p>`.toString()).toBe(
      '<p title="&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;amp;">&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;amp;</p>',
    )
  })

  test('whatever a person writes comes back as they wrote it, and nothing of it becomes markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (said) => {
        const page = html`<p title="${said}">${said}</p>`.toString()
        const found = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/.exec(page)
        expect(found).not.toBeNull()
        expect(unescaped(found?.[1] ?? '')).toBe(said)
        expect(unescaped(found?.[2] ?? '')).toBe(said)
      }),
    )
  })

  test('keeps markup it made itself, lists and numbers, and writes nothing for what is absent', () => {
    const row = (word: string) => html`<li>${word}</li>`
    expect(html`<ul>${['a', '<'].map(row)}</ul>${0}${false}${null}${undefined}`.toString()).toBe(
      '<ul><li>a</li><li>&lt;</li></ul>0',
    )
  })

  test('data that looks like markup of ours is not taken for it', () => {
    const pretended = JSON.parse('{"markup":"<b>","toString":"<b>"}')
    expect(() => html`<p>${pretended}</p>`.toString()).toThrow()
  })

  test('an attribute must be quoted, and markup cannot stand in one', () => {
    expect(() => html`<a href=${'x'}>`).toThrow('quoted')
    expect(() => html`<a title="${html`<b>`}">`).toThrow('attribute')
    expect(() => html`<a ${'onclick=x'}>`).toThrow('quoted')
    expect(html`<input ${html`checked`} ${false}>`.toString()).toBe('<input checked >')
  })

  test('nothing can be written into a script or a style', () => {
    expect(() => html`<script>${'x'}</script>`).toThrow('script')
    expect(() => html`<style>a${'x'}</style>`).toThrow('style')
  })

  test('a drawing of our own is kept as it is', () => {
    expect(html`<div>${trusted('<svg/>')}</div>`.toString()).toBe('<div><svg/></div>')
  })
})
