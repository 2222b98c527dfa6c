/** The quarantine of the desk: a view of its own, and the moves on many at once. */
import { confirmDecline, dropDecline, proposeDecline } from '../actions/decline-case.ts'
import type { StaffMove } from '../actions/make-move.ts'
import { moveTogether } from '../actions/move-together.ts'
import { releaseCase } from '../actions/release-case.ts'
import {
  declineTogetherBody,
  type FoldReply,
  type MovedTogetherReply,
  movedTogetherReply,
  type QuarantineReply,
  quarantineReply,
  releaseTogetherBody,
} from '../contract/quarantine.ts'
import { type Quarantined, quarantinedCases } from '../data/cases/read-quarantine.ts'
import { deeds } from '../domain/people/deeds.ts'
import { foldAlike } from '../text/alike.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { caseNumber, titleOf } from './present-case.ts'
import { addressedName } from './present-receipt.ts'
import { type RefusalName, sentenceOf } from './refusals.ts'
import type { Doors, Server, Session } from './server.ts'

/** Cases that are folded at a time; the next come when these have been looked at. */
const folded = 1000
const namedPlaces = 3

export function quarantineRoutes(app: Server, { context }: Doors): void {
  app.get(
    '/api/v1/quarantine',
    {
      config: { access: deeds['read-quarantine'] },
      schema: {
        tags: ['desk'],
        description:
          'What came when very much came in at once, nearly identical reports as one. Whatever nobody looks at is released when it is due to be accepted.',
        response: documented({ 200: quarantineReply }, [401, 403, 503]),
      },
    },
    async (request): Promise<QuarantineReply> => {
      const session = sessionOn(request)
      const found = await quarantinedCases(context.database.of(session.district.id), session.staff, folded + 1)
      const shown = found.slice(0, folded)
      const folds = foldsOf(shown).map((cases) => presentFold(cases, session, request.language))
      return {
        folds: folds.toSorted((one, other) => other.cases.length - one.cases.length),
        shown: shown.length,
        more: found.length > folded,
      }
    },
  )

  const together = <Body extends typeof releaseTogetherBody | typeof declineTogetherBody>(
    verb: 'release' | 'propose-decline' | 'drop-decline' | 'decline',
    body: Body,
    make: (
      move: StaffMove,
      given: Body['_output'],
    ) => Promise<{ ok: true; value: unknown } | { ok: false; refusal: RefusalName }>,
  ) =>
    app.post(
      `/api/v1/quarantine/${verb}`,
      {
        config: { access: deeds['decide-quarantine'] },
        schema: {
          tags: ['desk'],
          description: `The move «${verb}» on several cases, each by itself: what one refuses is told and stops no other.`,
          body,
          response: documented({ 200: movedTogetherReply }, [400, 401, 403, 413, 503]),
        },
      },
      async (request): Promise<MovedTogetherReply> => {
        const { district, staff } = sessionOn(request)
        const given = request.body as Body['_output']
        const { made, refused } = await moveTogether({ district: district.id, staff, caseIds: given.cases }, (move) =>
          make(move, given),
        )
        return {
          made,
          refused: refused.map(({ caseId, refusal }) => ({
            id: caseId,
            refusal,
            message: sentenceOf(refusal, request.language),
          })),
        }
      },
    )

  together('release', releaseTogetherBody, (move) => releaseCase(context, move))
  together('propose-decline', declineTogetherBody, (move, given) => proposeDecline(context, move, given))
  together('drop-decline', releaseTogetherBody, (move) => dropDecline(context, move))
  together('decline', releaseTogetherBody, (move) => confirmDecline(context, move))
}

/** What was proposed to be declined alike stands apart from the rest, so that one line is one decision. */
function foldsOf(cases: readonly Quarantined[]): Quarantined[][] {
  const byProposal = Map.groupBy(cases, ({ declineReason, declineWords }) => `${declineReason} ${declineWords}`)
  return [...byProposal.values()].flatMap((alike) =>
    foldAlike(alike.map(({ text }) => text)).map((places) => places.map((place) => alike[place] as Quarantined)),
  )
}

function presentFold(cases: readonly Quarantined[], { district }: Session, language: 'zh' | 'en'): FoldReply {
  const [first] = cases as readonly [Quarantined]
  const placeOf = (item: Quarantined) => addressedName(item) ?? district.name
  const places = [...new Set(cases.map(placeOf))]
  return {
    title: titleOf(first.text, language),
    places: places.slice(0, namedPlaces),
    morePlaces: Math.max(0, places.length - namedPlaces),
    receivedAt: new Date(Math.min(...cases.map(({ receivedAt }) => receivedAt.getTime()))).toISOString(),
    dueAt: first.dueAt?.toISOString() ?? null,
    declineProposed: first.declineReason && { reason: first.declineReason, words: first.declineWords ?? '' },
    cases: cases.map((item) => ({
      id: item.id,
      number: caseNumber(item.number, item.receivedAt, district),
      title: titleOf(item.text, language),
      place: placeOf(item),
      dueAt: item.dueAt?.toISOString() ?? null,
    })),
  }
}
