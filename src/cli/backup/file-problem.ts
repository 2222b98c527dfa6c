/** Faults of a file system that whoever keeps the machine can do something about. */
import { sentences } from '../words.ts'

const known = [
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'EFBIG',
  'ENOENT',
  'ENOTDIR',
  'EEXIST',
  'ENOTEMPTY',
]

/** The sentence about a fault of files below `folder`; undefined for an error of any other kind. */
export function fileProblem(error: unknown, folder: string): string | undefined {
  const { code, syscall, path } = error as { code?: string; syscall?: string; path?: string }
  if (code === undefined || syscall === undefined || !known.includes(code)) return undefined
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? sentences.backup.noRoom(folder)
    : sentences.backup.cannotUse(path ?? folder, code)
}
