/** The log: only listed fields, and of an error only where it happened and its code. Nobody's words or addresses. */
import pino from 'pino'

// To the minute: a line about a call that failed must not tell the second in which a resident made it.
const timestamp = (): string => `,"time":"${new Date().toISOString().slice(0, 16)}Z"`

const logger = pino({ base: null, timestamp }, pino.destination(2))

export const log = {
  /** Something went wrong: the pattern of a route or the name of a part, and a code. */
  problem: (where: string, code: string): void => logger.error({ where, code }),
}
