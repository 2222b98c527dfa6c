/**
 * Fills a district with closed and open cases by the million, past the program: rows as the program writes them (of the
 * same sizes, with invented hashes), words found by the product's own tokens. For benchmarks and for looking at plans.
 */
import pg from 'pg'
import { demonstration, deputies, stations } from '../src/start/demonstration/cast.ts'
import { castId } from '../src/start/demonstration/open-cast.ts'
import { tokensOf } from '../src/text/tokens.ts'
import { texts } from './texts.ts'

type CastDistrict = { readonly id: number; readonly prefix: string; readonly name: string }

const filled = ['reports', 'report_contents', 'cases', 'events', 'event_contents', 'case_words', 'co_handlers'] as const
const drawnTexts = 20_000
const chunk = 20_000
/** Numbers in a block of words, and blocks that are made at once. */
const blockSize = 4096
const blocksAtOnce = 4
/** Invented stations beside the cast's, which get a tenth of the cases each as many as ten of the invented. */
const moreStations = 60

/**
 * Adds the cases numbered `from` up to (not with) `to`. `url` is a superuser's. Gives the seconds it took. Big fillings
 * go without fsync and write the indexes at the end; afterwards everything is as before.
 */
export async function fillCases(
  url: string,
  given: { from: number; to: number; district?: CastDistrict; say?: (line: string) => void },
): Promise<number> {
  const { district = demonstration, say = () => {} } = given
  const started = performance.now()
  const clients = await Promise.all([connected(url), connected(url)])
  const [first] = clients
  const isBig = given.to - given.from >= 200_000
  try {
    await prepare(first, district)
    const numbersBefore = await greatestNumber(first)
    if (isBig) await hurry(first)
    let next = given.from
    await Promise.all(
      clients.map(async (client) => {
        while (next < given.to) {
          const from = next
          next = Math.min(given.to, next + chunk)
          for (const statement of statementsFor(district, from, Math.min(given.to, from + chunk)))
            await client.query(statement)
          if (from % 500_000 === 0 && from > 0) say(`  ${from} …`)
        }
      }),
    )
    if (isBig) for (const table of filled) await first.query(`reindex table ${table}`)
    for (const table of filled) await first.query(`vacuum analyze ${table}`)
    say(`  words …`)
    await placeWords(clients, district, numbersBefore, await greatestNumber(first))
    await first.query('vacuum analyze word_blocks')
    if (isBig) await settleDown(first)
    await first.query('checkpoint')
  } finally {
    for (const client of clients) await client.end()
  }
  return (performance.now() - started) / 1000
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  // No triggers: foreign keys hold because every id is computed from the number of its case.
  await client.query(`set session_replication_role = replica; set synchronous_commit = off;
    set maintenance_work_mem = '512MB'; set work_mem = '64MB'`)
  return client
}

async function prepare(client: pg.Client, district: CastDistrict): Promise<void> {
  await client.query(`
    create unlogged table if not exists bench_texts (n integer primary key, text text, place text, words tsvector);
    create unlogged table if not exists bench_units
      (district_id integer, n integer, town_id uuid, station_id uuid, deputy_id uuid, primary key (district_id, n))`)
  const { rowCount } = await client.query('select from bench_texts limit 1')
  if (!rowCount) {
    const drawn = texts(drawnTexts)
    const tokens = drawn.map(({ text, place }) => JSON.stringify(tokensOf(`${text}\n${place}`)))
    await client.query(
      `insert into bench_texts
       select n - 1, text, place, array_to_tsvector(array(select jsonb_array_elements_text(tokens::jsonb)))
       from unnest($1::text[], $2::text[], $3::text[]) with ordinality as drawn (text, place, tokens, n)`,
      [drawn.map(({ text }) => text), drawn.map(({ place }) => place), tokens],
    )
  }
  const known = await client.query('select from bench_units where district_id = $1 limit 1', [district.id])
  if (known.rowCount) return
  const unit = (kind: string, number = 'n') => uuidOf(`'${district.prefix}${kind}' || (${number})`)
  const stationNumbers = `generate_series(1, ${moreStations}) n`
  await client.query(`
    insert into towns select ${district.id}, ${unit('t')}, '第' || n || '街道' from generate_series(1, 12) n;
    insert into stations select ${district.id}, ${unit('s')}, ${unit('t', '1 + n % 12')}, 'station',
      '第' || n || '代表联络站' from ${stationNumbers};
    insert into deputies select ${district.id}, ${unit('d')}, ${unit('s')}, '代表' || n from ${stationNumbers};
    insert into bench_units select ${district.id}, n, ${unit('t', '1 + n % 12')}, ${unit('s')}, ${unit('d')} from ${stationNumbers}`)
  const cast = Object.entries(deputies).map(([deputy, { station }]) => [
    castId(district, `town ${stations[station].town}`),
    castId(district, `station ${station}`),
    castId(district, `deputy ${deputy}`),
  ])
  const slots = Array.from({ length: 5 }, () => cast).flat()
  await client.query(
    `insert into bench_units select $1, ${moreStations} + n, town, station, deputy
     from unnest($2::uuid[], $3::uuid[], $4::uuid[]) with ordinality as cast_units (town, station, deputy, n)`,
    [district.id, ...[0, 1, 2].map((part) => slots.map((slot) => slot[part]))],
  )
}

const greatestNumber = async (client: pg.Client): Promise<number> =>
  Number((await client.query('select coalesce(max(number), 0) as number from cases')).rows[0].number)

/** The words of the cases numbered above `from` up to `to`, in the blocks by which they are searched. */
async function placeWords(clients: pg.Client[], { id }: CastDistrict, from: number, to: number): Promise<void> {
  let next = Math.floor(from / blockSize)
  await Promise.all(
    clients.map(async (client) => {
      while (next * blockSize <= to) {
        const first = next * blockSize
        next += blocksAtOnce
        await client.query(
          `insert into word_blocks (district_id, word, block, cases)
           select ${id}, word, c.number / ${blockSize}, array_agg((c.number % ${blockSize})::smallint)
           from cases c join case_words w on w.district_id = c.district_id and w.case_id = c.id
           cross join unnest(tsvector_to_array(w.words)) word
           where c.district_id = ${id} and c.number > ${from} and c.number >= ${first}
             and c.number < ${first + blocksAtOnce * blockSize}
           group by word, c.number / ${blockSize} order by word
           on conflict (district_id, word, block) do update
           set cases = array(select distinct place from unnest(word_blocks.cases || excluded.cases) place order by place)`,
        )
      }
    }),
  )
}

/** A UUID (version 4 by its looks) that follows from a text, as an expression. */
export const uuidOf = (text: string): string =>
  `overlay(overlay(md5(${text}) placing '4' from 13) placing '8' from 17)::uuid`

/** A number drawn from a case's number, below `limit`; `salt` makes it another. */
const draw = (salt: number, limit: number): string => `((hashint8extended(i, ${salt}) & 2147483647) % ${limit})`

/** One statement a table for the cases of a range. */
function statementsFor({ id, prefix }: CastDistrict, from: number, to: number): string[] {
  const numbers = `generate_series(${from}::bigint, ${to - 1}::bigint) i`
  const uuid = (kind: string) => uuidOf(`'${prefix}${kind}' || i`)
  const hash = (kind: string) => `sha256(convert_to('${prefix}${kind}' || i, 'UTF8'))`
  const received = `date_trunc('hour', now() - interval '5 years' * ${draw(1, 1_000_000)} / 1000000.0)`
  // Of a hundred: 80 closed, 4 received, 4 accepted, 5 with an agency, 5 answered, 1 disputed, 1 not taken on.
  const drawn = draw(2, 100)
  const status = `case when ${drawn} < 80 then 'closed' when ${drawn} < 84 then 'received' when ${drawn} < 88 then 'accepted'
    when ${drawn} < 93 then 'with-agency' when ${drawn} < 98 then 'answered' when ${drawn} < 99 then 'disputed' else 'declined' end`
  const isOpen = `${drawn} >= 80 and ${drawn} < 99`
  const isAnswered = `${drawn} < 80 or ${drawn} between 93 and 98`
  const isWithAgency = `(${drawn} < 30 or ${drawn} between 88 and 92)`
  // Of fifty: ten with a deputy, one with the town, one with the district, the others with the station.
  const holder = draw(4, 50)
  const drawnAgency = (salt: number) => `
     join (select id, row_number() over (order by id) - 1 as n, count(*) over () as of from agencies where district_id = ${id}) a
       on a.n = ${draw(salt, 1_000_000)} % a.of`
  const drawnText = `join bench_texts t on t.n = ${draw(3, drawnTexts)}`
  const answer = `jsonb_build_object('words', '已联系有关单位到现场查看，三天内修好，请您再看一看。', 'outcome', 'solved', 'by', '联络站')`
  const event = (kind: string, columns: string, condition: string) => `
    insert into events (district_id, id, subject_kind, subject_id, kind, at, actor_kind, from_status, to_status, commitment)
    select ${id}, ${uuid(`e${kind}`)}, 'case', ${uuid('c')}, ${columns}, ${hash(`e${kind}`)} from ${numbers} where ${condition}`
  const detail = (kind: string, content: string, condition: string) => `
    insert into event_contents select ${id}, ${uuid(`e${kind}`)}, ${hash(`s${kind}`)}, ${content} from ${numbers} where ${condition}`
  return [
    `insert into reports select ${id}, ${uuid('r')}, ${hash('code')}, ${hash('mac')}, 'web', null, ${received}, ${hash('r')} from ${numbers}`,
    `insert into report_contents select ${id}, ${uuid('r')}, ${hash('salt')}, t.text, t.place, 'anonymous', false from ${numbers} ${drawnText}`,
    `insert into cases (district_id, id, report_id, status, holder_kind, holder_id, deputy_id, station_id, town_id, agency_id,
       answered_by, clock_started_at, clock_count, clock_unit, due_at, closed_at, closed_as, extension_until)
     select ${id}, ${uuid('c')}, ${uuid('r')}, ${status},
       case when ${holder} < 10 then 'deputy' when ${holder} = 48 then 'town' when ${holder} = 49 then 'district' else 'station' end,
       case when ${holder} < 10 then u.deputy_id when ${holder} = 48 then u.town_id when ${holder} < 48 then u.station_id end,
       case when ${holder} < 20 then u.deputy_id end, u.station_id, u.town_id, case when ${isWithAgency} then a.id end,
       case when ${isAnswered} then 'holder' end, case when ${isOpen} then date_trunc('day', now()) end,
       case when ${isOpen} then 5 end, case when ${isOpen} then 'working-days' end,
       case when ${isOpen} then date_trunc('day', now()) + make_interval(days => ${draw(5, 25)}::int - 5, hours => 16) end,
       case when ${drawn} < 80 then ${received} + interval '9 days' end,
       case when ${drawn} < 60 then 'judged' when ${drawn} < 80 then 'unjudged' end,
       case when ${drawn} = 88 and ${draw(8, 4)} = 0 then current_date + 5 end
     from ${numbers}
     join bench_units u on u.district_id = ${id} and u.n = 1 + ${draw(6, moreStations + 5 * Object.keys(deputies).length)}
     ${drawnAgency(7)}`,
    `insert into co_handlers (district_id, case_id, agency_id, due_at, given)
     select ${id}, ${uuid('c')}, a.id, date_trunc('day', now()), ${drawn} < 80
     from ${numbers} ${drawnAgency(9)} where ${isWithAgency} and ${draw(10, 20)} = 0`,
    event('r', `'receive', ${received}, 'resident', null, 'received'`, 'true'),
    detail('r', `jsonb_build_object('report', encode(${hash('r')}, 'hex'))`, 'true'),
    event('a', `'answer', ${received} + interval '3 days', 'station', 'accepted', 'answered'`, isAnswered),
    detail('a', answer, isAnswered),
    `insert into case_words select ${id}, ${uuid('c')}, t.words, true from ${numbers} ${drawnText}`,
  ]
}

/** Without fsync, and without writing the indexes row by row. */
async function hurry(client: pg.Client): Promise<void> {
  for (const setting of ['fsync = off', `max_wal_size = '16GB'`, 'full_page_writes = off', 'autovacuum = off'])
    await client.query(`alter system set ${setting}`)
  await client.query('select pg_reload_conf()')
  await client.query(
    `update pg_index set indisready = false where indrelid = any(array(select unnest($1::text[])::regclass))`,
    [filled],
  )
}

async function settleDown(client: pg.Client): Promise<void> {
  for (const setting of ['fsync', 'max_wal_size', 'full_page_writes', 'autovacuum'])
    await client.query(`alter system reset ${setting}`)
  await client.query('select pg_reload_conf()')
}
