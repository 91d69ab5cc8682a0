/** Why a tool could not do what was asked. `refused`: the request; `unavailable`: something the tool needs; `internal`: a bug. */
export type ToolFailureCode = 'refused' | 'not_found' | 'not_configured' | 'unavailable' | 'rate_limited' | 'internal'

/** What a tool answers. A failure is a value: it becomes a result with `isError`, never a protocol error. */
export type ToolOutcome<T> =
  | { readonly ok: true; readonly data: T; readonly text: string }
  | {
      readonly ok: false
      readonly code: ToolFailureCode
      readonly message: string
      readonly retryAfterMs?: number
    }

/** A success: `text` for people and models, `data` as `structuredContent`. */
export const succeeded = <T>(text: string, data: T): ToolOutcome<T> => ({ ok: true, data, text })

export const failed = (code: ToolFailureCode, message: string): ToolOutcome<never> => ({ ok: false, code, message })
