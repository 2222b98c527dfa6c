/** Door 2: what each job does. A refusal ends a job quietly: what it should do was done, or is no longer to be done. */
import type { Context } from '../actions/context.ts'
import { eraseContents } from '../actions/erase-contents.ts'
import { answerMerged, releaseMerged } from '../actions/follow-lead.ts'
import { indexCase } from '../actions/index-case.ts'
import { redoCase } from '../actions/redo-case.ts'
import { sweepFiles } from '../actions/sweep-files.ts'
import type { Tasks } from '../data/queue.ts'

/** `eraser` acts as the one database role that may remove contents. */
export const tasks = (context: Context, eraser: Context): Tasks => ({
  'redo-case': async ({ district, caseId }) => {
    await redoCase(context, district, caseId)
  },
  'answer-merged': ({ district, caseId }) => answerMerged(context, district, caseId),
  'release-merged': ({ district, caseId }) => releaseMerged(context, district, caseId),
  'sweep-files': async () => {
    await sweepFiles(context)
  },
  'erase-contents': async ({ district, caseId }) => {
    await eraseContents(eraser, district, caseId)
  },
  'index-case': ({ district, caseId }) => indexCase(context, district, caseId),
})
