/** Every reason we say no, with the HTTP status it is said with. A new refusal does not compile until it has a line. */
import type { acceptCase } from '../actions/accept-case.ts'
import type { addCosignature } from '../actions/add-cosignature.ts'
import type { addPoint } from '../actions/add-point.ts'
import type { addRuleSet, withdrawRuleSet } from '../actions/add-rule-set.ts'
import type { addPerson } from '../actions/add-user.ts'
import type { answerCase } from '../actions/answer-case.ts'
import type { askErase } from '../actions/ask-erase.ts'
import type { lookToCallBack } from '../actions/call-back.ts'
import type { callMeeting } from '../actions/call-meeting.ts'
import type { chooseVoice } from '../actions/choose-voice.ts'
import type { concludeMeeting } from '../actions/conclude-meeting.ts'
import type { consentToPublish } from '../actions/consent-to-publish.ts'
import type { correctCalendarAsStaff } from '../actions/correct-calendar.ts'
import type { decideBulk } from '../actions/decide-bulk.ts'
import type { describePlace } from '../actions/describe-place.ts'
import type { drawCallBacks } from '../actions/draw-call-backs.ts'
import type { endSession } from '../actions/end-sessions.ts'
import type { enterReport, handOutReceipt } from '../actions/enter-report.ts'
import type { eraseReport } from '../actions/erase-report.ts'
import type { askExtension } from '../actions/extend-case.ts'
import type { handOverCase } from '../actions/hand-over-case.ts'
import type { importCategories } from '../actions/import-categories.ts'
import type { importUnits } from '../actions/import-units.ts'
import type { acceptInvitation, invite, revokeInvitation } from '../actions/invite.ts'
import type { judgeAnswer } from '../actions/judge-answer.ts'
import type { describeAccount, disableUser, giveRole, resetSecondFactor, takeRole } from '../actions/keep-account.ts'
import type { addCategory, changeCategory, retireCategory } from '../actions/keep-category.ts'
import type { putRouting } from '../actions/keep-routing.ts'
import type { dropSignpost, putSignpost } from '../actions/keep-signpost.ts'
import type { putTemplate } from '../actions/keep-template.ts'
import type { keepView } from '../actions/keep-view.ts'
import type { letLeave } from '../actions/leave.ts'
import type { lookAtIdentity } from '../actions/look-at-identity.ts'
import type { mergeCase } from '../actions/merge-cases.ts'
import type { movePoint } from '../actions/move-point.ts'
import type { keepNoticeAddress } from '../actions/notice-address.ts'
import type { changeOwnPassword } from '../actions/own-password.ts'
import type { passCase } from '../actions/pass-case.ts'
import type { addPasskey, removePasskey } from '../actions/passkeys.ts'
import type { printPlaces } from '../actions/print-places.ts'
import type { readCalendarYear } from '../actions/read-calendar-year.ts'
import type { readFile } from '../actions/read-file.ts'
import type { dropRecusal, recuseAgency } from '../actions/recuse-agency.ts'
import type { renamePlace } from '../actions/rename-place.ts'
import type { appealDecline, reopenReport } from '../actions/resident-moves.ts'
import type { returnCase } from '../actions/return-case.ts'
import type { beginSecondFactor, confirmSecondFactorOf, dropSecondFactor } from '../actions/second-factor.ts'
import type { signIn } from '../actions/sign-in.ts'
import type { beginElsewhere, finishElsewhere } from '../actions/sign-in-elsewhere.ts'
import type { sortCase } from '../actions/sort-case.ts'
import type { keepRobot } from '../actions/staff-notices.ts'
import type { startBulk } from '../actions/start-bulk.ts'
import type { submitReport } from '../actions/submit-report.ts'
import type { transferCase } from '../actions/transfer-case.ts'
import type { correctNote, writeNote } from '../actions/write-note.ts'
import type { FileRefusal } from '../domain/files/file.ts'
import type { readTerm } from '../domain/people/term.ts'
import type { readCoordinates } from '../domain/places/coordinates.ts'
import type { parseReceiptCode } from '../domain/reports/receipt-code.ts'
import { refusals as en } from '../words/en/refusals.ts'
import type { Language } from '../words/language.ts'
import { refusals as zh } from '../words/zh/refusals.ts'

type Refused<Result> = Result extends { ok: false; refusal: infer Reason extends string } ? Reason : never
type RefusedBy<Action extends (...given: never[]) => unknown> = Refused<Awaited<ReturnType<Action>>>

/** What the doors themselves refuse. */
type DoorRefusal =
  | 'not-signed-in'
  | 'csrf-token-wrong'
  | 'not-understood'
  | 'no-such-page'
  | 'no-such-file'
  | 'link-expired'
  | 'recording-is-not-for-you'
  | 'judgement-incomplete'
  | 'no-such-district'
  | 'proof-not-ready'
  | 'proof-erased'
  | 'no-such-view'
  | 'body-too-large'
  | 'too-many-attempts'
  | 'piece-damaged'
  | 'piece-differs'
  | 'try-again'
  | 'no-room'
  | 'something-broke'

export type RefusalName =
  | DoorRefusal
  | FileRefusal
  | RefusedBy<typeof submitReport>
  | RefusedBy<typeof enterReport>
  | RefusedBy<typeof handOutReceipt>
  | RefusedBy<typeof writeNote>
  | RefusedBy<typeof drawCallBacks>
  | RefusedBy<typeof lookToCallBack>
  | RefusedBy<typeof correctNote>
  | RefusedBy<typeof acceptCase>
  | RefusedBy<typeof passCase>
  | RefusedBy<typeof handOverCase>
  | RefusedBy<typeof callMeeting>
  | RefusedBy<typeof concludeMeeting>
  | RefusedBy<typeof returnCase>
  | RefusedBy<typeof answerCase>
  | RefusedBy<typeof judgeAnswer>
  | RefusedBy<typeof lookAtIdentity>
  | RefusedBy<typeof readFile>
  | RefusedBy<typeof chooseVoice>
  | RefusedBy<typeof askExtension>
  | RefusedBy<typeof startBulk>
  | RefusedBy<typeof decideBulk>
  | RefusedBy<typeof mergeCase>
  | RefusedBy<typeof transferCase>
  | RefusedBy<typeof askErase>
  | RefusedBy<typeof eraseReport>
  | RefusedBy<typeof appealDecline>
  | RefusedBy<typeof reopenReport>
  | RefusedBy<typeof consentToPublish>
  | RefusedBy<typeof keepView>
  | RefusedBy<typeof keepNoticeAddress>
  | RefusedBy<typeof keepRobot>
  | RefusedBy<typeof signIn>
  | RefusedBy<typeof addCosignature>
  | RefusedBy<typeof parseReceiptCode>
  | RefusedBy<typeof addPoint>
  | RefusedBy<typeof renamePlace>
  | RefusedBy<typeof movePoint>
  | RefusedBy<typeof describePlace>
  | RefusedBy<typeof importUnits>
  | RefusedBy<typeof printPlaces>
  | RefusedBy<typeof addPerson>
  | RefusedBy<typeof endSession>
  | RefusedBy<typeof acceptInvitation>
  | RefusedBy<typeof invite>
  | RefusedBy<typeof revokeInvitation>
  | RefusedBy<typeof describeAccount>
  | RefusedBy<typeof disableUser>
  | RefusedBy<typeof giveRole>
  | RefusedBy<typeof resetSecondFactor>
  | RefusedBy<typeof takeRole>
  | RefusedBy<typeof letLeave>
  | RefusedBy<typeof changeOwnPassword>
  | RefusedBy<typeof addPasskey>
  | RefusedBy<typeof removePasskey>
  | RefusedBy<typeof recuseAgency>
  | RefusedBy<typeof dropRecusal>
  | RefusedBy<typeof beginSecondFactor>
  | RefusedBy<typeof confirmSecondFactorOf>
  | RefusedBy<typeof dropSecondFactor>
  | RefusedBy<typeof beginElsewhere>
  | RefusedBy<typeof finishElsewhere>
  | Refused<ReturnType<typeof readTerm>>
  | Refused<ReturnType<typeof readCoordinates>>
  | RefusedBy<typeof addRuleSet>
  | RefusedBy<typeof withdrawRuleSet>
  | RefusedBy<typeof correctCalendarAsStaff>
  | RefusedBy<typeof readCalendarYear>
  | RefusedBy<typeof addCategory>
  | RefusedBy<typeof changeCategory>
  | RefusedBy<typeof retireCategory>
  | RefusedBy<typeof importCategories>
  | RefusedBy<typeof sortCase>
  | RefusedBy<typeof putRouting>
  | RefusedBy<typeof putTemplate>
  | RefusedBy<typeof putSignpost>
  | RefusedBy<typeof dropSignpost>

export const statusOf = {
  'nothing-said': 400,
  'too-long': 400,
  'robot-address-misread': 400,
  'place-too-long': 400,
  'name-missing': 400,
  'name-too-long': 400,
  'phone-misread': 400,
  'code-misread': 400,
  'no-such-code': 404,
  'code-revoked': 410,
  'already-delivered': 409,
  'not-your-place': 403,
  'call-back-needs-a-phone': 400,
  'hand-out-over': 409,
  'no-such-note': 404,
  'no-such-colleague': 400,
  'another-persons-note': 403,
  'note-stands': 409,
  'days-turned-around': 400,
  'period-not-over': 409,
  'nothing-to-draw': 409,
  'drawn-already': 409,
  'no-such-call-back': 404,
  'called-already': 409,
  'receipt-code-misread': 400,
  'no-such-receipt': 404,
  'send-back-needs-a-negative-judgement': 400,
  'not-your-role': 403,
  'not-yours': 403,
  'not-from-this-status': 409,
  'first-dispute-is-redone': 409,
  'redone-once-already': 409,
  'return-came-too-late': 409,
  'nobody-above': 409,
  'return-is-settled': 409,
  'already-with-a-deputy': 409,
  'not-with-a-deputy': 409,
  'not-due-yet': 409,
  'asked-once-already': 409,
  'waited-long-enough': 409,
  'extension-came-too-late': 409,
  'extended-already': 409,
  'extension-asked-already': 409,
  'no-extension-asked': 409,
  'extension-too-long': 400,
  'extension-too-short': 400,
  'decline-proposed-already': 409,
  'no-decline-proposed': 409,
  'another-person-must': 403,
  'report-erased': 409,
  'erase-asked-already': 409,
  'no-erase-asked': 409,
  'appealed-already': 409,
  'judged-already': 409,
  'too-late-to-judge': 409,
  'too-late-to-reopen': 409,
  'transferred-already': 409,
  'no-plan-open': 409,
  'supervised-already': 409,
  'urgent-already': 409,
  'opinion-given-already': 409,
  'not-asked-for-an-opinion': 403,
  'not-the-lead': 403,
  'no-meeting-called': 409,
  'not-called-to-meeting': 403,
  'meeting-has-not-begun': 409,
  'meeting-in-the-past': 400,
  'meeting-calls-nobody': 400,
  'meeting-place-missing': 400,
  'meeting-place-too-long': 400,
  'item-of-nobody-there': 400,
  'item-due-in-the-past': 400,
  'item-words-missing': 400,
  'item-words-too-long': 400,
  'nothing-agreed': 409,
  'no-such-item': 404,
  'item-done-already': 409,
  'agency-named-twice': 400,
  'lead-is-not-open': 409,
  'report-is-about-them': 409,
  'merge-into-itself': 400,
  'no-such-town': 400,
  'transfer-to-itself': 400,
  'no-such-case': 404,
  'view-name-missing': 400,
  'view-name-too-long': 400,
  'no-such-bulk-act': 404,
  'bulk-act-is-decided': 409,
  'too-many-views': 409,
  'no-such-view': 404,
  'changed-meanwhile': 409,
  'no-such-agency': 400,
  'planned-date-missing': 400,
  'planned-date-past': 400,
  'identity-is-not-for-you': 403,
  'no-such-place': 404,
  'no-such-station': 400,
  'no-such-deputy': 400,
  'name-misread': 400,
  'name-taken': 409,
  'coordinates-misread': 400,
  'page-text-too-long': 400,
  'nothing-to-print': 409,
  'lines-refused': 409,
  'not-text': 400,
  'not-a-workbook': 400,
  'table-too-long': 413,
  'no-columns': 400,
  'open-quote': 400,
  'rule-out-of-range': 400,
  'rules-day-past': 400,
  'rules-unchanged': 409,
  'no-such-rule-set': 404,
  'calendar-unchanged': 409,
  'calendar-lines-misread': 400,
  'calendar-columns-missing': 400,
  'nothing-in-it': 400,
  'category-name-misread': 400,
  'keywords-misread': 400,
  'no-such-category': 404,
  'too-deep': 400,
  'category-taken': 409,
  'retired-before-begun': 400,
  'category-columns-missing': 400,
  'sorted-already': 409,
  'no-such-area': 400,
  'no-such-routing': 404,
  'routing-taken': 409,
  'template-name-misread': 400,
  'no-such-template': 404,
  'signpost-misread': 400,
  'emergency-number-missing': 400,
  'signposts-too-much': 400,
  'no-such-signpost': 404,
  'no-such-year': 404,
  'nothing-to-publish': 409,
  'shown-words-changed': 409,
  'notice-address-misread': 400,
  'sign-in-wrong': 401,
  'no-such-login': 404,
  'has-left': 409,
  'account-disabled': 409,
  'last-administrator': 409,
  'not-yourself': 409,
  'login-taken': 409,
  'login-misread': 400,
  'email-misread': 400,
  'no-such-role': 404,
  'no-such-unit': 400,
  'role-given-twice': 400,
  'term-ends-before-it-begins': 400,
  'no-open-invitation': 409,
  'no-such-invitation': 404,
  'invitation-used': 410,
  'invitation-revoked': 410,
  'invitation-expired': 410,
  'password-too-short': 400,
  'password-too-long': 400,
  'password-too-easy': 400,
  'password-wrong': 403,
  'second-factor-needed': 401,
  'second-factor-wrong': 401,
  'second-factor-required': 403,
  'second-factor-there-already': 409,
  'no-second-factor': 409,
  'passkey-needed': 401,
  'passkey-wrong': 400,
  'no-such-passkey': 404,
  'no-such-session': 404,
  'no-sign-in-elsewhere': 404,
  'sign-in-elsewhere-away': 503,
  'sign-in-elsewhere-failed': 400,
  'no-account-here': 403,
  'recused-already': 409,
  'no-agency-recused': 409,
  'agency-is-recused': 409,
  'not-signed-in': 401,
  'csrf-token-wrong': 403,
  'not-understood': 400,
  'no-such-page': 404,
  'no-such-file': 404,
  'link-expired': 410,
  'recording-is-not-for-you': 403,
  'recording-removed': 409,
  'file-not-understood': 400,
  'file-damaged': 400,
  'file-too-large': 413,
  'too-many-files': 413,
  'picture-too-large': 413,
  'recording-too-long': 413,
  'video-not-taken': 400,
  'upload-incomplete': 409,
  'piece-damaged': 400,
  'piece-differs': 409,
  'judgement-incomplete': 400,
  'no-such-district': 404,
  'proof-not-ready': 409,
  'proof-erased': 410,
  'checkpoint-misread': 400,
  'no-such-checkpoint': 404,
  'not-a-witness': 403,
  'cosignature-wrong': 400,
  'body-too-large': 413,
  'too-many-attempts': 429,
  'try-again': 503,
  'no-room': 503,
  'something-broke': 500,
} as const satisfies Record<RefusalName, number>

const sentences = { zh, en } satisfies Record<Language, Record<RefusalName, string>>

/** The sentence a person reads. */
export const sentenceOf = (refusal: RefusalName, language: Language): string => sentences[language][refusal]

/** Whether a name that was kept is one of ours still. */
export const isRefusalName = (name: string): name is RefusalName => Object.hasOwn(statusOf, name)

/** Thrown where a door cannot go on; the error handler says it. Actions return their refusals instead. */
export class Refusal extends Error {
  readonly refusal: RefusalName
  readonly detail: string
  constructor(refusal: RefusalName, detail = '') {
    super(refusal)
    this.refusal = refusal
    this.detail = detail
  }
}

/** The value of an action, or its refusal on the way to the error handler. */
export function orRefuse<Value>(result: { ok: true; value: Value } | { ok: false; refusal: RefusalName }): Value {
  if (!result.ok) throw new Refusal(result.refusal)
  return result.value
}
