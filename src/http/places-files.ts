/** Tables of places in and out, and the sheets to hang up. */
import type { FastifyReply } from 'fastify'
import { importUnits, previewUnits } from '../actions/import-units.ts'
import { printPlaces } from '../actions/print-places.ts'
import { type Table, type TableFormat, writePlaces } from '../actions/write-places.ts'
import {
  exportPlacesQuery,
  type ImportPlacesReply,
  importPlacesBody,
  importPlacesReply,
  printPlacesBody,
  templateQuery,
} from '../contract/places.ts'
import { type PlaceRow, placesFor } from '../data/places/read-desk.ts'
import { deeds } from '../domain/people/deeds.ts'
import { mostTableBytes } from '../domain/places/sheet-kind.ts'
import { unitColumns } from '../domain/places/unit-table.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { filterOf, type PlacesWords, pagePathOf, placesWords, presentLines, useTimes } from './places-present.ts'
import { orRefuse } from './refusals.ts'
import type { Doors, Server } from './server.ts'

const typeOf: Record<TableFormat | 'pdf', string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
}
/** As many as one spreadsheet takes; a district has a few thousand. */
const mostRows = 100_000

export function placeFileRoutes(app: Server, { context, publicUrl }: Doors): void {
  app.get(
    '/api/v1/places/export',
    {
      config: { access: deeds['keep-places'] },
      schema: {
        tags: ['places'],
        description:
          'The list as a spreadsheet, with the columns of the template first, so that it can be read in again.',
        querystring: exportPlacesQuery,
      },
    },
    async (request, reply) => {
      const { format, weeks, ...query } = request.query
      const { district, staff } = sessionOn(request)
      const times = useTimes(context.now(), district, weeks)
      const filter = filterOf(query)
      const db = context.database.of(district.id)
      const rows = await placesFor(db, staff, { filter, times, offset: 0, limit: mostRows })
      const words = placesWords(request.language)
      const { columns, more, sheet } = words.table
      const table: Table = {
        name: sheet,
        columns: [
          ...unitColumns.map((name) => columns[name]),
          more.code,
          more.address,
          more.used,
          more.usedAll,
          more.last,
        ],
        rows: rows.map((row) => exported(row, words, publicUrl)),
      }
      return sendTable(reply, `places.${format}`, format, [table])
    },
  )

  app.get(
    '/api/v1/places/template',
    {
      config: { access: deeds['keep-places'] },
      schema: {
        tags: ['places'],
        description: 'An empty table to fill in; the workbook says in a second sheet what its columns mean.',
        querystring: templateQuery,
      },
    },
    async (request, reply) => {
      const { format } = request.query
      const { columns, sheet, about, explained } = placesWords(request.language).table
      const empty = { name: sheet, columns: unitColumns.map((name) => columns[name]), rows: [] }
      const [head = [], ...others] = explained
      const help = { name: about, columns: head, rows: others }
      return sendTable(reply, `places-template.${format}`, format, [empty, help])
    },
  )

  app.post(
    '/api/v1/places/import',
    {
      // Base 64 takes a third more than the file.
      bodyLimit: Math.ceil(mostTableBytes * 1.4),
      config: { access: deeds['keep-places'] },
      schema: {
        tags: ['places'],
        description:
          'Reads a table of units: what would be made, or all of it at once; nothing when any line is refused.',
        body: importPlacesBody,
        response: documented({ 200: importPlacesReply }, [400, 401, 403, 409, 413, 503]),
      },
    },
    async (request): Promise<ImportPlacesReply> => {
      const { district, staff } = sessionOn(request)
      const given = { staff, bytes: Buffer.from(request.body.content, 'base64') }
      const read = request.body.make
        ? await importUnits(context, district, given)
        : await previewUnits(context, district, given)
      return presentLines(orRefuse(read), request.language)
    },
  )

  app.post(
    '/api/v1/places/print',
    {
      config: { access: deeds['keep-places'] },
      schema: {
        tags: ['places'],
        description: 'Sheets for print as one PDF: posters, stickers, door plates, cards.',
        body: printPlacesBody,
      },
    },
    async (request, reply) => {
      const { district, staff } = sessionOn(request)
      const words = placesWords(request.language)
      const pdf = orRefuse(
        await printPlaces(context, district, {
          staff,
          ids: request.body.ids,
          sheet: request.body.sheet,
          words: words.sheet,
          addressed: words.deputy,
          urlOf: (kind, code) => publicUrl + pagePathOf(kind, code),
        }),
      )
      return reply.type(typeOf.pdf).header('content-disposition', 'attachment; filename="codes.pdf"').send(pdf)
    },
  )
}

/** The columns of the template in its words, then what only we know. */
function exported(row: PlaceRow, words: PlacesWords, publicUrl: string): Table['rows'][number] {
  const type = row.kind === 'station' ? words.stationType : words.pointType
  return [
    words.kind[row.kind],
    row.name,
    row.kind === 'town' ? null : row.townName,
    row.stationName,
    row.deputyName,
    row.type && type[row.type as keyof typeof type],
    row.latitude,
    row.longitude,
    row.code,
    row.code && publicUrl + pagePathOf(row.kind, row.code),
    row.usedLately,
    row.used,
    row.lastUsedOn,
  ]
}

const sendTable = (reply: FastifyReply, name: string, format: TableFormat, sheets: readonly [Table, ...Table[]]) =>
  reply
    .type(typeOf[format])
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(Buffer.from(writePlaces(format, sheets)))
