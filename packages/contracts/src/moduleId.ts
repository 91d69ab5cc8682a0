import * as z from 'zod/mini'

export const MODULE_ID_PATTERN = /^[a-z0-9-]{1,64}$/

/** `[a-z0-9-]{1,64}`, configured or not (PROTOCOL "Event"). */
export const ModuleId = z.string().check(z.regex(MODULE_ID_PATTERN, 'expected a module id: 1-64 of a-z, 0-9 and "-"'))
export type ModuleId = z.infer<typeof ModuleId>
