/** The unit somebody means by a name or a public code. */
import { allow, refuse } from '../shared/decision.ts'
import { parsePublicCode } from './public-code.ts'
import type { Unit } from './unit.ts'

type Above = { readonly town?: string | undefined; readonly station?: string | undefined }

const missing = {
  town: 'no-such-town',
  station: 'no-such-station',
  deputy: 'no-such-deputy',
  agency: 'no-such-agency',
} as const

/**
 * Finds a unit of one kind: by its code, by its name, or by `PARENT/NAME`. `above` narrows it to those of a town or
 * station. Refused: `no-such-town` and the like; `not-one` where several have the name.
 */
export function findUnit<Kind extends keyof typeof missing>(
  units: readonly Unit[],
  kind: Kind,
  typed: string,
  above: Above = {},
) {
  const parts = typed
    .normalize('NFC')
    .split('/')
    .map((part) => part.trim())
  const name = parts.at(-1)
  const parent = parts.length > 1 ? parts.at(-2) : undefined
  const code = parsePublicCode(typed)
  const ofKind = units.filter((unit) => unit.kind === kind)
  const byCode = code.ok ? ofKind.filter((unit) => unit.code === code.value) : []
  const found =
    byCode.length > 0
      ? byCode
      : ofKind.filter(
          (unit) =>
            unit.name === name &&
            isWithin(unit, above) &&
            (parent === undefined || unit.townName === parent || unit.stationName === parent),
        )
  const [first] = found
  if (!first) return refuse(missing[kind])
  return found.length === 1 ? allow(first) : refuse('not-one')
}

const isWithin = (unit: Unit, { town, station }: Above): boolean =>
  (town === undefined || unit.townName === town) && (station === undefined || unit.stationName === station)
