/**
 * The public log of a district, as tlog-tiles says (https://c2sp.org/tlog-tiles): checkpoint, tiles, entries, and the
 * keys to check by. Anyone may read it from anywhere; nothing in it is about anybody.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { paths } from '../../web/shared/paths.ts'
import { addCosignature } from '../actions/add-cosignature.ts'
import { keysOf, signersOf } from '../actions/ledger-keys.ts'
import { type District, districtByPrefix } from '../data/districts/read.ts'
import { entriesFrom, lastCheckpoint, tilesAt } from '../data/ledger/read.ts'
import { isOfAlphabet, normalise } from '../domain/shared/check-letter.ts'
import { openCheckpoint } from '../ledger/checkpoint.ts'
import { entryBundle } from '../ledger/entries.ts'
import { hashLength } from '../ledger/merkle.ts'
import { parseTilePath, tileWidth } from '../ledger/tiles.ts'
import { districtOfPage } from './page-settings.ts'
import { orRefuse, Refusal } from './refusals.ts'
import type { Doors, Server } from './server.ts'

const text = 'text/plain; charset=utf-8'
const bytes = 'application/octet-stream'
/** A tile never changes; a checkpoint does at every tick, and a witness wants to see its line soon. */
const forever = 'public, max-age=31536000, immutable'
const aMoment = 'public, max-age=5'
/** A checkpoint with the lines of as many witnesses as a note may have. */
const largestNote = 32 * 1024

const ofPrefix = z.object({ prefix: z.string().max(8), '*': z.string().optional() })

/** Every address stands twice: with the district's letters, and without for the district of the host name. */
export function ledgerRoutes(app: Server, doors: Doors): void {
  const config = { access: 'anyone' } as const
  const named = async (request: { params: { prefix: string } }) => districtOf(doors, request.params.prefix)
  const hosted = (request: FastifyRequest) => districtOfPage(doors, request)

  const both = (
    path: string,
    answer: (district: District, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
  ) => {
    app.get(
      `${paths.ledger(':prefix')}${path}`,
      { config, schema: { hide: true, params: ofPrefix } },
      async (request, reply) => answer(await named(request), request, reply),
    )
    app.get(`${paths.ledger()}${path}`, { config, schema: { hide: true } }, async (request, reply) =>
      answer(await hosted(request), request, reply),
    )
  }
  both('/checkpoint', async (district, _request, reply) => {
    const { note, cosignatures } = await checkpointFor(doors, district)
    return open(reply, aMoment)
      .type(text)
      .send(note + cosignatures.join(''))
  })
  both('/vkey', async (district, _request, reply) =>
    open(reply, aMoment)
      .type(text)
      .send((await verifierKeysOf(doors, district)).map((key) => `${key}\n`).join('')),
  )
  both('/tile/*', async (district, request, reply) => {
    const wanted = parseTilePath(`tile/${(request.params as { '*'?: string })['*'] ?? ''}`)
    const found = wanted && (await contentOf(doors, district, wanted))
    if (!found) throw new Refusal('no-such-page')
    return open(reply, forever).type(bytes).send(found)
  })

  const cosign = async (district: District, body: unknown, reply: FastifyReply) => {
    if (typeof body !== 'string') throw new Refusal('checkpoint-misread')
    orRefuse(await addCosignature(doors.context, district, body, doors.witnesses))
    return open(reply, 'no-store').status(204).send()
  }
  const taking = { config, bodyLimit: largestNote }
  app.post(
    `${paths.ledger(':prefix')}/cosignatures`,
    { ...taking, schema: { hide: true, params: ofPrefix } },
    async (request, reply) => cosign(await named(request), request.body, reply),
  )
  app.post(`${paths.ledger()}/cosignatures`, { ...taking, schema: { hide: true } }, async (request, reply) =>
    cosign(await hosted(request), request.body, reply),
  )
}

/** For programs anywhere, browsers of other sites included. */
const open = (reply: FastifyReply, cacheControl: string): FastifyReply =>
  reply.headers({
    'cache-control': cacheControl,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  })

async function districtOf({ context }: Doors, prefix: string): Promise<District> {
  const letters = normalise(prefix)
  const district = isOfAlphabet(letters) ? await districtByPrefix(context.database, letters) : undefined
  if (!district) throw new Refusal('no-such-district')
  return district
}

async function checkpointFor({ context }: Doors, { id }: District) {
  const last = await lastCheckpoint(context.database.of(id))
  // Before the first tick there is no log yet.
  if (!last) throw new Refusal('no-such-page')
  return last
}

/** Keys of this machine that signed the last checkpoint: one made a moment ago on a second machine is not shown. */
export async function verifierKeysOf(doors: Doors, district: District): Promise<string[]> {
  const { note } = await checkpointFor(doors, district)
  return signersOf(doors.context, district).flatMap((signer) =>
    openCheckpoint(note, keysOf([signer])).ok ? [signer.verifierKey] : [],
  )
}

/** A tile, or its beginning; a bundle of entries. Undefined for what the log does not have (yet). */
async function contentOf(
  { context }: Doors,
  { id }: District,
  { level, index, width }: NonNullable<ReturnType<typeof parseTilePath>>,
): Promise<Buffer | undefined> {
  const db = context.database.of(id)
  if (level === 'entries') {
    const entries = await entriesFrom(db, index * tileWidth, width)
    return entries.length === width ? entryBundle(entries) : undefined
  }
  const [tile] = await tilesAt(db, [{ level, index }])
  const content = tile?.hashes.subarray(0, width * hashLength)
  return content?.length === width * hashLength ? content : undefined
}
