/** A photo as it leaves the phone: drawn anew, so that place, time and camera stay behind, and no larger than is kept. */
import { keptSize } from '../../../../src/domain/files/limits.ts'

const quality = 0.82
const previewSide = 168

export type Picture = {
  readonly bytes: ArrayBuffer
  readonly type: string
  readonly preview: string
  readonly redrawn: boolean
}

/**
 * Draws a picture again. What this browser cannot draw (HEIC in most) goes as it is: the server takes the traces out.
 */
export async function redraw(file: File): Promise<Picture> {
  const image = await load(file)
  if (!image) return asItIs(file)
  const size = keptSize({ width: image.naturalWidth, height: image.naturalHeight })
  const whole = draw(image, size.width, size.height)
  const blob = whole && (await new Promise<Blob | null>((resolve) => whole.toBlob(resolve, 'image/jpeg', quality)))
  if (blob?.type !== 'image/jpeg') return asItIs(file)
  const scale = previewSide / Math.max(size.width, size.height)
  const small = draw(image, Math.max(1, size.width * scale), Math.max(1, size.height * scale))
  const bytes = await new Response(blob).arrayBuffer()
  return { bytes, type: 'image/jpeg', preview: small ? small.toDataURL('image/jpeg', 0.7) : '', redrawn: true }
}

const asItIs = async (file: File): Promise<Picture> => ({
  bytes: await new Response(file).arrayBuffer(),
  type: file.type,
  preview: '',
  redrawn: false,
})

/** The picture turned the right way up, as browsers do by themselves; undefined when it cannot be read. */
function load(file: File): Promise<HTMLImageElement | undefined> {
  const address = URL.createObjectURL(file)
  return new Promise<HTMLImageElement | undefined>((resolve) => {
    const image = new Image()
    const end = (read: HTMLImageElement | undefined) => {
      setTimeout(() => URL.revokeObjectURL(address), 10_000)
      resolve(read)
    }
    image.onload = () => end(image.naturalWidth > 0 ? image : undefined)
    image.onerror = () => end(undefined)
    image.src = address
  })
}

function draw(image: HTMLImageElement, width: number, height: number): HTMLCanvasElement | undefined {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width)
  canvas.height = Math.round(height)
  const pen = canvas.getContext('2d')
  if (!pen) return undefined
  // What was transparent would become black.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas
}
