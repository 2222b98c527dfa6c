/** PostgreSQL's own benchmark program, from Debian's package: found, fetched, and run. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Script } from './our-statement.ts'
import { districtId } from './stage.ts'

const fetched = resolve(import.meta.dirname, '../.runtime/pgbench')

export type PgbenchRun = {
  /** Transactions a second, without the opening of connections. */
  readonly tps: number
  /** Microseconds of every transaction. */
  readonly latencies: readonly number[]
}

/** The path of pgbench: $PGBENCH, Debian's places, the PATH, or what was fetched before. */
function findPgbench(): string | undefined {
  const { PGBENCH } = process.env
  if (PGBENCH) return existsSync(PGBENCH) ? PGBENCH : undefined
  for (const top of ['/', fetched]) {
    const versions = join(top, 'usr/lib/postgresql')
    if (!existsSync(versions)) continue
    const newest = readdirSync(versions).sort((a, b) => Number(b) - Number(a))
    const found = newest.map((one) => join(versions, one, 'bin/pgbench')).find(existsSync)
    if (found) return found
  }
  return spawnSync('sh', ['-c', 'command -v pgbench'], { encoding: 'utf8' }).stdout.trim() || undefined
}

/** Makes sure there is a pgbench. Fails with what to install. */
export function requirePgbench(): string {
  const found = findPgbench()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    // Debian keeps pgbench in the server's package. Unpacked only, so that no server of Debian's is set up and started.
    console.log('Fetching pgbench (Debian’s postgresql package) …')
    mkdirSync(fetched, { recursive: true })
    const sh = (command: string) =>
      spawnSync('sh', ['-ec', command], { cwd: fetched, stdio: ['ignore', 'ignore', 'inherit'] })
    sh(`apt-get update -qq
        apt-get install -y -qq --no-install-recommends libpq5
        package=$(apt-cache depends postgresql | sed -n 's/.*Depends: \\(postgresql-[0-9]*\\)$/\\1/p' | head -1)
        cd /tmp && apt-get download -qq "$package" && mv "$package"_*.deb ${fetched}/ && cd ${fetched}
        dpkg-deb -x "$package"_*.deb .`)
  }
  const now = findPgbench()
  if (now) return now
  throw new Error(
    'The baseline needs pgbench. Install the package postgresql (Debian, Ubuntu) or postgresql-contrib (elsewhere), or set PGBENCH to its path.',
  )
}

/**
 * Runs the script with so many clients. `pipelined` sends the four statements of the transaction in one go, as the
 * program can; otherwise each waits for the one before, as pgbench does by itself.
 */
export async function runPgbench(
  script: Script,
  connection: { user: string; password: string; port: number; database: string },
  given: { clients: number; seconds: number; pipelined: boolean },
): Promise<PgbenchRun> {
  const folder = mkdtempSync(join(tmpdir(), 'jieyou-pgbench-'))
  try {
    const transaction = ['begin;', `set local app.district = '${districtId}';`, `${script.statement};`, 'commit;']
    const lines = given.pipelined ? ['\\startpipeline', ...transaction, '\\endpipeline'] : transaction
    writeFileSync(join(folder, 'script'), ['\\set n random(1, 9007199254740991)', ...lines, ''].join('\n'))
    const { user, password, port, database } = connection
    const child = spawn(
      requirePgbench(),
      [
        ...['-n', '-M', 'prepared', '-c', String(given.clients), '-j', String(Math.min(2, given.clients))],
        ...['-T', String(given.seconds), '-f', join(folder, 'script'), '-l', `--log-prefix=${join(folder, 'log')}`],
        ...Object.entries(script.constants).flatMap(([name, value]) => ['-D', `${name}=${value}`]),
        ...['-h', '127.0.0.1', '-p', String(port), '-U', user, database],
      ],
      { env: { PATH: process.env.PATH, PGPASSWORD: password }, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    const [said, complained, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise<number | null>((resolve) => child.on('close', resolve)),
    ])
    const tps = Number(/tps = ([\d.]+)/.exec(said)?.[1])
    if (code !== 0 || !(tps > 0)) throw new Error(`pgbench failed: ${complained.slice(0, 2000)}${said.slice(0, 500)}`)
    const latencies = readdirSync(folder)
      .filter((name) => name.startsWith('log'))
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
      .map((line) => Number(line.split(' ')[2]))
    return { tps, latencies }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
