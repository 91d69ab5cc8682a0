import pino from 'pino'
import { traceScope } from '../trace/traceContext.ts'

/** The part of pino that the kit uses. */
export type Logger = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>

/** JSON lines with `traceId` and `spanId` of the request in hand. `level` from the environment, `info` by default. */
export const createLogger = (module: string, level = 'info'): Logger =>
  pino({
    level,
    base: { module, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin() {
      const trace = traceScope.getStore()
      return trace === undefined ? {} : { traceId: trace.traceId, spanId: trace.spanId }
    },
  })

/** Says nothing: for tests. */
export const silentLogger: Logger = pino({ level: 'silent' })
