/** The log: only listed fields, and of an error only where it happened and its code. Nobody's words or addresses. */
import pino from 'pino'

const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))

export const log = {
  /** Something went wrong: the pattern of a route or the name of a part, and a code. */
  problem: (where: string, code: string): void => logger.error({ where, code }),
}
