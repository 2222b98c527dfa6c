/** The tables a backup consists of, as the catalogue tells them, and how their rows are written down. */
import type pg from 'pg'

type Client = Pick<pg.ClientBase, 'query'>

export type BackupTable = {
  readonly name: string
  /** What is kept of a row; a computed column computes itself again. */
  readonly columns: readonly string[]
  /** What the rows are ordered by, as SQL: the primary key, whatever the server's language. */
  readonly order: readonly string[]
}

/** Every table of ours but the list of migrations, which migrating writes itself. */
export async function tablesToKeep(client: Client): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable>(`
    select c.relname as name,
      array(select a.attname::text from pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            order by a.attnum) as columns,
      array(select quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end
            from pg_index i
            cross join lateral unnest(i.indkey::smallint[]) with ordinality k(number, place)
            join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
            where i.indrelid = c.oid and i.indisprimary order by k.place) as "order"
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> 'schema_migrations'
    order by c.relname`)
  return rows
}

/** The rows as COPY writes them, in an order that is always the same, so that equal rows give equal bytes. */
export const copyOut = ({ name, columns, order }: BackupTable): string =>
  `copy (select ${columns.map(quoted).join(', ')} from public.${quoted(name)} order by ${order.join(', ')}) to stdout`

/** The other direction. */
export const copyIn = ({ name, columns }: Pick<BackupTable, 'name' | 'columns'>): string =>
  `copy public.${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`

/** Values are written alike on every server, and a long COPY is not cut short by a limit meant for requests. */
export const sameEverywhere = `
  set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC';
  set bytea_output = 'hex'; set extra_float_digits = 1; set statement_timeout = 0;
  set idle_in_transaction_session_timeout = 0`

/** A name as SQL takes it, whatever it is made of. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
