/** Strings that have broken programs before: our own short list, and the long public one where it is at hand. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const longList = resolve(import.meta.dirname, '../../shared/data/text/blns.json')

/** The Big List of Naughty Strings; undefined when it is not beside the repository. */
export const bigListOfNaughtyStrings = (): string[] | undefined =>
  existsSync(longList) ? (JSON.parse(readFileSync(longList, 'utf8')) as string[]) : undefined

/** Ours, which always runs: every kind of trouble once or twice. */
export const naughtyStrings: readonly string[] = [
  '',
  ' \t\r\n\u3000',
  '\u0000',
  '路\u0000灯',
  '\u200b\u200c\u200d\u2060',
  '\ufeff路灯',
  '\ufffe\uffff',
  '\ud83d',
  '\ude00路灯\ud83d',
  '😀'.repeat(50),
  '👨‍👩‍👧‍👦🇨🇳',
  '𠮷𡋤龘',
  'Z̷͓͘a̸̡͝l̴̙͂g̶̱̈o̷͖͊',
  '‮ gnirts sdrawkcab',
  '\u001b[31m\u0007\u0008\u007f\u0085',
  "'; drop table reports; --",
  "' or 1=1 --",
  '\\',
  "\\'",
  '"',
  '$$;select 1;$$',
  '%00%ff%c0%af',
  '%s%n%d %1$s',
  '<script>alert(1)</script>',
  '</textarea><img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  '<!-- --!> <![CDATA[ ]]>',
  '&amp;&#0;&#x110000;&notanentity;',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant to look like one
  '${7*7} {{7*7}} #{7*7} <%= 7*7 %>',
  '=HYPERLINK("http://a.example","x")',
  '../../../../etc/passwd',
  'a & b | !c <-> d:* (e',
  '!!!&&&|||:::***((())) <2>',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  '-0',
  '1e400',
  '999999999999999999999999',
  'QH-2026-999999999999',
  '\r\nset-cookie: a=b\r\n\r\n',
  '٠١٢٣٤٥٦٧٨٩',
  'ﬀ ﷽ ㌀ Ⅷ ½ ²',
  'İıſẞßÅ',
  'ｆｕｌｌｗｉｄｔｈ　ＱＨ',
  '①②③㈱㍻',
  'a'.repeat(5000),
  '的'.repeat(5000),
  `${'\u0301'.repeat(200)}`,
]
