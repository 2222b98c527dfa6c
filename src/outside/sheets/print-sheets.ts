/** Sheets for print, as one PDF with real text: a page for each poster and plate, as many stickers or cards as fit. */
import { setImmediate } from 'node:timers/promises'
import type { SheetKind } from '../../domain/places/sheet-kind.ts'
import {
  accent,
  type Box,
  closePaper,
  drawCode,
  drawMark,
  drawPlate,
  ink,
  ink2,
  line,
  mm,
  openPaper,
  type Paper,
  spelled,
  write,
  writeOnPlate,
} from './draw.ts'
import type { SheetPlace, SheetWords } from './sheet.ts'

const a4 = { width: 210, height: 297 }
const a3 = { width: 297, height: 420 }

/** Draws every place on sheets of this kind. */
export async function printSheets(
  kind: SheetKind,
  places: readonly SheetPlace[],
  words: SheetWords,
): Promise<Uint8Array> {
  const paper = openPaper({ title: words.documentTitle, author: words.product })
  const draw = drawingOf(kind, paper, words)
  for (const [index, place] of places.entries()) {
    draw(place, index)
    // Hundreds take a second: between two of them the program answers others.
    if (index % 20 === 19) await setImmediate()
  }
  return closePaper(paper)
}

type Drawing = (place: SheetPlace, index: number) => void

function drawingOf(kind: SheetKind, paper: Paper, words: SheetWords): Drawing {
  switch (kind) {
    case 'poster-a4':
      return (place) => poster(paper, place, words, a4)
    case 'poster-a3':
      return (place) => poster(paper, place, words, a3)
    case 'door-plate':
      return (place) => doorPlate(paper, place, words)
    case 'stickers':
      return onGrid(paper, { columns: 3, rows: 4, width: 60, height: 66 }, (box, place) =>
        sticker(paper, box, place, words),
      )
    case 'card':
      return onGrid(paper, { columns: 2, rows: 5, width: 85, height: 54 }, (box, place) =>
        card(paper, box, place, words),
      )
  }
}

const page = (paper: Paper, { width, height }: typeof a4): void => {
  paper.addPage({ size: [mm(width), mm(height)], margin: 0 })
}

/** A poster for a wall: whose it is, the code as large as a hand, what happens to what one says. */
function poster(paper: Paper, place: SheetPlace, words: SheetWords, size: typeof a4): void {
  page(paper, size)
  // Everything is drawn for A4 and grows with the paper.
  const scale = size.width / a4.width
  paper.save().scale(scale)
  drawMark(paper, { x: 18, y: 15, height: 11 }, words.product)
  const plate = { x: 18, y: 34, width: 174, height: 58 }
  drawPlate(paper, plate)
  writeOnPlate(paper, plate, place, 14)
  write(paper, words.headline, { x: 18, y: 100, width: 174 }, { size: 12.5, weight: 'bold', align: 'center', least: 8 })
  // The line comes in from the edge, holds the code, and goes on.
  paper.lineWidth(mm(1)).strokeColor(ink)
  paper.moveTo(0, mm(172)).lineTo(mm(54), mm(172)).moveTo(mm(156), mm(172)).lineTo(mm(210), mm(172)).stroke()
  paper.roundedRect(mm(54), mm(121), mm(102), mm(102), mm(3)).lineWidth(mm(1)).strokeColor(ink).stroke()
  drawCode(paper, place.url, { x: 57, y: 124, size: 96 })
  write(
    paper,
    words.scan,
    { x: 18, y: 226, width: 174 },
    { size: 7.5, weight: 'bold', color: accent, align: 'center', least: 5 },
  )
  words.promise.forEach((sentence, index) => {
    write(paper, sentence, { x: 18, y: 239 + index * 7.6, width: 174 }, { size: 5, align: 'center', least: 3.5 })
  })
  if (place.receives)
    write(
      paper,
      `${words.receives}${place.receives.replaceAll('\n', '　')}`,
      { x: 18, y: 263.5, width: 174 },
      { size: 4.2, align: 'center', color: ink2, least: 3, lines: 1 },
    )
  foot(paper, place, words, { x: 18, y: 273, width: 174, height: 14 })
  paper.restore()
}

/** The code in letters, and how to use it without a camera. */
function foot(paper: Paper, place: SheetPlace, words: SheetWords, { x, y, width }: Box): void {
  paper
    .moveTo(mm(x), mm(y))
    .lineTo(mm(x + width), mm(y))
    .lineWidth(mm(0.3))
    .strokeColor(line)
    .stroke()
  write(paper, words.codeLabel, { x, y: y + 4.2, width: 30 }, { size: 4, color: ink2 })
  write(paper, spelled(place.code), { x: x + 20, y: y + 2.6, width: 60 }, { size: 6.5, weight: 'bold', spaced: 0.4 })
  write(
    paper,
    words.byHand,
    { x: x + 82, y: y + 4.4, width: width - 82 },
    { size: 3.8, color: ink2, align: 'right', least: 2.6 },
  )
}

/** A plate for a door, across: the name beside the code. Cut on its outer edge. */
function doorPlate(paper: Paper, place: SheetPlace, words: SheetWords): void {
  page(paper, { width: 297, height: 210 })
  const plate = { x: 23.5, y: 42, width: 250, height: 126 }
  drawPlate(paper, plate)
  writeOnPlate(paper, { x: plate.x + 2, y: plate.y + 14, width: 158, height: 84 }, place, 15)
  const code = 74
  paper
    .roundedRect(mm(plate.x + 164), mm(plate.y + 14), mm(code + 4), mm(code + 24), mm(3))
    .fillColor('#ffffff')
    .fill()
  drawCode(paper, place.url, { x: plate.x + 166, y: plate.y + 15, size: code })
  write(
    paper,
    words.short,
    { x: plate.x + 166, y: plate.y + 15 + code - 2, width: code },
    { size: 6.2, weight: 'bold', color: accent, align: 'center', least: 4 },
  )
  write(
    paper,
    spelled(place.code),
    { x: plate.x + 166, y: plate.y + 15 + code + 8, width: code },
    { size: 6.6, weight: 'bold', align: 'center', spaced: 0.5 },
  )
  drawMark(paper, { x: plate.x + 15, y: plate.y + 103, height: 9 }, words.product, '#fbfaf7')
}

/** A sticker: the code, whose it is, the letters. */
function sticker(paper: Paper, { x, y, width }: Box, place: SheetPlace, words: SheetWords): void {
  paper.roundedRect(mm(x), mm(y), mm(60), mm(66), mm(2.5)).lineWidth(mm(0.15)).strokeColor(line).stroke()
  const plate = { x: x + 2, y: y + 2, width: width - 4, height: 15.5 }
  drawPlate(paper, plate)
  const [small, large] = place.at ? [place.title, place.at] : [place.above, place.title]
  write(
    paper,
    small,
    { x: plate.x + 3, y: plate.y + 1.9, width: plate.width - 6 },
    { size: 2.9, color: '#cfc9bd', align: 'center', least: 2 },
  )
  write(
    paper,
    large,
    { x: plate.x + 3, y: plate.y + 6.3, width: plate.width - 6 },
    { size: 4.6, weight: 'bold', color: '#fbfaf7', align: 'center', least: 2.3, lines: large.length > 18 ? 2 : 1 },
  )
  drawCode(paper, place.url, { x: x + 12.5, y: y + 18, size: 35 })
  write(
    paper,
    words.short,
    { x: x + 2, y: y + 52.4, width: width - 4 },
    { size: 3.5, weight: 'bold', color: accent, align: 'center', least: 2.4 },
  )
  drawMark(paper, { x: x + 3.5, y: y + 59, height: 4 }, words.product)
  write(
    paper,
    spelled(place.code),
    { x: x + 22, y: y + 58.6, width: width - 25.5 },
    { size: 3.8, weight: 'bold', align: 'right', spaced: 0.2 },
  )
}

/** A deputy's card, 85 × 54 mm like a bank card (ISO/IEC 7810 ID-1 is 85.6 × 54), to be cut along its edge. */
function card(paper: Paper, { x, y, width, height }: Box, place: SheetPlace, words: SheetWords): void {
  paper.rect(mm(x), mm(y), mm(width), mm(height)).lineWidth(mm(0.1)).strokeColor(line).stroke()
  drawMark(paper, { x: x + 5, y: y + 4.5, height: 4.4 }, words.product)
  write(
    paper,
    place.title,
    { x: x + 5, y: y + 12.5, width: 43 },
    { size: 6.4, weight: 'bold', least: 3, lines: place.title.length > 12 ? 2 : 1 },
  )
  write(paper, place.above, { x: x + 5, y: y + 23, width: 43 }, { size: 2.9, color: ink2, least: 2.2, lines: 2 })
  write(
    paper,
    place.at || place.receives.replaceAll('\n', '　'),
    { x: x + 5, y: y + 32, width: 43 },
    { size: 2.7, least: 2.1, lines: 2 },
  )
  drawCode(paper, place.url, { x: x + 49.5, y: y + 6, size: 33 })
  write(
    paper,
    words.short,
    { x: x + 49.5, y: y + 39.6, width: 33 },
    { size: 3, weight: 'bold', color: accent, align: 'center', least: 2 },
  )
  paper
    .moveTo(mm(x + 5), mm(y + 45.6))
    .lineTo(mm(x + width - 5), mm(y + 45.6))
    .lineWidth(mm(0.2))
    .strokeColor(ink)
    .stroke()
  write(paper, words.card, { x: x + 5, y: y + 47.2, width: 43 }, { size: 2.6, color: ink2, least: 1.9 })
  write(
    paper,
    spelled(place.code),
    { x: x + 49.5, y: y + 46.6, width: 30.5 },
    { size: 3.5, weight: 'bold', align: 'right', spaced: 0.2 },
  )
}

/** Fills A4 sheets with boxes, from the upper left; the rest of the last sheet stays empty. */
function onGrid(
  paper: Paper,
  { columns, rows, width, height }: { columns: number; rows: number; width: number; height: number },
  draw: (box: Box, place: SheetPlace) => void,
): Drawing {
  const [left, top] = [(a4.width - columns * width) / 2, (a4.height - rows * height) / 2]
  return (place, index) => {
    const onPage = index % (columns * rows)
    if (onPage === 0) page(paper, a4)
    draw({ x: left + (onPage % columns) * width, y: top + Math.floor(onPage / columns) * height, width, height }, place)
  }
}
