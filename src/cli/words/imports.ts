/** What `jieyou import` says. */
import type { ImportCount } from '../../actions/import-report.ts'

export type ImportCounts = ImportCount & { readonly refused: number }

const summary = ({ added, there, refused }: ImportCounts): string =>
  `${added} added, ${there} already there, ${refused} refused`

export const imports = {
  help: [
    'Usage: npx jieyou import reports FILE --to CODE [options]',
    '',
    'Brings in reports that were said elsewhere, from CSV (comma, tab or semicolon) or JSON Lines, plain or gzip. Each is',
    'closed as imported: nobody is asked to judge it, no clock runs, no figure counts it; it can be read and searched at',
    'the desk. A reply in the file becomes its answer. It can be stopped at any time and run again: nothing comes twice.',
    '',
    '  --to CODE            to whom it was said: the public code of a point, deputy, station or town, or a district’s two',
    '                       letters',
    '  --map FIELD=COLUMN   which column holds what, several parted by commas; the fields are',
    '                       id, title, text, place, said-at, reply, replied-at, agency. What is not named is looked for',
    '                       under usual names (text, 内容, 留言详情 …)',
    '  --encoding NAME      utf-8 or gbk (GB 18030), where the beginning of FILE does not tell',
    '  --open               what has no reply is opened, received now and to be worked on; its clock runs',
    '  --dry-run            reads FILE and says what would become of each line, but changes nothing',
    '',
    'It works on the database of DATA_DIR or DATABASE_URL, whether the server runs or not.',
    '',
    'Exit code 0: every line was brought in, was there already, or was refused for a reason of its own. 1: stopped before',
    'the end; repeat the same command. 2: misused.',
  ],
  whatOf: 'Say what to import: “npx jieyou import reports FILE --to CODE”.',
  oneFile: 'Name exactly one file.',
  toWhom: 'Say to whom it was said: --to CODE.',
  codeMisread: (code: string) =>
    `“${code}” is neither a public code (8 letters, the last a check letter) nor a district.`,
  noSuchCode: (code: string) => `Nobody here has the code ${code}.`,
  codeRevoked: (code: string) => `The code ${code} is no longer in use.`,
  noSuchDistrict: (prefix: string) => `There is no district “${prefix}” here.`,
  mapMisread: (map: string) =>
    `“--map ${map}” is not understood. An example: --map text=留言详情,title=留言主题,said-at=留言时间`,
  encodingMisread: (encoding: string) => `“${encoding}” is not an encoding that is read here: utf-8 or gbk.`,
  cannotRead: (path: string, problem: string) => `${path} cannot be read (${problem}).`,
  file: {
    'utf-16': 'This file is in UTF-16. Save it as CSV UTF-8 and try again.',
    'json-array': 'This file is one JSON array. Write one object a line (for example: jq -c ".[]" FILE).',
    'no-such-column': (missing: readonly string[], heading: readonly string[]) =>
      `There is no column “${missing.join('”, “')}” in this file. Its columns: ${heading.join(', ')}`,
    'no-text-column': (heading: readonly string[]) =>
      `No column of this file is known to hold the text. Say which with --map text=…. Its columns: ${heading.join(', ')}`,
  },
  begin: (file: string, form: 'csv' | 'json-lines', encoding: string, to: string, code: string) =>
    `Importing ${file} (${form === 'csv' ? 'CSV' : 'JSON Lines'}, ${encoding === 'gb18030' ? 'GBK' : 'UTF-8'}) to ${to} (${code}).`,
  progress: (counts: ImportCounts, share: number) =>
    `${summary(counts)} · ${Math.floor(share * 100)} % of the file read`,
  refused: (line: number, why: string) => `line ${line}: ${why}`,
  lineRefusals: {
    'too-long-a-line': 'This line is longer than a mebibyte.',
    'other-encoding': 'This line holds letters that the encoding of the file does not have.',
    'open-quote': 'A quotation mark that opens on this line is never closed.',
    'other-columns': 'This row has not as many cells as the heading has columns.',
    'not-json': 'This line is not a JSON object.',
    'not-words': 'A column that is used holds something other than words.',
    'no-text': 'None of the columns that hold the text is in this line.',
    'date-misread': 'The time it was said is not a date.',
    'reply-date-misread': 'The time of the reply is not a date.',
    'not-yet-said': 'It is dated in the future.',
    'nothing-said': 'There are no words in it.',
    'too-long': 'It has more than 6000 characters.',
    'place-too-long': 'The place has more than 200 characters.',
    'reply-too-long': 'The reply has more than 20000 characters.',
    'agency-too-long': 'The name of who replied has more than 200 characters.',
    'name-missing': 'A name is missing.',
    'name-too-long': 'A name is too long.',
    'phone-misread': 'A telephone number is not understood.',
  },
  stopped: (problem: string) => `Stopped: ${problem} What was added is kept; repeat the same command to go on.`,
  summary,
  dryRun: (counts: ImportCounts) => `${summary(counts)} if it were imported. Nothing was changed.`,
} as const
