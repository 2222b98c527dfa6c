/** Where the project is, and how one of its tools is run. */
import { type SpawnOptions, spawn } from 'node:child_process'
import { resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

/** The path of an executable of the installed packages. */
export const installed = (name: string) => resolve(root, 'node_modules', '.bin', name)

/** Runs a program in the project's folder, its output to ours, and tells its exit code. */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((done, fail) => {
    spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
      .on('error', fail)
      .on('close', (code) => done(code ?? 1))
  })
}
