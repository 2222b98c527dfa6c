/** What `jieyou calendar` says. */
export const calendar = {
  help: [
    'Usage: npx jieyou calendar list [YEAR] [--district XX]',
    '       npx jieyou calendar set DAY holiday|make-up NAME [--district XX]',
    '       npx jieyou calendar clear DAY [--district XX]',
    '',
    'Keeps the holidays and make-up working days of a district. DAY is YYYY-MM-DD. After a change the due date of every',
    'open case is counted anew; where it is another, both dates stay in the history, and the resident sees them.',
    '',
    '  list   the special days of a year (this one, unless another is named)',
    '  set    makes a day a holiday, or a working day that makes up for one',
    '  clear  makes a day an ordinary one again',
    '',
    'Exit code 0: done. 1: it could not be done. 2: misused.',
  ],
  which: 'Say what to do: list, set or clear.',
  noSuchDay: (typed: string) => `“${typed}” is not a day of the calendar: write it as 2027-02-05.`,
  noSuchKind: (typed: string) => `“${typed}” is not a kind of day: holiday or make-up.`,
  noName: 'A holiday or make-up day needs a name, such as 春节.',
  noDays: (year: string) => `No special days are known for ${year}.`,
  day: (date: string, kind: string, name: string) => `${date}  ${kind.padEnd(7)}  ${name}`,
  done: (changed: number) =>
    `Done. ${changed} ${changed === 1 ? 'due date was' : 'due dates were'} counted anew and changed.`,
} as const
