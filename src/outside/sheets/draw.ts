/** Pens for printing: millimetres instead of points, Chinese type, the product's line, a plate, a code as a drawing. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import QRCode from 'qrcode'

export type Paper = InstanceType<typeof PDFDocument>

/** A place on the paper, in millimetres from the upper left. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export const ink = '#1c1b19'
export const ink2 = '#57534c'
export const line = '#8d8678'
export const accent = '#a8201a'
const enamel = '#1c1b19'
const onEnamel = '#fbfaf7'
const onEnamel2 = '#cfc9bd'

/** Millimetres as points of the PDF. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4

const family = '@expo-google-fonts/noto-sans-sc'
const fileOf = (weight: string): string =>
  createRequire(import.meta.url).resolve(`${family}/${weight}/NotoSansSC_${weight}.ttf`)

let fonts: { readonly regular: Buffer; readonly bold: Buffer } | undefined
/** Noto Sans SC (SIL Open Font License 1.1): read when the first sheet is printed. Only the signs used go into a file. */
const typefaces = () => {
  fonts ??= { regular: readFileSync(fileOf('400Regular')), bold: readFileSync(fileOf('700Bold')) }
  return fonts
}

/** An empty document with both weights ready. */
export function openPaper(about: { readonly title: string; readonly author: string }): Paper {
  const paper = new PDFDocument({
    autoFirstPage: false,
    // Tagged, with its title shown: what a reader that speaks needs.
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    // No moment is told: the same places give the same sheet.
    info: { Title: about.title, Author: about.author, CreationDate: new Date(0), ModDate: new Date(0) },
  })
  paper.registerFont('regular', typefaces().regular)
  paper.registerFont('bold', typefaces().bold)
  return paper
}

/** The finished file. */
export async function closePaper(paper: Paper): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  paper.end()
  for await (const piece of paper) pieces.push(piece as Uint8Array)
  return Buffer.concat(pieces)
}

type Type = {
  readonly size: number
  readonly weight?: 'regular' | 'bold'
  readonly color?: string
  readonly align?: 'left' | 'center' | 'right'
  /** Steps down to this size, and then breaks into lines, rather than run over the edge. */
  readonly least?: number
  readonly lines?: number
  readonly spaced?: number
}

/** Writes words into a box, no wider and on no more lines than there is room for, and gives the height they took. */
export function write(paper: Paper, words: string, { x, y, width }: Omit<Box, 'height'>, type: Type): number {
  if (words === '') return 0
  const { weight = 'regular', color = ink, align = 'left', lines = 1, least = type.size, spaced = 0 } = type
  paper.font(weight).fillColor(color)
  let size = type.size
  const takes = () => paper.fontSize(mm(size)).widthOfString(words, { characterSpacing: mm(spaced) })
  // A line ends before its last sign when the next does not fit, so a little is kept free on each.
  while (size > least && takes() > mm(width) * (lines === 1 ? 1 : lines * 0.9)) size -= 0.25
  takes()
  const height = mm(size) * 1.45 * lines
  paper.text(words, mm(x), mm(y), {
    width: mm(width) + 0.5,
    height,
    align,
    lineGap: 0,
    ellipsis: true,
    characterSpacing: mm(spaced),
    lineBreak: lines > 1,
  })
  const wrapped = lines > 1 ? Math.min(lines, Math.ceil(takes() / mm(width))) : 1
  return size * 1.45 * wrapped
}

/** The mark: one line with a loop in it, and its name. `height` is the loop's. */
export function drawMark(paper: Paper, { x, y, height }: Omit<Box, 'width'>, name: string, color = ink): void {
  const scale = mm(height) / 24
  paper.save().translate(mm(x), mm(y)).scale(scale)
  paper.lineWidth(2.5).lineCap('round').strokeColor(color)
  paper.path('M2 21.5C9 21.5 22 19 22 9.5a7 7 0 0 0-14 0C8 19 21 21.5 28 21.5').stroke()
  paper.circle(15, 9.5, 3.6).fillColor(color).fill()
  paper.restore()
  const size = height * 0.78
  write(
    paper,
    name,
    { x: x + height * 1.45, y: y + height * 0.02, width: 40 },
    { size, weight: 'bold', color, spaced: size * 0.08 },
  )
}

/** The enamel plate with its inner line; what stands on it is written by `writeOnPlate`. */
export function drawPlate(paper: Paper, { x, y, width, height }: Box): void {
  const radius = Math.min(width, height) * 0.06
  paper.roundedRect(mm(x), mm(y), mm(width), mm(height), mm(radius)).fillColor(enamel).fill()
  const inset = Math.min(width, height) * 0.03
  paper
    .roundedRect(mm(x + inset), mm(y + inset), mm(width - 2 * inset), mm(height - 2 * inset), mm(radius - inset * 0.6))
    .lineWidth(mm(Math.max(0.25, inset * 0.22)))
    .strokeColor(onEnamel)
    .strokeOpacity(0.6)
    .stroke()
    .strokeOpacity(1)
}

/** Whose it is, on a plate: the units above in small, the name large, below a line where the code hangs. */
export function writeOnPlate(
  paper: Paper,
  box: Box,
  { above, title, at }: { readonly above: string; readonly title: string; readonly at: string },
  most: number,
): void {
  // A name that takes two lines is written smaller, so that what stands below it still has room.
  const size = title.length > 14 ? most * 0.74 : most
  const pad = most * 0.95
  const inner = { x: box.x + pad, width: box.width - 2 * pad }
  const lines = title.length > 14 ? 2 : 1
  const tall = size * 0.46 * 1.45 + size * 1.45 * lines + (at ? size * 0.5 * 1.45 + size * 0.5 : 0)
  let y = box.y + Math.max(size * 0.5, (box.height - tall) / 2)
  y += write(paper, above, { ...inner, y }, { size: size * 0.46, least: size * 0.3, color: onEnamel2 })
  y += write(paper, title, { ...inner, y }, { size, least: size * 0.5, weight: 'bold', color: onEnamel, lines })
  if (!at) return
  y += size * 0.2
  paper
    .moveTo(mm(inner.x), mm(y))
    .lineTo(mm(inner.x + inner.width), mm(y))
    .lineWidth(mm(size * 0.025))
    .strokeColor(onEnamel)
    .strokeOpacity(0.35)
    .stroke()
    .strokeOpacity(1)
  write(paper, at, { ...inner, y: y + size * 0.2 }, { size: size * 0.5, least: size * 0.3, color: onEnamel })
}

/**
 * A QR code as one drawn shape, sharp at any size, on white with its quiet zone of four modules (ISO/IEC 18004). Level Q:
 * a quarter of it may be scratched or pasted over.
 */
export function drawCode(paper: Paper, text: string, { x, y, size }: { x: number; y: number; size: number }): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'Q' })
  const quiet = 4
  const module = mm(size) / (modules.size + 2 * quiet)
  paper.rect(mm(x), mm(y), mm(size), mm(size)).fillColor('#ffffff').fill()
  for (let row = 0; row < modules.size; row++)
    for (let from = 0; from < modules.size; from++) {
      if (!modules.get(row, from)) continue
      let to = from
      while (to < modules.size && modules.get(row, to)) to++
      paper.rect(mm(x) + (from + quiet) * module, mm(y) + (row + quiet) * module, (to - from) * module, module)
      from = to
    }
  // One shape for the whole code: no hairlines between its modules.
  paper.fillColor('#000000').fill()
}

/** A code as it is read aloud: in groups of two, three and three. */
export const spelled = (code: string): string => `${code.slice(0, 2)} ${code.slice(2, 5)} ${code.slice(5)}`
