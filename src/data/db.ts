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
import { again } from './again.ts'

/** Reads within one district. */
export type Db = {
  readonly district: number
  /** With a name, the connection plans the statement once and keeps the plan under it. */
  rows<Row>(statement: RawBuilder<Row>, name?: string): Promise<Row[]>
}

/** Writes within one district, in one transaction. */
export type Tx = Db & { readonly writes: true }

export type Database = {
  /** Reads of reference tables, which belong to no district. */
  readonly reference: Pick<Db, 'rows'>
  /** Reads of one district, each in a short transaction of its own and in one trip. */
  of(district: number): Db
  /**
   * Runs `work` in one transaction. A refusal it returns (`{ ok: false }`) or an exception rolls everything back. It is
   * run again when the database took everything back (deadlock, serialization failure), or went away before COMMIT.
   */
  inTransaction<Result>(district: number, work: (tx: Tx) => Promise<Result>): Promise<Result>
  /**
   * The same in a single trip: `work` sends its statements at once, without waiting for an answer, and COMMIT follows
   * on their heels. Only for work that may be done twice: it is sent again also when nobody knows whether it came through.
   */
  inOneTrip<Result>(district: number, work: (tx: Tx) => Promise<Result>): Promise<Result>
  /** Whether the database answers right now. */
  isThere(): Promise<boolean>
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
    // What is asked together is sent together; each answer still belongs to its own statement.
    pipeline: true,
  })
  pool.on('error', onError)
  // A client that is checked out needs a listener too, or its loss would end the process.
  pool.on('connect', (client) => client.on('error', onError))

  const run = async <Row>(
    client: pg.Pool | pg.PoolClient,
    statement: RawBuilder<Row>,
    name?: string,
  ): Promise<Row[]> => {
    const { sql, parameters } = statement.compile(compiler)
    const query = { text: sql, values: [...parameters], ...(name !== undefined && { name }) }
    return (await client.query<Row & pg.QueryResultRow>(query)).rows
  }

  /** A connection for `work`; one whose end is not known to be clean is not used again. */
  const connected = async <Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> => {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      return await work(client)
    } catch (error) {
      await client.query('rollback').catch((lost: Error) => {
        broken = lost
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  /** Sends the beginning of a transaction, and waits for nothing. */
  const begin = (client: pg.PoolClient, district: number) => {
    if (!Number.isInteger(district)) throw new Error('a district is a whole number')
    // A literal, because set_config() does not reach the workers of a distributed database.
    const begun = client.query(`begin; set local app.district = '${district}'`)
    // Whoever waits for it hears of its failure; until then it is not an unheard one.
    begun.catch(() => {})
    return begun
  }

  const committed = ({ command }: pg.QueryResult): void => {
    // After a failed statement COMMIT answers ROLLBACK instead of failing: only its own word counts.
    if (command !== 'COMMIT') throw new Error('the transaction was not committed')
  }

  const txOn = (client: pg.PoolClient, district: number): Tx => ({
    district,
    writes: true,
    rows: (statement, name) => run(client, statement, name),
  })

  const inTransaction = <Result>(district: number, work: (tx: Tx) => Promise<Result>): Promise<Result> => {
    let sentCommit = false
    return again(
      () =>
        connected(async (client) => {
          sentCommit = false
          const begun = begin(client, district)
          const result = await work(txOn(client, district))
          await begun
          if (isRefusal(result)) await client.query('rollback')
          else {
            sentCommit = true
            committed(await client.query('commit'))
          }
          return result
        }),
      { mayHaveBeenDone: () => sentCommit, isOver: () => closing },
    )
  }

  const inOneTrip = <Result>(district: number, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
    again(
      () =>
        connected(async (client) => {
          const begun = begin(client, district)
          const working = work(txOn(client, district))
          const [, done, ended] = await Promise.allSettled([begun, working, client.query('commit')])
          if (done.status === 'rejected') throw done.reason
          if (ended.status === 'rejected') throw ended.reason
          committed(ended.value)
          return done.value
        }),
      { mayHaveBeenDone: () => false, isOver: () => closing },
    )

  return {
    reference: {
      rows: (statement, name) =>
        again(() => run(pool, statement, name), { mayHaveBeenDone: () => false, isOver: () => closing }),
    },
    of: (district) => ({
      district,
      rows: (statement, name) => inOneTrip(district, (tx) => tx.rows(statement, name)),
    }),
    inTransaction,
    inOneTrip,
    isThere: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    close: () => {
      closing = true
      return pool.end()
    },
  }
}

const isRefusal = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'ok' in result && result.ok === false
