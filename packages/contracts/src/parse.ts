import * as z from 'zod/mini'
import { describeIssue } from './expectation.ts'

/** What is wrong with one field: a dotted path and what was expected there. */
export interface Fault {
  readonly path: string
  readonly expected: string
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: Fault[] }

/** The one place where unknown input becomes a typed value. */
export function parseWith<S extends z.ZodMiniType>(schema: S, input: unknown): Parsed<z.infer<S>> {
  const result = z.safeParse(schema, input)
  if (result.success) return { ok: true, value: result.data }
  return { ok: false, faults: result.error.issues.map(toFault) }
}

/** JSON text to a typed value; text that is not JSON is a fault at the root. */
export function parseJsonWith<S extends z.ZodMiniType>(schema: S, text: string): Parsed<z.infer<S>> {
  const json = readJson(text)
  return json.ok ? parseWith(schema, json.value) : json
}

function readJson(text: string): Parsed<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return { ok: false, faults: [{ path: '', expected: 'valid JSON' }] }
  }
}

const toFault = (issue: z.core.$ZodIssue): Fault => ({
  path: issue.path.map(String).join('.'),
  expected: describeIssue(issue),
})
