import { lockCase } from '../data/cases/write.ts'
import { allDistricts } from '../data/districts/read.ts'
import { lastEventAt } from '../data/events/read.ts'
import { reportsWithAddress } from '../data/reports/read-notices.ts'
import { deleteNoticeAddress } from '../data/reports/write-notices.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import { awaitsNews } from '../domain/cases/notice.ts'
import type { Context } from './context.ts'

const batch = 500

/** Forgets, in every district, the addresses to which no more news can come. Gives their number. May be done twice. */
export async function forgetNoticeAddresses(context: Context): Promise<number> {
  let forgotten = 0
  for (const { id } of await allDistricts(context.database)) forgotten += await forgetIn(context, id)
  return forgotten
}

async function forgetIn(context: Context, district: number): Promise<number> {
  const db = context.database.of(district)
  const now = context.now()
  const deciding = { now, rules: await rulesAt(db, now), calendar: await workingCalendar(db) }
  let forgotten = 0
  for (let after: string | undefined; ; ) {
    const found = await reportsWithAddress(db, { after, limit: batch })
    for (const { reportId, caseId } of found) {
      const done = await context.database.inTransaction(district, async (tx) => {
        const item = await lockCase(tx, caseId)
        if (!item || awaitsNews(item, (await lastEventAt(tx, caseId)) ?? now, deciding)) return false
        await deleteNoticeAddress(tx, reportId)
        return true
      })
      if (done) forgotten += 1
    }
    after = found.at(-1)?.reportId
    if (found.length < batch) return forgotten
  }
}
