/** A thread that decodes one HEIC picture (libheif as WebAssembly) and posts its pixels, turned the right way up. */
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'

const { path, pixels, memory } = workerData as { path: string; pixels: number; memory: number }

// The limits of a thread do not cover WebAssembly: its memory grows through this one call.
type Memory = { readonly buffer: ArrayBuffer; grow(pages: number): number }
const { Memory } = (globalThis as unknown as { WebAssembly: { Memory: { prototype: Memory } } }).WebAssembly
const page = 64 * 1024
const grow = Memory.prototype.grow
Memory.prototype.grow = function (this: Memory, delta: number) {
  if (this.buffer.byteLength + delta * page > memory) throw new RangeError('more memory than a picture may take')
  return grow.call(this, delta)
}

const { default: decode } = await import('heic-decode')
const pictures = await decode.all({ buffer: readFileSync(path) })
const [first] = pictures
if (first && first.width * first.height > pixels) parentPort?.postMessage('too-large')
else if (first) {
  const { width, height, data } = await first.decode()
  parentPort?.postMessage({ width, height, data }, [data.buffer])
}
