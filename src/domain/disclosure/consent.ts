import type { CaseStatus } from '../cases/moves.ts'

/** Whether there is an answer that stands, which could be told in public: neither sent back nor taken up again since. */
export const hasStandingAnswer = (status: CaseStatus): boolean => status === 'answered' || status === 'closed'
