/** Door 2: what each job does. A refusal ends a job quietly: what it should do was done, or is no longer to be done. */
import type { Context } from '../actions/context.ts'
import { eraseContents } from '../actions/erase-contents.ts'
import { answerMerged, releaseMerged } from '../actions/follow-lead.ts'
import { forgetNoticeAddresses } from '../actions/forget-notice-addresses.ts'
import { indexCase } from '../actions/index-case.ts'
import { redoCase } from '../actions/redo-case.ts'
import { eraseRecordings } from '../actions/remove-recordings.ts'
import { sendNotice } from '../actions/send-notice.ts'
import { sendStaffNotices } from '../actions/send-staff-notices.ts'
import { forgetOldNotices } from '../actions/staff-notices.ts'
import { sweepFiles } from '../actions/sweep-files.ts'
import { tellStaff } from '../actions/tell-staff.ts'
import type { Tasks } from '../data/queue.ts'
import { NoticeFailed } from '../outside/notices/notices.ts'
import { receiptMore as en } from '../words/en/receipt-more.ts'
import { sentToStaff as staffEn } from '../words/en/sent-to-staff.ts'
import { receiptMore as zh } from '../words/zh/receipt-more.ts'
import { sentToStaff as staffZh } from '../words/zh/sent-to-staff.ts'

const staffWords = { zh: staffZh, en: staffEn }

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
  'remove-recordings': async ({ district, caseId }) => {
    await eraseRecordings(eraser, district, caseId)
  },
  'index-case': ({ district, caseId }) => indexCase(context, district, caseId),
  'send-notice': (payload) => sendNotice(context, payload, { zh: zh.sentNotice, en: en.sentNotice }),
  'tell-staff': async (payload) => {
    await tellStaff(context, payload)
    // A failure is tried again, and told, by the job of the minute.
    await sendStaffNotices(context, staffWords, payload.district)
  },
  'send-staff-notices': async () => {
    const failed = await sendStaffNotices(context, staffWords)
    if (failed) throw new NoticeFailed(failed)
  },
  'forget-old-notices': async () => {
    await forgetOldNotices(context)
  },
  'forget-notice-addresses': async () => {
    await forgetNoticeAddresses(context)
  },
})
