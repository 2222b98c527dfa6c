/** What `jieyou place` says. */
import type { Unit } from '../../data/places/read.ts'
import { database } from './database.ts'

export const place = {
  help: [
    'Usage: npx jieyou place add town NAME',
    '       npx jieyou place add station NAME --town UNIT [--type station | central | liaison-point]',
    '       npx jieyou place add deputy NAME --station UNIT',
    '       npx jieyou place add point NAME --station UNIT [--deputy UNIT] [--type stairwell | market | …]',
    '       npx jieyou place add agency NAME',
    '       npx jieyou place import FILE [--dry-run]',
    '       npx jieyou place list [--json]',
    '',
    'Sets up the units of a district. UNIT is a name or a public code. A point at a deputy’s own place (--deputy) is held by',
    'the deputy, any other by the station. Types of a point: station, workplace, market, stairwell, bus-stop, kiosk, other.',
    '',
    'FILE is CSV (UTF-8 or GB 18030) whose first line names its columns, or JSON: a list of objects with the same names.',
    '',
    '  kind     town, station, deputy, point or agency (镇街, 代表联络站, 人大代表, 点位, 办理单位)',
    '  name     名称',
    '  town     镇街 of a station; elsewhere it tells stations of the same name apart',
    '  station  代表联络站 of a deputy or a point',
    '  deputy   人大代表 of a point',
    '  type     种类 of a station or a point',
    '',
    'The lines may come in any order. What is there already is left as it is, so a file can be imported again.',
    '',
    '  --dry-run           says what would be done, and does nothing',
    '  --district LETTERS  which district, where there are several',
    '  --json              the list for programs',
    '',
    ...database.about,
    '',
    'Exit code 0: done; lines that were refused are listed. 1: refused, or the database cannot be used. 2: misused.',
  ],
  which: 'Say what to do: add, import or list.',
  addWhat: 'Say what to add: town, station, deputy, point or agency, and its name.',
  oneFile: 'Name exactly one file.',
  cannotRead: (path: string, problem: string) => `${path} cannot be read (${problem}).`,
  fileRefusals: {
    'not-text': 'it is neither UTF-8 nor GB 18030',
    'not-json': 'it is not a JSON list of objects',
    'no-columns': 'its first line does not name the columns kind and name',
    'open-quote': 'a quotation mark is not closed',
  },
  refusals: {
    'kind-misread': 'This is not a kind of unit.',
    'name-misread': 'A name is one line of 1 to 100 characters.',
    'type-misread': 'This is not a type of station or point.',
    'town-needed': 'The town is missing.',
    'station-needed': 'The station is missing.',
    'no-such-town': 'There is no such town.',
    'no-such-station': 'There is no such station.',
    'no-such-deputy': 'There is no such deputy at that station.',
    'no-such-agency': 'There is no such agency.',
    'not-one': 'There are several of this name: use a code, or PARENT/NAME.',
    'already-there': 'It is there already.',
  },
  line: ({ code, kind, name, type, townName, stationName, deputyName }: Unit) =>
    [`${(code ?? '—').padEnd(8)}  ${kind.padEnd(7)}  ${name}`, deputyName, stationName, townName, type]
      .filter(Boolean)
      .join(' · '),
  refused: (line: number, why: string) => `line ${line}: ${why}`,
  progress: (done: number, all: number) => `${done} of ${all}`,
  summary: (added: number, there: number, refused: number) =>
    `${added} added, ${there} already there, ${refused} refused`,
  dryRun: (added: number, there: number, refused: number) =>
    `${added} would be added, ${there} already there, ${refused} would be refused. Nothing was done.`,
} as const
