/** What every benchmark stands on: a PostgreSQL with fsync on in a folder of its own, and the real program before it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { demonstration, demonstrationPassword } from '../src/start/demonstration/cast.ts'
import { castCode } from '../src/start/demonstration/open-cast.ts'
import { freePort } from '../test/started/free-port.ts'
import { type OwnPostgres, ownPostgres } from '../test/started/postgres.ts'
import { type RunningProgram, startProgram } from '../test/started/program.ts'

export type Stage = {
  readonly postgres: OwnPostgres
  readonly dataDir: string
  /** Starts the program and waits until it is ready. Without `databasePort` it goes straight to the server. */
  program(given?: {
    role?: 'web' | 'worker' | 'both'
    databasePort?: number
    nodeArgs?: readonly string[]
  }): Promise<RunningProgram>
  /** A statement as the superuser. */
  ask<Row extends pg.QueryResultRow>(statement: string, values?: unknown[]): Promise<Row[]>
  /** How the product's own role connects. */
  asApp(): { user: string; password: string; port: number; database: string }
} & AsyncDisposable

const database = 'jieyou'

/** The point that everything is said at. */
export const pointCode = castCode(demonstration, 'point xingfuli')
export const districtId = demonstration.id

export async function openStage(settings: Record<string, string> = {}): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'jieyou-bench-'))
  const postgres = await ownPostgres(join(folder, 'server'), { max_connections: '400', ...settings })
  await postgres.start()
  const url = await postgres.url(database)
  const dataDir = join(folder, 'data')
  const programs = new Set<RunningProgram>()
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  return {
    postgres,
    dataDir,
    program: async ({ role = 'web', databasePort = postgres.port, nodeArgs = [] } = {}) => {
      const through = new URL(url)
      through.port = String(databasePort)
      const program = startProgram({
        port: await freePort(),
        nodeArgs,
        settings: { DATA_DIR: dataDir, DATABASE_URL: through.toString(), JIEYOU_ROLE: role },
      })
      programs.add(program)
      if (role !== 'worker') await program.ready()
      return program
    },
    ask: async (statement, values) => (await client.query(statement, values)).rows,
    asApp: () => {
      const keys = JSON.parse(readFileSync(join(dataDir, 'keys', 'jieyou.json'), 'utf8'))
      return { user: 'jieyou_app', password: keys.rolePasswords.jieyou_app, port: postgres.port, database }
    },
    [Symbol.asyncDispose]: async () => {
      for (const program of programs) if (program.runs()) await program.end('SIGTERM')
      await client.end().catch(() => {})
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The session of one of the demonstration's people, as a header. */
export async function signIn(url: string, login: string): Promise<{ authorization: string }> {
  const answer = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: demonstrationPassword }),
  })
  const { token } = (await answer.json()) as { token: string }
  return { authorization: `Bearer ${token}` }
}
