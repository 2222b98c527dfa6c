/** What a full disk and a power cut leave behind: nothing acknowledged is lost. Needs root, to mount file systems. */
import { expect, test, vi } from 'vitest'
import { inWords, isClean } from './checker.ts'
import { diskFull, powerCut } from './harder-rounds.ts'
import { whyNoDisks } from './small-disk.ts'

vi.setConfig({ testTimeout: 240_000 })

const why = whyNoDisks()
if (why) console.log(`Full disk and power cut are not tested here: ${why}`)

test.skipIf(why)('a full disk refuses in words and loses nothing; with room again everything goes on', async () => {
  const { verdict, answers, refusedWhileFull } = await diskFull({ seconds: 4 })
  expect([inWords(verdict), isClean(verdict)]).toEqual([inWords(verdict), true])
  expect(refusedWhileFull).toBeGreaterThan(0)
  expect(Object.keys(answers).filter((status) => /^[45]/.test(status) && status !== '503')).toEqual([])
})

test.skipIf(why)('the power fails: what was acknowledged stands on the disk', async () => {
  const { verdict, said } = await powerCut({ seconds: 2 }, 'on')
  if (!verdict) throw new Error(said)
  expect([inWords(verdict), isClean(verdict)]).toEqual([inWords(verdict), true])
  expect(verdict.acknowledged).toBeGreaterThanOrEqual(50)
})

test.skipIf(why)('the power fails under a database that lies about fsync: the checker finds out', async () => {
  const { verdict } = await powerCut({ seconds: 2 }, 'off')
  // Either acknowledged reports are gone, or the database does not even start.
  expect(verdict === undefined || verdict.lost.length > 0).toBe(true)
})
