/** How long after its receipt a report can be proved, while the submit benchmark's load goes on. */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Figure } from './figures.ts'
import { load, percentile } from './load.ts'
import { submitRequest, text } from './our-statement.ts'
import { pointCode, type Stage } from './stage.ts'

const post = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

/**
 * Sixteen clients submit for so many seconds; beside them somebody submits twice a second and asks for each proof every
 * half second until it is there.
 */
export async function measureProofs(stage: Stage, given: { seconds: number }): Promise<Figure[]> {
  const program = await stage.program({ role: 'both' })
  try {
    const loading = load({
      port: program.port,
      clients: 16,
      seconds: given.seconds,
      warmUpSeconds: 1,
      requests: [submitRequest()],
      wantedStatus: 201,
    })
    const until = performance.now() + given.seconds * 1000
    const proving: Promise<number>[] = []
    while (performance.now() < until) {
      proving.push(timeToProof(program.url))
      await wait(500)
    }
    const seen = await loading
    const times = await Promise.all(proving)
    return [
      { name: 'submit_16_beside_ledger', value: seen.answered / seen.seconds, unit: '/s' },
      { name: 'proofs_asked_for', value: times.length, unit: 'reports' },
      { name: 'proof_ready_p50', value: percentile(times, 0.5) / 1000, unit: 's' },
      { name: 'proof_ready_p99', value: percentile(times, 0.99) / 1000, unit: 's', goal: { atMost: 60 } },
    ]
  } finally {
    await program.end('SIGTERM')
  }
}

/** Microseconds from the receipt to its proof. */
async function timeToProof(url: string): Promise<number> {
  const sent = await post(`${url}/api/v1/reports`, { submissionId: randomUUID(), to: { point: pointCode }, text })
  const { receiptCode } = (await sent.json()) as { receiptCode: string }
  const from = performance.now()
  for (;;) {
    const answer = await post(`${url}/api/v1/receipts/proof`, { receiptCode })
    await answer.arrayBuffer()
    if (answer.status === 200) return (performance.now() - from) * 1000
    if (performance.now() - from > 600_000) return Number.POSITIVE_INFINITY
    await wait(500)
  }
}
