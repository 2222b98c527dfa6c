// The one way every command of this project begins: the right Node, the packages of the lock file, then the command.
// Plain JavaScript without packages, because it also runs under an older Node and before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { arch, constants, platform } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { memoryFlags } from './memory-flags.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
// package.json names the Node this file itself runs under; this is the one everything else needs.
const wanted = 24
const exactVersion = '24.21.0'

const runtime = `node-${platform()}-${arch()}`

/** The folder whose `node` is new enough: the machine's own, or one from the registry under .runtime. */
function nodeFolderWanted() {
  if (Number(process.versions.node.split('.')[0]) >= wanted) return dirname(process.execPath)
  return join(root, '.runtime', 'node_modules', runtime, 'bin')
}

/** npm writes its list last, so that a fetch cut short does not count. */
function nodeIsInstalled() {
  const folder = nodeFolderWanted()
  return folder === dirname(process.execPath) || existsSync(resolve(folder, '../../.package-lock.json'))
}

/** Gets the Node and the packages that are missing. */
function prepare() {
  if (!nodeIsInstalled()) {
    say(
      `This machine's Node is ${process.versions.node}; Jieyou needs ${wanted}. Fetching Node ${exactVersion} into .runtime …`,
    )
    const flags = ['--prefix', '.runtime', '--no-save', '--no-package-lock', '--no-fund', '--no-audit']
    run('npm', ['install', ...flags, `${runtime}@${exactVersion}`], process.env)
  }
  if (!packagesAreInstalled()) {
    say('Installing the packages of package-lock.json …')
    // Not «npm ci»: it refuses the whole lock file when a registry lacks an optional package of some other platform.
    // With --no-save this installs the same versions and leaves the lock file alone.
    const flags = ['--no-save', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error']
    run('npm', ['install', ...flags], environment())
  }
}

const environment = () => ({ ...process.env, PATH: nodeFolderWanted() + delimiter + process.env.PATH })

/** Whether node_modules holds what the lock file says (npm keeps its own list of what it installed). */
function packagesAreInstalled() {
  const listed = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(listed)) return false
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages
  const have = packagesOf(listed)
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, entry]) => path === '' || entry.optional || entry.devOptional || have[path]?.version === entry.version,
  )
}

function run(command, args, env) {
  const done = spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 2, 2] })
  if (done.status !== 0) {
    say(`«${command} ${args.slice(0, 2).join(' ')}» failed. Is the package registry reachable?`)
    process.exit(1)
  }
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

/** Runs `work` while no other command of this checkout installs; one that was killed in the middle is not waited for. */
function alone(work) {
  const mark = join(root, '.runtime', 'installing')
  mkdirSync(dirname(mark), { recursive: true })
  for (let told = false; ; told = true) {
    try {
      writeFileSync(mark, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const other = existsSync(mark) ? Number(readFileSync(mark, 'utf8')) : 0
    if (other > 0 && !isAlive(other)) rmSync(mark, { force: true })
    else if (!told) say('Another command is installing; waiting for it …')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
  }
  try {
    return work()
  } finally {
    rmSync(mark, { force: true })
  }
}

/**
 * The process id of the npm that runs this as a script, if one does. npm runs scripts through a shell, which passes no
 * signal on and outlives a killed npm.
 */
function npmAbove() {
  if (!process.env.npm_lifecycle_event || platform() === 'win32') return undefined
  const [parent, name] = ps(process.ppid, 'ppid=,comm=')
  return /sh$/.test(name ?? '') ? Number(parent) || undefined : process.ppid
}

function ps(pid, fields) {
  const asked = spawnSync('ps', ['-o', fields, '-p', String(pid)], { encoding: 'utf8' })
  return (asked.stdout ?? '').trim().split(/\s+/)
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

if (!nodeIsInstalled() || !packagesAreInstalled()) alone(prepare)
const folder = nodeFolderWanted()
const env = environment()

const [file, ...args] = process.argv.slice(2)
// Only the product runs for months beside others; tools and commands take what they need and end.
const flags = file === 'tools/start.ts' ? memoryFlags : []
const child = spawn(
  join(folder, 'node'),
  ['--disable-warning=ExperimentalWarning', ...flags, join(root, file), ...args],
  {
    // The channel tells the child when this process is gone, however it went.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env,
  },
)
child.channel?.unref()
// A terminal's Ctrl-C reaches the child by itself, and a second one would cut its orderly end short; every other signal
// comes to this process alone and is passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  })
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))

const npm = npmAbove()
const watch = setInterval(() => {
  if (npm === undefined || isAlive(npm)) return
  clearInterval(watch)
  child.kill('SIGTERM')
}, 500)
watch.unref()
