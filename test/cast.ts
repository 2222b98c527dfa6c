/** The people of the tests: the demonstration's own cast, in two districts that know nothing of each other. */

import { demonstration } from '../src/start/demonstration/cast.ts'
import { castCode, castId } from '../src/start/demonstration/open-cast.ts'

export { demonstrationPassword, type Login } from '../src/start/demonstration/cast.ts'

/** The district the stories play in. */
export const here = demonstration
/** Another tenant of the same installation, with people of the same names. */
export const elsewhere = { id: 2, prefix: 'NB', name: '宁滨区' } as const

/** Public codes of the cast's units, by what they are: `point xingfuli`, `deputy limin`, `station dongjie`. */
export const codeOf = (unit: string, district: typeof here | typeof elsewhere = here): string =>
  castCode(district, unit)

/** Ids of the cast's units: `agency works`, `deputy limin`. */
export const idOf = (unit: string, district: typeof here | typeof elsewhere = here): string => castId(district, unit)
