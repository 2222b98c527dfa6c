/**
 * Whether a report goes straight to its station or to quarantine first, decided before it is received: by how much came
 * in at its code and in its district, never by whom. The counts are in the memory of the program and name nobody.
 */
import type { Context } from '../actions/context.ts'
import { submissionGrounds } from '../actions/submission-grounds.ts'
import type { AddressedTo } from '../actions/submit-report.ts'
import type { District } from '../data/districts/read.ts'
import { parsePublicCode } from '../domain/places/public-code.ts'
import {
  type Bucket,
  codeBucketSize,
  districtBucketSize,
  fullBucket,
  heavier,
  isHeldBack,
  type Load,
  loadOf,
  refilled,
  taken,
} from '../domain/reports/inflow.ts'
import type { RuleSet } from '../domain/rules/rule-set.ts'
import { perDistrict } from '../domain/shared/per-district.ts'
import { countsOnce, newChallenge } from './proof-of-work.ts'

type Levels = { district: Bucket | undefined; readonly codes: Map<string, Bucket> }
type Addressed = { readonly to: AddressedTo; readonly rules: RuleSet; readonly levels: Levels; readonly now: number }

const levelsOf = perDistrict((): Levels => ({ district: undefined, codes: new Map() }))
/** Codes that are remembered in a district; the one that was quiet longest is forgotten, and so full again. */
const mostCodes = 20_000

/** A challenge when work is asked for at this code just now, else null. Nothing is computed when it is calm. */
export async function challengeFor(context: Context, district: District, to: AddressedTo) {
  const addressed = await addressedNow(context, district, to)
  return addressed && loadNow(addressed).load !== 'calm' ? newChallenge(context) : null
}

/**
 * Whether this report is to be kept in quarantine; counts it when not. What is refused further on, for its code, is not
 * counted. What is held back takes nothing from those who bring their work, nor from other codes.
 */
export async function isToQuarantine(context: Context, district: District, given: { to: AddressedTo; proof?: string }) {
  const addressed = await addressedNow(context, district, given.to)
  if (!addressed) return false
  const isAsked = loadNow(addressed).load === 'loaded'
  const hasProof = isAsked && given.proof !== undefined && (await countsOnce(context, given.proof))
  // Others may have come while the proof was looked at.
  const { load, code, district: whole } = loadNow(addressed)
  if (isHeldBack(load, hasProof)) return true
  const { levels, to } = addressed
  levels.district = taken(whole)
  if (code) keepCode(levels.codes, nameOf(to), taken(code))
  return false
}

/** What a decision is made with; undefined for a code that leads nowhere. */
async function addressedNow(context: Context, district: District, to: AddressedTo): Promise<Addressed | undefined> {
  const moment = context.now()
  const grounds = await submissionGrounds(context.database, district, { to, now: moment, fresh: false })
  if (!grounds.ok) return undefined
  const levels = levelsOf(context.database, district.id)
  return { to, rules: grounds.value.rules, levels, now: moment.getTime() }
}

/** What is said to the district itself counts for the district alone. */
function loadNow({ to, rules, levels, now }: Addressed) {
  const [codeSize, wholeSize] = [codeBucketSize(rules), districtBucketSize(rules)]
  const district = refilled(levels.district ?? fullBucket(wholeSize, now), wholeSize, now)
  const load: Load = loadOf(district, wholeSize)
  if (to.kind === 'district') return { load, district, code: undefined }
  const code = refilled(levels.codes.get(nameOf(to)) ?? fullBucket(codeSize, now), codeSize, now)
  return { load: heavier(load, loadOf(code, codeSize)), district, code }
}

/** A code has one bucket, however it is typed. */
function nameOf({ code }: AddressedTo): string {
  const parsed = parsePublicCode(code)
  return parsed.ok ? parsed.value : code
}

function keepCode(codes: Map<string, Bucket>, name: string, bucket: Bucket): void {
  codes.delete(name)
  codes.set(name, bucket)
  const [quietest] = codes.keys()
  if (codes.size > mostCodes && quietest !== undefined) codes.delete(quietest)
}
