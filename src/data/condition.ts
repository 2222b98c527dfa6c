/** What the one who keeps the machine asks of the database: its server, its roles, and how well its work goes on. */
import { sql } from 'kysely'
import pg from 'pg'
import type { Database } from './db.ts'
import { loginRoles, owner } from './roles.ts'

/** The server and our database, as PostgreSQL tells of them. */
export type ServerCondition = {
  /** 180004 is 18.4. */
  readonly version: number
  readonly encoding: string
  readonly locale: string
  /** How far its clock is from this machine's, in seconds. */
  readonly clockOff: number
  readonly roles: readonly RoleCondition[]
  /** Whether the tables are there, and the queue's. */
  readonly hasTables: boolean
  readonly hasQueue: boolean
  /** Tenant tables without forced row security. */
  readonly unforced: readonly string[]
}

export type RoleCondition = {
  readonly name: string
  readonly isSuperuser: boolean
  readonly bypassesRowSecurity: boolean
  readonly mayCreateRoles: boolean
  readonly maySignIn: boolean
}

/** Asks the server, as whoever may connect to our database. */
export async function conditionOfServer(url: string): Promise<ServerCondition> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<Omit<ServerCondition, 'clockOff' | 'roles'> & { now: Date }>(`
      select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
        d.datctype as locale, clock_timestamp() as now,
        to_regclass('public.districts') is not null as "hasTables",
        to_regclass('graphile_worker.jobs') is not null as "hasQueue",
        array(select c.relname::text from pg_class c
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'district_id' and not a.attisdropped
              where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                and not (c.relrowsecurity and c.relforcerowsecurity) order by 1) as unforced
      from pg_database d where d.datname = current_database()`)
    const [server] = rows
    if (!server) throw new Error('the database does not tell of itself')
    const { now, ...rest } = server
    return { ...rest, clockOff: Math.round(Math.abs(Date.now() - now.getTime()) / 1000), roles: await rolesOf(client) }
  } finally {
    await client.end()
  }
}

/** Those of our roles that the server has. */
export async function rolesOf(client: Pick<pg.Client, 'query'>): Promise<RoleCondition[]> {
  const { rows } = await client.query<RoleCondition>(
    `select rolname as name, rolsuper as "isSuperuser", rolbypassrls as "bypassesRowSecurity",
       rolcreaterole as "mayCreateRoles", rolcanlogin as "maySignIn"
     from pg_roles where rolname = any($1) order by 1`,
    [[owner, ...loginRoles]],
  )
  return rows
}

/** Whether one of our roles may sign in with this address. */
export async function opens(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
}

export type DistrictCondition = {
  readonly id: number
  readonly prefix: string
  readonly name: string
  readonly host: string | null
  readonly isDemonstration: boolean
  /** Events that nothing has followed yet, and since when the district's relay has been silent. */
  readonly waiting: number
  readonly relayUntil: Date | null
  /** The years for which holidays are known, and the district's own day. */
  readonly years: readonly number[]
  readonly today: string
}

/** How every district is, asked as the worker. */
export async function conditionOfDistricts(database: Database): Promise<DistrictCondition[]> {
  const districts = await database.reference.rows(
    sql<Pick<DistrictCondition, 'id' | 'prefix' | 'name' | 'host' | 'isDemonstration' | 'today'>>`
      select id, prefix, name, host, is_demonstration as "isDemonstration",
             (now() at time zone 'UTC' + make_interval(mins => offset_minutes))::date::text as today
      from districts order by id`,
  )
  const conditions: DistrictCondition[] = []
  for (const district of districts) {
    const [found] = await database.of(district.id).rows(
      sql<Pick<DistrictCondition, 'waiting' | 'relayUntil' | 'years'>>`
        select (select count(*) from outbox where district_id = ${district.id}) as waiting,
               (select max(until) from relay_leases where district_id = ${district.id}) as "relayUntil",
               array(select distinct extract(year from date)::int from calendar_days
                     where district_id = ${district.id} and kind = 'holiday' order by 1) as years`,
    )
    conditions.push({ waiting: 0, relayUntil: null, years: [], ...district, ...found })
  }
  return conditions
}

export type QueueCondition = { readonly waiting: number; readonly failing: number; readonly givenUp: number }

/** How many jobs wait, how many of them have failed before, and how many are not tried any more. Asked as the worker. */
export async function conditionOfQueue({ reference }: Database): Promise<QueueCondition> {
  const [queue] = await reference.rows(sql<QueueCondition>`
    select count(*) filter (where attempts < max_attempts) as waiting,
           count(*) filter (where attempts > 0 and attempts < max_attempts and last_error is not null) as failing,
           count(*) filter (where attempts >= max_attempts) as "givenUp"
    from graphile_worker.jobs`)
  return queue ?? { waiting: 0, failing: 0, givenUp: 0 }
}
