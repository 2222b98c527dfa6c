/** A file somebody gives, plain or gzip (told by its first bytes, not by its name), read as a stream. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'

export type InputFile = {
  /** What is in it, unpacked. Each call reads from the beginning. */
  readonly bytes: () => AsyncGenerator<Buffer>
  /** How much of the file the latest reading has seen, 0 to 1. */
  readonly shareRead: () => number
}

/** Opens a file. Throws the file system's error when it cannot be read. */
export async function openFile(path: string): Promise<InputFile> {
  const { size, gzip } = await look(path)
  let read = () => 0
  return {
    shareRead: () => (size === 0 ? 1 : Math.min(1, read() / size)),
    async *bytes() {
      const source = createReadStream(path)
      read = () => source.bytesRead
      const unpacked = gzip ? source.pipe(createGunzip()) : source
      source.on('error', (error) => unpacked.destroy(error))
      try {
        yield* unpacked
      } finally {
        source.destroy()
        unpacked.destroy()
      }
    },
  }
}

async function look(path: string) {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return { size: (await file.stat()).size, gzip: bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b }
  } finally {
    await file.close()
  }
}
