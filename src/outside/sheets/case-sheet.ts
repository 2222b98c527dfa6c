/** The file of a case on paper: A4, as many pages as it takes, with real text that can be searched and read out. */
import { setImmediate } from 'node:timers/promises'
import { accent, closePaper, drawMark, ink, ink2, line, mm, openPaper, type Paper, write } from './draw.ts'

/** What stands on it, in the words of its language. Nothing in it tells who spoke. */
export type CaseSheet = {
  readonly product: string
  readonly documentTitle: string
  readonly number: string
  readonly title: string
  /** Short pairs at the head: status, place, agency, due date. */
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly parts: readonly SheetPart[]
  /** Stands at the foot of each page, before its number. */
  readonly foot: string
  readonly page: (number: number) => string
}

export type SheetPart =
  | { readonly heading: string; readonly kind: 'words'; readonly lines: readonly string[] }
  | {
      readonly heading: string
      readonly kind: 'table'
      readonly rows: readonly (readonly [left: string, right: string, below: string])[]
    }
  /** Small pictures, as JPEG. */
  | { readonly heading: string; readonly kind: 'photos'; readonly photos: readonly Uint8Array[] }

const margin = { left: 20, right: 20, top: 24, bottom: 24 }
const width = 210 - margin.left - margin.right
const foot = 297 - 15
const photoWidth = 52
const photoHeight = 40
const gap = 6

/** Draws the file. */
export async function printCaseSheet(sheet: CaseSheet): Promise<Uint8Array> {
  const paper = openPaper({ title: sheet.documentTitle, author: sheet.product })
  let pages = 0
  paper.on('pageAdded', () => {
    pages += 1
    const { x, y } = paper
    // The foot stands outside the margins, where writing would begin a page of its own.
    const { bottom } = paper.page.margins
    paper.page.margins.bottom = 0
    const at = { x: margin.left, y: foot, width: width - 30 }
    write(paper, `${sheet.number}　${sheet.foot}`, at, { size: 3, color: ink2, least: 2.4 })
    const right = { x: 210 - margin.right - 30, y: foot, width: 30 }
    write(paper, sheet.page(pages), right, { size: 3, color: ink2, align: 'right' })
    paper.page.margins.bottom = bottom
    paper.x = x
    paper.y = y
    body(paper)
  })
  const margins = { left: mm(margin.left), right: mm(margin.right), top: mm(margin.top), bottom: mm(margin.bottom) }
  // Pages that long words begin by themselves are made of what the document was opened with.
  Object.assign(paper.options, { size: 'A4', margins })
  paper.addPage()
  drawMark(paper, { x: margin.left, y: 12, height: 6 }, sheet.product)
  head(paper, sheet)
  for (const part of sheet.parts) {
    drawPart(paper, part)
    // A long file takes a while: between two parts the program answers others.
    await setImmediate()
  }
  return closePaper(paper)
}

const body = (paper: Paper): Paper => paper.font('regular').fontSize(mm(3.7)).fillColor(ink)

function head(paper: Paper, { number, title, facts }: CaseSheet): void {
  paper.x = mm(margin.left)
  paper.y = mm(margin.top)
  paper.font('regular').fontSize(mm(3.7)).fillColor(ink2).text(number)
  paper
    .font('bold')
    .fontSize(mm(6.2))
    .fillColor(ink)
    .text(title, { lineGap: mm(1) })
  paper.moveDown(0.4)
  for (const [label, value] of facts) {
    const top = paper.y
    body(paper)
      .fillColor(ink2)
      .text(label, mm(margin.left), top, { width: mm(30) })
    body(paper).text(value, mm(margin.left + 32), top, { width: mm(width - 32), lineGap: mm(0.6) })
  }
}

function heading(paper: Paper, words: string, needs: number): void {
  if (paper.y + mm(14 + needs) > mm(297 - margin.bottom)) paper.addPage()
  else paper.moveDown(1.1)
  const y = paper.y
  paper
    .moveTo(mm(margin.left), y)
    .lineTo(mm(210 - margin.right), y)
    .lineWidth(mm(0.2))
    .strokeColor(line)
    .stroke()
  paper.font('bold').fontSize(mm(4.2)).fillColor(accent)
  paper.text(words, mm(margin.left), y + mm(2.4), { width: mm(width) })
  paper.moveDown(0.3)
  body(paper)
}

function drawPart(paper: Paper, part: SheetPart): void {
  switch (part.kind) {
    case 'words':
      heading(paper, part.heading, 8)
      for (const words of part.lines)
        body(paper).text(words, { width: mm(width), lineGap: mm(1.2), paragraphGap: mm(1.4) })
      return
    case 'table':
      heading(paper, part.heading, 8)
      for (const [left, right, below] of part.rows) drawRow(paper, left, right, below)
      return
    case 'photos':
      heading(paper, part.heading, photoHeight)
      drawPhotos(paper, part.photos)
  }
}

/** A row is kept together with the beginning of its words. */
function drawRow(paper: Paper, left: string, right: string, below: string): void {
  const [narrow, wide] = [mm(46), mm(width - 48)]
  const options = { width: wide, lineGap: mm(0.6) }
  body(paper)
  const tall = Math.max(paper.heightOfString(right, options), paper.heightOfString(left, { width: narrow }))
  if (paper.y + tall + (below ? mm(6) : 0) > mm(297 - margin.bottom)) paper.addPage()
  const top = paper.y
  body(paper).fillColor(ink2).text(left, mm(margin.left), top, { width: narrow })
  const after = paper.y
  body(paper).text(right, mm(margin.left + 48), top, options)
  paper.y = Math.max(after, paper.y)
  if (below)
    body(paper)
      .fillColor(ink2)
      .text(below, mm(margin.left + 48), paper.y, options)
  paper.y += mm(1.2)
  paper.x = mm(margin.left)
}

function drawPhotos(paper: Paper, photos: readonly Uint8Array[]): void {
  const across = Math.floor((width + gap) / (photoWidth + gap))
  for (const [index, photo] of photos.entries()) {
    const column = index % across
    if (column === 0 && index > 0) paper.y += mm(photoHeight + gap)
    if (column === 0 && paper.y + mm(photoHeight) > mm(297 - margin.bottom)) paper.addPage()
    paper.image(Buffer.from(photo), mm(margin.left + column * (photoWidth + gap)), paper.y, {
      fit: [mm(photoWidth), mm(photoHeight)],
      valign: 'center',
    })
  }
  paper.y += mm(photoHeight + 2)
}
