/** Why a query is refused. `syntax` is what Tempo itself would say; `outside` is TraceQL that only the stand-in lacks. */
export type Fault =
  | { kind: 'syntax'; column: number; reason: string }
  | { kind: 'outside'; column: number; reason: string }

export class TraceqlError extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    const where = `at line 1, col ${fault.column}`
    super(
      fault.kind === 'syntax'
        ? `parse error ${where}: ${fault.reason}`
        : `outside the TraceQL subset of this Tempo stand-in ${where}: ${fault.reason}`,
    )
    this.fault = fault
  }
}

export function syntax(column: number, reason: string): TraceqlError {
  return new TraceqlError({ kind: 'syntax', column, reason })
}

export function outside(column: number, reason: string): TraceqlError {
  return new TraceqlError({ kind: 'outside', column, reason })
}
