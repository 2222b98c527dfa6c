/** Every job that exists. A job may run twice: each names an action that may be done twice. */
import { mayBeNews } from '../domain/cases/notice.ts'
import { mayConcernStaff } from '../domain/cases/staff-notice.ts'

export type Job =
  /** Redoes what a resident sent back for the first time. */
  | { readonly task: 'redo-case'; readonly payload: { readonly district: number; readonly caseId: string } }
  /** Removes files that no event has. */
  | { readonly task: 'sweep-files'; readonly payload: unknown }
  /** Computes the words by which a new report is found. */
  | { readonly task: 'index-case'; readonly payload: { readonly district: number; readonly caseId: string } }
  /** Gives the cases merged under a lead its answer. */
  | { readonly task: 'answer-merged'; readonly payload: { readonly district: number; readonly caseId: string } }
  /** Lets the cases merged under a lead go on alone. */
  | { readonly task: 'release-merged'; readonly payload: { readonly district: number; readonly caseId: string } }
  /** Removes the contents of a report whose erasing was consented to. */
  | { readonly task: 'erase-contents'; readonly payload: { readonly district: number; readonly caseId: string } }
  /** Removes recordings of which only the words are to stay. */
  | { readonly task: 'remove-recordings'; readonly payload: { readonly district: number; readonly caseId: string } }
  /** Sends word of an event to the resident who asked for it. */
  | { readonly task: 'send-notice'; readonly payload: { readonly district: number; readonly eventId: string } }
  /** Tells staff of an event. */
  | { readonly task: 'tell-staff'; readonly payload: { readonly district: number; readonly eventId: string } }
  /** Sends what is due of notices to staff, in every district. */
  | { readonly task: 'send-staff-notices'; readonly payload: unknown }
  /** Forgets notices to staff that are old. */
  | { readonly task: 'forget-old-notices'; readonly payload: unknown }
  /** Forgets addresses for notices to which no more news can come. */
  | { readonly task: 'forget-notice-addresses'; readonly payload: unknown }

type Passed = {
  readonly eventId: string
  readonly kind: string
  readonly subjectId: string
  readonly imported: boolean
  /** The resident wants word of news. */
  readonly awaited: boolean
}

/** The jobs that an event leads to, if any. */
export function jobsAfter(district: number, event: Passed): Job[] {
  const payload = { district, caseId: event.subjectId }
  if (event.kind === 'erase')
    return [
      { task: 'erase-contents', payload },
      { task: 'release-merged', payload },
    ]
  // What came in closed was made findable as it came, and nothing is to follow from it.
  if (event.imported) return []
  const notice: Job = { task: 'send-notice', payload: { district, eventId: event.eventId } }
  const tell: Job = { task: 'tell-staff', payload: { district, eventId: event.eventId } }
  return [
    ...jobsOnCase(district, event),
    ...(event.awaited && mayBeNews(event.kind) ? [notice] : []),
    ...(mayConcernStaff(event.kind) ? [tell] : []),
  ]
}

function jobsOnCase(district: number, event: Passed): Job[] {
  const payload = { district, caseId: event.subjectId }
  switch (event.kind) {
    case 'receive':
    case 'read-file':
      return [{ task: 'index-case', payload }]
    case 'remove-voice':
      return [{ task: 'remove-recordings', payload }]
    case 'send-back':
      return [{ task: 'redo-case', payload }]
    case 'answer':
    case 'answer-directly':
    case 'answer-with-lead':
    case 'fulfil':
      return [{ task: 'answer-merged', payload }]
    case 'withdraw':
    case 'decline':
    case 'transfer':
    case 'merge':
      return [{ task: 'release-merged', payload }]
    default:
      return []
  }
}
