/** Where the stand-in finds a value on a span. `any` is the unscoped `.name`: the span's own, then the resource's. */
export type Field = { scope: 'resource' | 'span' | 'any'; name: string } | { scope: 'intrinsic'; name: Intrinsic }

export const INTRINSICS = ['name', 'status', 'duration', 'kind'] as const
export type Intrinsic = (typeof INTRINSICS)[number]

export const OPERATORS = ['=', '!=', '=~', '!~', '>', '>=', '<', '<='] as const
export type Operator = (typeof OPERATORS)[number]

/** What a field is compared with; a keyword is `error`, `ok`, `server`, … in upper case. */
export type Literal = string | number | boolean | { keyword: string } | RegExp

export type Condition =
  | { kind: 'compare'; field: Field; operator: Operator; literal: Literal }
  | { kind: 'and' | 'or'; left: Condition; right: Condition }

/** `filter` with no condition is `{}`. */
export type Spanset =
  | { kind: 'filter'; where: Condition | undefined }
  | { kind: 'descendant' | 'and'; left: Spanset; right: Spanset }

export interface Query {
  spanset: Spanset
  /** From `| select(…)`. */
  select: readonly Field[]
}
