/**
 * The one door to PostgreSQL. A `Db` reads and a `Tx` writes, both within one district: row-level security shows nothing
 * of any other. Only `inTransaction` makes a `Tx`, and only actions call it.
 */
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely'
import pg from 'pg'
import { codeOf } from '../domain/shared/error-code.ts'

/** Reads within one district. */
export type Db = {
  readonly district: number
  rows<Row>(statement: RawBuilder<Row>): Promise<Row[]>
}

/** Writes within one district, in one transaction. */
export type Tx = Db & { readonly writes: true }

export type Database = {
  /** Reads of reference tables, which belong to no district. */
  readonly reference: Pick<Db, 'rows'>
  /** Reads of one district, each in a short transaction of its own. */
  of(district: number): Db
  /**
   * Runs `work` in one transaction. A refusal it returns (`{ ok: false }`) or an exception rolls everything back.
   */
  inTransaction<Result>(district: number, work: (tx: Tx) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

// Kysely is used for its `sql` tag alone: values never enter the text, and statements compose.
const compiler = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

// Dates stay text (a day has no time zone); bigint becomes a number as long as it is exact.
const parsers: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.DATE]: (text) => text,
  [pg.types.builtins.INT8]: (text) => {
    const number = Number(text)
    if (!Number.isSafeInteger(number)) throw new Error('a bigint is too large for a number')
    return number
  },
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** A pool for one database role. `onError` hears of connections lost while idle; it is told the code only. */
export function openDatabase(given: { url: string; size: number; onError: (code: string) => void }): Database {
  let closing = false
  const onError = (error: Error) => {
    // Connections that the server ends while we leave are no news.
    if (!closing) given.onError(codeOf(error))
  }
  const pool = new pg.Pool({
    connectionString: given.url,
    max: given.size,
    types,
    application_name: 'jieyou',
    connectionTimeoutMillis: 10_000,
  })
  pool.on('error', onError)
  // A client that is checked out needs a listener too, or its loss would end the process.
  pool.on('connect', (client) => client.on('error', onError))

  const run = async <Row>(client: pg.Pool | pg.PoolClient, statement: RawBuilder<Row>): Promise<Row[]> => {
    const { sql, parameters } = statement.compile(compiler)
    return (await client.query<Row & pg.QueryResultRow>(sql, [...parameters])).rows
  }

  const inDistrict = async <Result>(
    district: number,
    work: (client: pg.PoolClient) => Promise<Result>,
  ): Promise<Result> => {
    if (!Number.isInteger(district)) throw new Error('a district is a whole number')
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      // A literal, because set_config() does not reach the workers of a distributed database.
      await client.query(`begin; set local app.district = '${district}'`)
      const result = await work(client)
      // After a failed statement COMMIT answers ROLLBACK instead of failing: only its own word counts.
      const ended = await client.query(isRefusal(result) ? 'rollback' : 'commit')
      if (!isRefusal(result) && ended.command !== 'COMMIT') throw new Error('the transaction was not committed')
      return result
    } catch (error) {
      await client.query('rollback').catch((lost: Error) => {
        broken = lost
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  return {
    reference: { rows: (statement) => run(pool, statement) },
    of: (district) => ({
      district,
      rows: (statement) => inDistrict(district, (client) => run(client, statement)),
    }),
    inTransaction: (district, work) =>
      inDistrict(district, (client) => work({ district, writes: true, rows: (statement) => run(client, statement) })),
    close: () => {
      closing = true
      return pool.end()
    },
  }
}

const isRefusal = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'ok' in result && result.ok === false
