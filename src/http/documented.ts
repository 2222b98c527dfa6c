/** The answers a route can give, for validation of what leaves and for openapi.json. */
import type { z } from 'zod'
import { refusal } from '../contract/shared.ts'

type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 429 | 500 | 503

/** The good answer, and a refusal for each of these statuses (500 and, where given, the others). */
export const documented = <Good extends Record<number, z.ZodType>, Status extends RefusalStatus>(
  good: Good,
  refusals: readonly Status[],
): Good & Record<Status | 500, typeof refusal> =>
  ({ ...good, ...Object.fromEntries([...refusals, 500].map((status) => [status, refusal])) }) as Good &
    Record<Status | 500, typeof refusal>
