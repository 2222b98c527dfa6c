/** Every job that exists. A job may run twice: each names an action that may be done twice. */

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

/** The jobs that an event leads to. */
export function jobsAfter(district: number, event: { kind: string; subjectId: string; imported: boolean }): Job[] {
  const payload = { district, caseId: event.subjectId }
  if (event.kind === 'erase')
    return [
      { task: 'erase-contents', payload },
      { task: 'release-merged', payload },
    ]
  // What came in closed was made findable as it came, and nothing is to follow from it.
  if (event.imported) return []
  switch (event.kind) {
    case 'receive':
      return [{ task: 'index-case', payload }]
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
