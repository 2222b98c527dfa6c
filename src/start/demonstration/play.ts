/** Plays a story through the actions: what was said, and each deed, under ids that follow from the story's name. */
import { acceptCase } from '../../actions/accept-case.ts'
import { answerCase, answerCaseDirectly, fulfilPlan } from '../../actions/answer-case.ts'
import { answerMeeting } from '../../actions/answer-meeting.ts'
import { askResident } from '../../actions/ask-resident.ts'
import { callMeeting } from '../../actions/call-meeting.ts'
import { claimCase } from '../../actions/claim-case.ts'
import { concludeMeeting } from '../../actions/conclude-meeting.ts'
import type { Context } from '../../actions/context.ts'
import { confirmDecline, dropDecline, proposeDecline } from '../../actions/decline-case.ts'
import { askExtension, grantExtension, refuseExtension } from '../../actions/extend-case.ts'
import { giveOpinion } from '../../actions/give-opinion.ts'
import { handOverCase } from '../../actions/hand-over-case.ts'
import { judgeAnswer } from '../../actions/judge-answer.ts'
import { lookAtIdentity } from '../../actions/look-at-identity.ts'
import { markUrgent } from '../../actions/mark-urgent.ts'
import { mergeCase } from '../../actions/merge-cases.ts'
import { messageResident } from '../../actions/message-resident.ts'
import { passCase } from '../../actions/pass-case.ts'
import { relayAnswer } from '../../actions/relay-answer.ts'
import { releaseCase } from '../../actions/release-case.ts'
import { reopenCase } from '../../actions/reopen-case.ts'
import { addWords, appealDecline, reopenReport, withdrawReport } from '../../actions/resident-moves.ts'
import { returnCase } from '../../actions/return-case.ts'
import { splitCase } from '../../actions/split-case.ts'
import { type AddressedTo, submitReport } from '../../actions/submit-report.ts'
import { superviseCase } from '../../actions/supervise-case.ts'
import { transferCase } from '../../actions/transfer-case.ts'
import { urgeCase } from '../../actions/urge-case.ts'
import type { District } from '../../data/districts/read.ts'
import { caseIdByCode } from '../../data/reports/read.ts'
import type { Staff } from '../../domain/people/actor.ts'
import type { ReceiptCode } from '../../domain/reports/receipt-code.ts'
import { hashOfReceiptCode, receiptCodeOf } from '../../ledger/receipt-secret.ts'
import type { Deed, Story } from './deed.ts'
import { wholeCast } from './district/whole-cast.ts'
import { chanceFrom, uuidFrom } from './fixed-context.ts'
import { castCode, castId } from './open-cast.ts'

type Done = { readonly ok: true } | { readonly ok: false; readonly refusal: string }
type Played = Deed & { readonly by: Exclude<Deed['by'], 'clock'> }

const submissionIdOf = (district: District, name: string): string =>
  uuidFrom(chanceFrom(`${district.prefix} submission ${name}`)(16))

/** The receipt of a story: it follows from the story's name. */
const receiptOf = (district: District, name: string): ReceiptCode =>
  receiptCodeOf(district.prefix, submissionIdOf(district, name))

/** The case of a story as it goes on now, wherever it was transferred to. */
export async function caseOf(context: Context, district: District, name: string): Promise<string> {
  const id = await caseIdByCode(context.database.of(district.id), hashOfReceiptCode(receiptOf(district, name)))
  if (!id) throw new Error(`the story ${name} is not there`)
  return id
}

/** The resident of a story speaks. May be done again. */
export async function tell(context: Context, district: District, told: Story): Promise<Done> {
  const kind = told.to.split(' ')[0] as AddressedTo['kind']
  const sent = await submitReport(context, district, {
    submissionId: submissionIdOf(district, told.name),
    to: { kind, code: kind === 'district' ? district.prefix : castCode(district, told.to) },
    channel: told.channel,
    text: told.text,
    place: told.place,
    identity: told.identity,
    aboutAddressee: told.aboutAddressee,
    isQuarantined: told.isQuarantined ?? false,
  })
  if (!sent.ok) throw new Error(`the story ${told.name} was refused: ${sent.refusal}`)
  return sent
}

/** Someone does something about a story's case; `caseIn` gives the case of any story. */
export async function play(
  context: Context,
  district: District,
  told: Story,
  deed: Played,
  caseIn: (name: string) => Promise<string>,
): Promise<Done> {
  if (deed.by === 'resident') return playResident(context, district, receiptOf(district, told.name), deed)
  const caseId = await caseIn(told.name)
  const move = { district: district.id, staff: staffOf(district, deed.by), caseId }
  switch (deed.move) {
    case 'release':
      return releaseCase(context, move)
    case 'accept':
      return acceptCase(context, move)
    case 'claim':
      return claimCase(context, move)
    case 'pass':
      return passCase(context, move, deed)
    case 'transfer':
      return transferCase(context, move, { to: { townId: castId(district, `town ${deed.town}`) }, words: deed.words })
    case 'propose-decline':
      return proposeDecline(context, move, deed)
    case 'decline':
      return confirmDecline(context, move)
    case 'drop-decline':
      return dropDecline(context, move)
    case 'hand-over': {
      const agency = (key: string) => castId(district, `agency ${key}`)
      const coHandlers = deed.coHandlers.map((key) => ({ agencyId: agency(key), dueOn: null }))
      return handOverCase(context, move, { agencyId: agency(deed.agency), words: deed.words, coHandlers })
    }
    case 'call-meeting': {
      const agencyIds = deed.agencies.map((key) => castId(district, `agency ${key}`))
      return callMeeting(context, move, { ...deed, at: deed.meetsAt, agencyIds, withStation: true })
    }
    case 'answer-meeting':
      return answerMeeting(context, move, deed)
    case 'conclude-meeting': {
      const items = deed.items.map(({ agency, ...item }) => ({
        ...item,
        agencyId: castId(district, `agency ${agency}`),
      }))
      return concludeMeeting(context, move, { words: deed.words, items, namesShown: false })
    }
    case 'return':
      return returnCase(context, move, deed)
    case 'give-opinion':
      return giveOpinion(context, move, deed)
    case 'ask':
      return askResident(context, move, deed)
    case 'ask-extension':
      return askExtension(context, move, deed)
    case 'grant-extension':
      return grantExtension(context, move)
    case 'refuse-extension':
      return refuseExtension(context, move, deed)
    case 'answer':
      return answerCase(context, move, deed)
    case 'answer-directly':
      return answerCaseDirectly(context, move, deed)
    case 'fulfil':
      return fulfilPlan(context, move, deed)
    case 'relay':
      return relayAnswer(context, move, deed)
    case 'message':
      return messageResident(context, move, deed)
    case 'merge':
      return mergeCase(context, move, { into: await caseIn(deed.into) })
    case 'split':
      return splitCase(context, move)
    case 'reopen':
      return reopenCase(context, move, deed)
    case 'supervise':
      return superviseCase(context, move)
    case 'urge':
      return urgeCase(context, move)
    case 'mark-urgent':
      return markUrgent(context, move, deed)
    case 'look-at-identity':
      return lookAtIdentity(context, district.id, { staff: move.staff, caseId, reason: deed.words })
  }
}

function playResident(
  context: Context,
  district: District,
  code: ReceiptCode,
  deed: Extract<Deed, { by: 'resident' }>,
): Promise<Done> {
  const move = { district: district.id, code }
  switch (deed.move) {
    case 'judge':
    case 'send-back':
      return judgeAnswer(context, district.id, { ...deed, code, sendBack: deed.move === 'send-back' })
    case 'reply':
    case 'message':
      return addWords(context, move, deed)
    case 'appeal':
      return appealDecline(context, move, deed)
    case 'reopen':
      return reopenReport(context, move, deed)
    case 'withdraw':
      return withdrawReport(context, move, deed)
  }
}

/** One of the cast, as the desk knows them after signing in. */
export function staffOf(district: District, login: string): Staff {
  const user = wholeCast.users[login]
  if (!user) throw new Error(`${login} is nobody of the cast`)
  const deputies = user.roles.flatMap(({ role, unit }) => (role === 'deputy' && unit ? [wholeCast.deputies[unit]] : []))
  return {
    kind: 'staff',
    userId: castId(district, `user ${login}`),
    name: user.name,
    memberships: user.roles.map(({ role, unit }) => ({ role, unitId: unit && castId(district, `${role} ${unit}`) })),
    stationIds: deputies.flatMap((deputy) => (deputy ? [castId(district, `station ${deputy.station}`)] : [])),
  }
}
