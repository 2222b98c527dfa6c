/** What must hold of every table, asked of PostgreSQL's catalogue after all migrations: tenants, evidence, rights. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { contents } from '../src/data/erasing/contents.ts'
import { onMigratedServer, schemaText } from '../tools/schema-of-migrations.ts'

/** The tables that belong to no district. */
const referenceTables = ['districts', 'schema_migrations']

type Table = {
  name: string
  hasDistrict: boolean
  enabled: boolean
  forced: boolean
  owner: string
  policies: string[]
}
type Key = {
  table: string
  kind: string
  name: string
  columns: string[]
  targets: string[] | null
  refersTo: string | null
}
type Right = { role: string; schema: string; relation: string; kind: string; privilege: string }

let text: string
let tables: Table[]
let keys: Key[]
let rights: Right[]
let other: {
  triggers: string[]
  exclusions: string[]
  stored: string[]
  schemas: string[]
  bypassing: string[]
  functions: unknown[]
}

beforeAll(async () => {
  await onMigratedServer(async (client) => {
    text = await schemaText(client)
    tables = await rows<Table>(client, tablesAsked)
    keys = await rows<Key>(client, keysAsked)
    rights = await rows<Right>(client, rightsAsked)
    const [found] = await rows<typeof other>(client, otherAsked)
    other = found as typeof other
  })
})

const tenantTables = () => tables.filter((table) => !referenceTables.includes(table.name))
const rightsOf = (role: string, ...relations: string[]) =>
  rights.filter((right) => right.role === role && relations.includes(right.relation)).map((right) => right.privilege)

test('migrations/schema.sql is what the migrations make (npm run db:schema writes it)', () => {
  expect(readFileSync(join(import.meta.dirname, '../migrations/schema.sql'), 'utf8')).toBe(text)
})

describe('tenants', () => {
  test('every table belongs to a district, but for the short list', () => {
    expect(tenantTables().length).toBeGreaterThan(10)
    const without = tables.filter((table) => !table.hasDistrict).map((table) => table.name)
    expect(without).toEqual(referenceTables)
  })

  test('row security is on and forced for every one of them, by the same policy', () => {
    const policy = `own_district for ALL to {public}: (district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer)`
    const wrong = tenantTables().filter(
      (table) => !table.enabled || !table.forced || table.policies.length !== 1 || table.policies[0] !== policy,
    )
    expect(wrong).toEqual([])
  })

  test('every primary key and unique index begins with the district', () => {
    const own = keys.filter((key) => key.kind !== 'f' && !referenceTables.includes(key.table))
    expect(own.length).toBeGreaterThan(10)
    expect(own.filter((key) => key.columns[0] !== 'district_id')).toEqual([])
  })

  test('every foreign key carries the district, and every table has a primary key', () => {
    const foreign = keys.filter((key) => key.kind === 'f')
    const carries = (key: Key) => {
      const place = key.columns.indexOf('district_id')
      const theirs = key.targets?.[place]
      return place >= 0 && (theirs === 'district_id' || (theirs === 'id' && key.columns.length === 1))
    }
    expect(foreign.length).toBeGreaterThan(10)
    expect(foreign.filter((key) => !carries(key))).toEqual([])
    const keyed = new Set(keys.filter((key) => key.kind === 'p').map((key) => key.table))
    expect(tables.filter((table) => !keyed.has(table.name))).toEqual([])
  })

  test('nothing is used that a distributed PostgreSQL refuses', () => {
    expect(other).toMatchObject({ triggers: [], exclusions: [], stored: [] })
  })
})

describe('rights', () => {
  test('a report and an event are added and read, never changed or removed, by anyone who serves', () => {
    for (const table of ['reports', 'events']) {
      expect(rightsOf('jieyou_app', table)).toEqual(['INSERT', 'SELECT'])
      expect(rightsOf('jieyou_worker', table)).toEqual(['INSERT', 'SELECT'])
      expect(rightsOf('jieyou_backup', table)).toEqual(['SELECT'])
    }
    const changing = rights.filter(
      ({ relation, privilege }) => /^(reports|events)$/.test(relation) && !/INSERT|SELECT/.test(privilege),
    )
    expect(changing).toEqual([])
  })

  test('contents and identities are never changed, and removed by the eraser alone', () => {
    const known = ['attachments', 'event_contents', 'files', 'identities', 'report_contents']
    const contents = tables.filter(({ name }) => name.endsWith('_contents') || known.includes(name))
    expect(contents.map(({ name }) => name)).toEqual(known)
    for (const { name } of contents) {
      const others = rights.filter((right) => right.relation === name && right.role !== 'jieyou_eraser')
      expect(others.filter((right) => !/INSERT|SELECT/.test(right.privilege))).toEqual([])
      expect(rightsOf('jieyou_eraser', name)).toEqual(['DELETE', 'SELECT'])
    }
  })

  test('what the eraser may remove of a report is what erasing removes, and everything else of a report is said to stay', () => {
    const removable = tables.filter(({ name }) => rightsOf('jieyou_eraser', name).includes('DELETE'))
    expect(removable.map(({ name }) => name)).toEqual(contents.flatMap((each) => each.tables).sort())
    // Evidence, what follows from it, and figures without a word. A table of which this is not true has its line in
    // src/data/erasing/contents.ts and the eraser's right to remove from it.
    const stays = [
      ...['reports', 'cases', 'events', 'co_handlers', 'bulk_cases', 'judgements', 'call_backs', 'meeting_calls'],
      ...['agreed_items', 'outbox', 'ledger_leaves'],
      'ledger_queue',
    ]
    expect(ofReports().filter((name) => !removable.some((table) => table.name === name))).toEqual(stays.sort())
  })

  test('the one function forgets an identity whose resident chose so, and only the application may call it', () => {
    expect(other.functions).toEqual([
      {
        name: 'forget_identity(uuid)',
        definer: true,
        path: ['search_path=pg_catalog, pg_temp'],
        callers: ['jieyou_app'],
      },
    ])
  })

  test('the public site reads the views of the disclosed schema and nothing else', () => {
    const site = rights.filter((right) => right.role === 'jieyou_site')
    expect(site.length).toBeGreaterThan(0)
    expect(
      site.filter((right) => right.schema !== 'disclosed' || right.kind !== 'v' || right.privilege !== 'SELECT'),
    ).toEqual([])
    expect(other.schemas.filter((right) => right.startsWith('jieyou_site'))).toEqual(['jieyou_site USAGE disclosed'])
  })

  test('nobody may create or empty, hand rights on, or act through PUBLIC', () => {
    expect(rights.filter((right) => right.role === 'public')).toEqual([])
    expect(rights.filter((right) => /TRUNCATE|TRIGGER|REFERENCES|MAINTAIN/.test(right.privilege))).toEqual([])
    expect(other.schemas.filter((right) => right.includes('CREATE') || right.startsWith('public '))).toEqual([])
  })

  test('only the backup passes row security, and it only reads', () => {
    expect(other.bypassing).toEqual(['jieyou_backup'])
    expect(rights.filter((right) => right.role === 'jieyou_backup' && right.privilege !== 'SELECT')).toEqual([])
  })

  test('the owner owns everything, and no role that serves owns anything', () => {
    expect([...new Set(tables.map((table) => table.owner))]).toEqual(['jieyou_owner'])
  })
})

/** The tables that a report, a case or an event leads to by foreign keys, in order. */
function ofReports(): string[] {
  const found = new Set(['reports', 'cases', 'events'])
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const { table, refersTo } of keys) if (refersTo && found.has(refersTo)) found.add(table)
  }
  return [...found].sort()
}

async function rows<Row>(client: pg.Client, statement: string): Promise<Row[]> {
  return (await client.query(statement)).rows as Row[]
}

const tablesAsked = `
  select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
    pg_get_userbyid(c.relowner) as owner,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'district_id') as "hasDistrict",
    array(select format('%s for %s to %s: %s', p.policyname, p.cmd, p.roles, coalesce(p.with_check, p.qual))
          from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname) as policies
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`

// Unique indexes without a constraint count like one.
const keysAsked = `
  select c.relname as "table", o.contype::text as kind, o.conname as name,
    array(select a.attname::text from unnest(o.conkey) with ordinality k(number, place)
          join pg_attribute a on a.attrelid = o.conrelid and a.attnum = k.number order by k.place) as columns,
    case when o.contype = 'f' then
      array(select a.attname::text from unnest(o.confkey) with ordinality k(number, place)
            join pg_attribute a on a.attrelid = o.confrelid and a.attnum = k.number order by k.place) end as targets,
    case when o.contype = 'f' then o.confrelid::regclass::text end as "refersTo"
  from pg_constraint o join pg_class c on c.oid = o.conrelid
  where c.relnamespace = 'public'::regnamespace and o.contype in ('p', 'u', 'f')
  union all
  select c.relname, 'index', i.indexrelid::regclass::text,
    array(select coalesce(a.attname::text, 'an expression') from unnest(i.indkey::smallint[]) with ordinality k(number, place)
          left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number order by k.place), null, null
  from pg_index i join pg_class c on c.oid = i.indrelid
  where c.relnamespace = 'public'::regnamespace and i.indisunique
  order by 1, 2, 3`

// Rights on single columns count like rights on the table.
const rightsAsked = `
  select coalesce(g.rolname, 'public') as role, n.nspname as schema, c.relname as relation, c.relkind::text as kind,
    a.privilege_type as privilege
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  cross join lateral (
    select * from aclexplode(c.relacl)
    union select x.* from pg_attribute t cross join lateral aclexplode(t.attacl) x where t.attrelid = c.oid) a
  left join pg_roles g on g.oid = a.grantee
  where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and a.grantee <> c.relowner
  order by role, schema, relation, privilege`

const otherAsked = `
  select
    array(select t.tgname::text from pg_trigger t where not t.tgisinternal) as triggers,
    array(select conname::text from pg_constraint where contype = 'x') as exclusions,
    array(select a.attname::text from pg_attribute a join pg_class c on c.oid = a.attrelid
          where c.relnamespace = 'public'::regnamespace and a.attgenerated <> '') as stored,
    coalesce((select json_agg(json_build_object(
        'name', p.oid::regprocedure::text, 'definer', p.prosecdef, 'path', p.proconfig,
        'callers', array(select coalesce(g.rolname, 'public') from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                         left join pg_roles g on g.oid = a.grantee where a.grantee <> p.proowner order by 1)))
      from pg_proc p where p.pronamespace in ('public'::regnamespace, 'disclosed'::regnamespace)), '[]') as functions,
    array(select format('%s %s %s', coalesce(g.rolname, 'public'), a.privilege_type, n.nspname)
          from pg_namespace n cross join lateral aclexplode(n.nspacl) a left join pg_roles g on g.oid = a.grantee
          where n.nspname in ('public', 'disclosed') and a.grantee <> n.nspowner order by 1) as schemas,
    array(select rolname::text from pg_roles
          where (rolbypassrls or rolsuper or rolcreaterole) and rolname like 'jieyou%') as bypassing`
