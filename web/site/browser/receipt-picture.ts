/**
 * The receipt as a picture, drawn on the phone: nothing is asked of anyone for it. It is shown on the page, because some
 * browsers (WeChat's among them) save a picture only when it is pressed and held, and offered as a download.
 */

const [width, margin] = [1080, 72]
const [paper, ink, soft, line] = ['#ffffff', '#1c1b19', '#57534c', '#8d8678']
const face =
  '"PingFang SC", "HarmonyOS Sans SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif'
const mono = 'ui-monospace, "SF Mono", "Roboto Mono", "DejaVu Sans Mono", monospace'

/** Offers the picture where the phone can draw one. */
export function offerPicture(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-save]')
  const place = document.querySelector<HTMLElement>('[data-picture]')
  if (!button || !place || !document.createElement('canvas').getContext('2d')) return
  button.hidden = false
  button.addEventListener('click', () => {
    const address = draw(button.dataset, codeOf(button))
    const [picture, link] = [place.querySelector('img'), place.querySelector('a')]
    if (!picture || !link) return
    picture.src = address
    link.href = address
    link.download = button.dataset.file || 'receipt.png'
    place.hidden = false
    place.querySelector('p')?.focus()
  })
}

/** The dark modules of the QR code that stands beside the button, with the size of its drawing. */
type Qr = { readonly path: string; readonly size: number }

function codeOf(button: HTMLElement): Qr | undefined {
  const drawing = button.closest('.ticket')?.querySelector('.qr svg')
  const path = drawing?.querySelector('path[stroke]')?.getAttribute('d')
  const size = Number(drawing?.getAttribute('viewBox')?.split(' ')[2])
  return path && size > 0 ? { path, size } : undefined
}

/** Draws it and gives it as a PNG in an address. Always dark on white: it is looked at and scanned anywhere. */
function draw(said: DOMStringMap, qr: Qr | undefined): string {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D
  const textWidth = width - 2 * margin
  const font = (size: number, weight = 400, family = face) => {
    pen.font = `${weight} ${size}px ${family}`
  }
  font(44)
  const lines = (said.lines || '')
    .split('\n')
    .reduce<string[]>((all, each) => all.concat(wrapped(pen, each, textWidth)), [])
  font(36)
  const note = wrapped(pen, said.note || '', textWidth)
  const qrSize = qr ? 520 : 0
  const height = 640 + lines.length * 66 + (qr ? qrSize + 110 : 0) + note.length * 54
  canvas.width = width
  canvas.height = height

  pen.fillStyle = paper
  pen.fillRect(0, 0, width, height)
  pen.strokeStyle = line
  pen.lineWidth = 4
  pen.strokeRect(24, 24, width - 48, height - 48)
  pen.textBaseline = 'alphabetic'
  let y = 124
  pen.fillStyle = ink
  font(56, 700)
  pen.fillText(`${said.brand || ''} · ${said.heading || ''}`, margin, y)
  y += 50

  // The code as on the ticket: two groups a line, prefix and check letter lighter.
  const groups = (said.code || '').split(/\s+/)
  groups.forEach((group, index) => {
    pen.fillStyle = group.length < 4 ? soft : ink
    font(92, group.length < 4 ? 400 : 700, mono)
    pen.fillText(group, margin + (index % 2) * 400, y + 92 + Math.floor(index / 2) * 116)
  })
  y += Math.ceil(groups.length / 2) * 116 + 30
  dashes(pen, y)
  y += 74

  pen.fillStyle = ink
  font(44)
  for (const each of lines) {
    pen.fillText(each, margin, y)
    y += 66
  }
  if (qr) {
    modules(pen, qr, (width - qrSize) / 2, y - 20, qrSize)
    y += qrSize + 30
    pen.fillStyle = soft
    font(36)
    pen.textAlign = 'center'
    pen.fillText(said.scan || '', width / 2, y)
    pen.textAlign = 'left'
    y += 80
  }
  pen.fillStyle = ink
  font(36)
  for (const each of note) {
    pen.fillText(each, margin, y)
    y += 54
  }
  return canvas.toDataURL('image/png')
}

function dashes(pen: CanvasRenderingContext2D, y: number): void {
  pen.save()
  pen.setLineDash([14, 12])
  pen.beginPath()
  pen.moveTo(24, y)
  pen.lineTo(width - 24, y)
  pen.stroke()
  pen.restore()
}

/** The code's squares, as the page draws them. */
function modules(pen: CanvasRenderingContext2D, { path, size }: Qr, x: number, y: number, side: number): void {
  pen.save()
  pen.translate(x, y)
  pen.scale(side / size, side / size)
  pen.strokeStyle = '#000000'
  pen.lineWidth = 1
  pen.stroke(new Path2D(path))
  pen.restore()
}

/** Lines that fit; Chinese breaks anywhere, other words between them where that is possible. */
function wrapped(pen: CanvasRenderingContext2D, text: string, most: number): string[] {
  const lines: string[] = []
  let current = ''
  for (const piece of text.match(/[\w’'.,-]+\s*|[\s\S]/gu) || []) {
    if (current !== '' && pen.measureText(current + piece).width > most) {
      lines.push(current.trim())
      current = ''
    }
    current += piece
  }
  return current.trim() === '' ? lines : lines.concat(current.trim())
}
