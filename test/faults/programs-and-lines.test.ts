/** Nothing acknowledged is lost and nothing is doubled, whatever is killed or cut: the short form of `npm run faults`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { ownPostgres } from '../started/postgres.ts'
import { inWords, isClean } from './checker.ts'
import { databaseRestart } from './harder-rounds.ts'
import { cutting, killing, type Round, twoPrograms } from './rounds.ts'

// Whole programs are killed and started again here, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 240_000 })

/** Clean, and not because nothing happened. */
function expectClean({ verdict, answers }: Round): void {
  expect([inWords(verdict), isClean(verdict)]).toEqual([inWords(verdict), true])
  expect(verdict.acknowledged).toBeGreaterThan(20)
  // Whatever was done, a client was only ever told to try again.
  expect(Object.keys(answers).filter((status) => /^[45]/.test(status) && status !== '503' && status !== '429')).toEqual(
    [],
  )
}

async function onOwnServer<Result>(work: (postgres: Awaited<ReturnType<typeof ownPostgres>>) => Promise<Result>) {
  const folder = mkdtempSync(join(tmpdir(), 'jieyou-faults-'))
  try {
    await using postgres = await ownPostgres(folder)
    await postgres.start()
    return await work(postgres)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

test('program and database are killed at any moment: everyone who holds a receipt is there, once and whole', async () => {
  const round = await killing({ seconds: 6 })
  expectClean(round)
})

test('of two programs on one database one is killed at any moment: whoever tries again gets a receipt', async () => {
  const round = await twoPrograms({ seconds: 4 })
  expectClean(round)
  expect(round.done.kills).toBeGreaterThan(0)
})

test('lines are cut between commit and reply, delayed, half closed: the same receipt for the same submission, one row', async () => {
  const round = await onOwnServer((postgres) => cutting({ seconds: 5 }, postgres))
  expectClean(round)
  for (const trouble of ['cutReply database', 'cutReply client', 'delay database', 'halfClose database'])
    expect([trouble, round.done[trouble]]).not.toEqual([trouble, 0])
})

test('the database stops and comes back: /readyz says so both times, and people are served again', async () => {
  const round = await onOwnServer(databaseRestart)
  expectClean(round)
  expect(round.readiness).toEqual([200, 503, 503, 200])
})
