import type { Severity } from '@nobet/contracts'

/** Fields of an event that a filter can name. Values are globs: `*` stands for any run of characters. */
export const FILTER_FIELDS = ['module', 'type', 'source', 'subject', 'id'] as const
export type FilterField = (typeof FILTER_FIELDS)[number]

export const SEVERITY_OPERATORS = ['>=', '<=', '>', '<', '='] as const
export type SeverityOperator = (typeof SEVERITY_OPERATORS)[number]

/** All terms of a filter must hold; the values of one term are alternatives. */
export type FilterTerm =
  | {
      readonly kind: 'field'
      readonly field: FilterField
      readonly values: readonly string[]
      readonly negated: boolean
    }
  | {
      readonly kind: 'severity'
      readonly operator: SeverityOperator
      readonly values: readonly Severity[]
      readonly negated: boolean
    }
  | { readonly kind: 'text'; readonly text: string; readonly negated: boolean }

export type Filter = readonly FilterTerm[]

/** Where in the text the fault is (`start` inclusive, `end` exclusive) and what was expected there. */
export interface FilterFault {
  readonly start: number
  readonly end: number
  readonly code:
    | 'unknown_field'
    | 'missing_value'
    | 'unknown_severity'
    | 'one_severity'
    | 'open_quote'
    | 'too_long'
    | 'too_many'
  readonly expected: string
}

export type ParsedFilter =
  | { readonly ok: true; readonly filter: Filter }
  | { readonly ok: false; readonly faults: readonly FilterFault[] }
