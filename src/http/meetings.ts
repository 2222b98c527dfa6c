/** Meetings on the spot: the moves around them. */
import type { z } from 'zod'
import { answerMeeting } from '../actions/answer-meeting.ts'
import { callMeeting } from '../actions/call-meeting.ts'
import { callOffMeeting } from '../actions/call-off-meeting.ts'
import { concludeMeeting } from '../actions/conclude-meeting.ts'
import type { Context } from '../actions/context.ts'
import { finishItem } from '../actions/finish-item.ts'
import type { Moved, StaffMove } from '../actions/make-move.ts'
import { wordsBody } from '../contract/cases.ts'
import { answerMeetingBody, callMeetingBody, concludeMeetingBody, finishItemBody } from '../contract/meetings.ts'
import type { CaseMove } from '../domain/cases/moves.ts'
import type { RefusalName } from './refusals.ts'

type MoveRoute = <Body extends z.ZodObject<{ version: z.ZodOptional<z.ZodInt> }>>(
  move: CaseMove,
  body: Body,
  make: (
    staffMove: StaffMove,
    given: z.output<Body>,
  ) => Promise<{ ok: true; value: Moved } | { ok: false; refusal: RefusalName }>,
) => unknown

export function meetingRoutes(moveRoute: MoveRoute, context: Context): void {
  moveRoute('call-meeting', callMeetingBody, (move, given) =>
    callMeeting(context, move, { ...given, at: new Date(given.at) }),
  )
  moveRoute('answer-meeting', answerMeetingBody, (move, given) => answerMeeting(context, move, given))
  moveRoute('call-off-meeting', wordsBody, (move, given) => callOffMeeting(context, move, given))
  moveRoute('conclude-meeting', concludeMeetingBody, (move, given) => concludeMeeting(context, move, given))
  moveRoute('finish-item', finishItemBody, (move, given) => finishItem(context, move, given))
}
