/** What every verb says that works on the database of DATA_DIR or DATABASE_URL. */
export const database = {
  about: [
    'It works on the database of DATA_DIR or DATABASE_URL, whether the server runs or not: it joins the running one, or',
    'starts the database for as long as it needs it.',
  ],
  faultySettings: 'These settings are wrong:',
  nothingThere: (dataDir: string) =>
    `There is no database in ${dataDir}. “npx jieyou init” makes one for a real district, “npm start” one with a demonstration.`,
  noKeys: (dataDir: string) =>
    `The keys of this database are not in ${dataDir}/keys. Set DATA_DIR to the folder its program uses; only for a new database “npx jieyou migrate” makes them.`,
  wrongKeys: (dataDir: string) =>
    `The database does not take the passwords in ${dataDir}/keys. Is DATA_DIR the folder the server uses?`,
  pending: (count: number) =>
    `This database is of an earlier release (${count} ${count === 1 ? 'migration is' : 'migrations are'} missing). Run “npx jieyou migrate” first.`,
  newer: (file: string) => `This database was migrated by a newer release (${file}). Use that release.`,
  unreachable: (problem: string) => `The database cannot be used: ${problem}.`,
  noDistrict: 'There is no district in this database yet. “npx jieyou init” founds one.',
  whichDistrict: (prefixes: readonly string[]) =>
    `There are several districts here: say which with --district ${prefixes.join(' | ')}.`,
  noSuchDistrict: (prefix: string) => `There is no district “${prefix}” here.`,
  stopped: 'Stopped.',
} as const

/** Why a name, a login or a password was not taken. */
export const misread = {
  'name-misread': 'A name is one line of 1 to 100 characters.',
  'login-misread': 'A login has 2 to 64 letters, figures and . _ - @, and no spaces.',
  'password-too-short': 'A password has at least 10 characters.',
  'password-too-long': 'A password has at most 200 characters.',
  'password-too-easy': 'This password is too easy to guess.',
  'prefix-misread': 'Two letters or figures, but not I, L, O or U, which people take for 1, 0 and V.',
  'host-misread': 'A host name such as jieyou.example, without https:// and without a port.',
  'passwords-differ': 'The two passwords are not the same.',
} as const

/** Asking for a password, and reading one from a file. */
export const passwords = {
  first: (whose: string) => `Password for ${whose} (at least 10 characters): `,
  again: 'The same password again: ',
  needed: 'There is no terminal to ask for the password: give --password-file FILE, or “-” for standard input.',
  unreadable: (path: string, problem: string) => `The password cannot be read from ${path} (${problem}).`,
} as const
