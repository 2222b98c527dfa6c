/** Looks for a trace everywhere at once: in every column of every table, and in every file. */
import { type Dirent, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StartedProgram } from './started-program.ts'

/** Where something lies, and the text (or bytes) that lie there. */
export type Place = { readonly where: string; readonly bytes: Buffer }

/** Every row of every table, the queue's and the views' too, each with all its columns as text. */
export async function everyRow(program: Pick<StartedProgram, 'look'>): Promise<Place[]> {
  const tables = await program.look<{ table: string }>(`
    select format('%I.%I', n.nspname, c.relname) as "table" from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm', 'v') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1`)
  const places: Place[] = []
  // One after the other: each look is a connection, and there are more tables than a server has of those to spare.
  for (const { table } of tables)
    for (const { text } of await program.look<{ text: string }>(`select t::text as text from ${table} t`))
      places.push({ where: `table ${table}`, bytes: Buffer.from(text) })
  return places
}

/** Every file below a folder. */
export function everyFile(folder: string): Place[] {
  const isFile = (entry: Dirent) => entry.isFile()
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(isFile)
    .map(({ parentPath, name }) => ({ where: join(parentPath, name), bytes: readFileSync(join(parentPath, name)) }))
}

/** Which of these traces lie where. */
export function findTraces(places: readonly Place[], traces: Readonly<Record<string, string | Buffer>>): string[] {
  return places.flatMap(({ where, bytes }) =>
    Object.entries(traces).flatMap(([name, trace]) => {
      const at = bytes.indexOf(trace)
      if (at < 0) return []
      const around = bytes.subarray(Math.max(0, at - 60), at + trace.length + 40).toString('utf8')
      return [`${name} in ${where}: …${around}…`]
    }),
  )
}

/** The minutes and seconds (`:MM:SS`) that these instants fall on; one hour looks like another. */
export const secondsBetween = (from: number, to: number): string[] => {
  const seconds: string[] = []
  for (let at = Math.floor(from / 1000); at <= Math.floor(to / 1000); at++)
    seconds.push(new Date(at * 1000).toISOString().slice(13, 19))
  return seconds
}
