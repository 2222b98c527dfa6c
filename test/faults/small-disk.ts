/** File systems of our own, which only root may make: a small one in memory, and one in a file whose power can be cut. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

function run(command: string, ...args: string[]): void {
  const done = spawnSync(command, args, { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${done.stderr || done.error?.message}`)
}

/** Why this machine does not let us; undefined when it does. */
export function whyNoDisks(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root can mount a file system'
  try {
    const disk = memoryDisk(1)
    disk.remove()
    const image = imageDisk(16)
    image.remove()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

export type Disk = { readonly folder: string; remove(): void }

/** A file system of so many megabytes in memory. */
export function memoryDisk(megabytes: number): Disk & { free(): number } {
  const folder = mkdtempSync(join(tmpdir(), 'jieyou-disk-'))
  run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'jieyou-test', folder)
  return {
    folder,
    free: () => {
      const { bavail, bsize } = statfsSync(folder)
      return bavail * bsize
    },
    remove: () => {
      run('umount', '--lazy', folder)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * A file system in a file. What was written to it but not synced stands in the memory of this machine's kernel only and
 * not yet in the file: a copy of the file is what a disk would hold after a power cut.
 */
export function imageDisk(megabytes: number): Disk & {
  /** Writes everything to the file that is to be there before anything begins. */
  settle(): void
  /** What would be left if the power failed now, as another file system. */
  afterPowerCut(): Disk
} {
  const folder = mkdtempSync(join(tmpdir(), 'jieyou-image-'))
  const image = join(folder, 'image')
  writeFileSync(image, '')
  truncateSync(image, megabytes * 1024 * 1024)
  run('mkfs.ext4', '-q', '-F', image)
  const mounted = (file: string, name: string): Disk => {
    const at = join(folder, name)
    mkdirSync(at)
    run('mount', '-o', 'loop', file, at)
    return { folder: at, remove: () => run('umount', '--lazy', at) }
  }
  const first = mounted(image, 'mounted')
  let copies = 0
  return {
    folder: first.folder,
    settle: () => run('sync', '-f', first.folder),
    afterPowerCut: () => {
      copies += 1
      const copy = join(folder, `copy-${copies}`)
      run('cp', '--sparse=always', image, copy)
      return mounted(copy, `after-${copies}`)
    },
    remove: () => {
      first.remove()
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
