/** A QR code as what a page can draw itself: the dark squares as one path. */
import { create } from 'qrcode'

/** The path, in squares, and how many squares a side has. */
export function qrSquares(text: string): { readonly size: number; readonly path: string } {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  let path = ''
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) if (data[y * size + x]) path += `M${x} ${y}h1v1h-1z`
  return { size, path }
}
