import * as z from 'zod/mini'

/** In rising order. */
export const SEVERITIES = ['debug', 'info', 'warning', 'critical'] as const
export const Severity = z.enum(SEVERITIES)
export type Severity = z.infer<typeof Severity>

export const severityRank = (severity: Severity): number => SEVERITIES.indexOf(severity)
