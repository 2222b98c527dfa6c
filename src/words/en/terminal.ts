/** What the program says in the terminal. */
export const terminal = {
  faultySettings: 'Jieyou cannot start: these settings are wrong.',
  couldNotStart: (message: string) => `Jieyou could not start: ${message}`,
  portInUse: (port: number) => `port ${port} is already in use. Stop what uses it, or choose another one with PORT.`,
  portForbidden: (port: number) => `port ${port} may not be used by this user. Choose one above 1023 with PORT.`,
  stopping: 'Stopping …',
  stopHint: 'Stop with Ctrl-C.',
  workerOnly: 'The worker is running. Stop with Ctrl-C.',
  publicSite: (url: string) => `Public site   ${url}`,
  pointPage: (url: string) => `A point       ${url}`,
  desk: (url: string) => `Desk          ${url}`,
  logins: (password: string) =>
    `Demonstration: invented people, nothing here is real. Password of everyone: ${password}`,
  login: (login: string, name: string, role: string) => `  ${login.padEnd(10)} ${role.padEnd(9)} ${name}`,
} as const
