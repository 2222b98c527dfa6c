/** Terms: statuses, moves, roles. One thing, one word, everywhere the same (see GLOSSARY.md). */
import type { SameAs } from '../language.ts'
import type { terms as zh } from '../zh/terms.ts'

export const terms: SameAs<typeof zh> = {
  product: 'Jieyou',
  onlyFiles: '(photos or recordings)',
  status: {
    received: 'Received',
    accepted: 'Accepted',
    'with-agency': 'With the agency',
    returned: 'Returned',
    answered: 'Answered',
    disputed: 'Sent back',
    closed: 'Closed',
  },
  move: {
    accept: 'Accept',
    pass: 'Pass on',
    'hand-over': 'Hand over',
    return: 'Return',
    'answer-directly': 'Answer directly',
    answer: 'Answer',
    judge: 'Judge',
    'send-back': 'Send back to be redone',
    redo: 'Redo',
  },
  outcome: { solved: 'Solved', planned: 'In a plan', explained: 'Explained' },
  grade: { satisfied: 'Satisfied', basically: 'Basically', not: 'Not satisfied' },
  solved: { yes: 'Solved', no: 'Not solved' },
  role: {
    deputy: 'Deputy',
    station: 'Liaison station',
    town: 'Town congress office',
    district: 'District congress office',
    agency: 'Agency',
    auditor: 'Auditor',
  },
  holder: {
    deputy: 'Deputy',
    station: 'Liaison station',
    town: 'Town congress office',
    district: 'District congress office',
  },
  identity: { anonymous: 'Nobody', station: 'Only the station', agency: 'The station and the agency' },
  resident: 'Resident',
  system: 'System',
}
