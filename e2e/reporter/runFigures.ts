export const STATUSES = ['passed', 'failed', 'timedout', 'interrupted', 'skipped', 'flaky'] as const
export type Status = (typeof STATUSES)[number]

/** Seconds; a scenario may take three minutes. */
export const DURATION_BUCKETS_S = [0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 180]
/** Rows of figures a run keeps; files beyond it share the row `_other`. */
const ROWS_MAX = 200
const LABEL_CHARS_MAX = 120
const OTHER = '_other'

/** One test of a run, over all its tries. */
export interface TestOutcome {
  readonly project: string
  /** Relative to the folder of the scenarios. */
  readonly file: string
  readonly status: Status
  readonly durationMs: number
}

/** The figures of one file in one project. */
export interface FileFigures {
  readonly project: string
  readonly file: string
  readonly counts: Readonly<Record<Status, number>>
  /** Of the tests that ran, in seconds. */
  readonly durations: readonly number[]
}

/** Adds up a run's tests by project and file. */
export function toRunFigures(outcomes: readonly TestOutcome[]): readonly FileFigures[] {
  const rows = new Map<string, TestOutcome[]>()
  for (const outcome of outcomes) {
    const named = { ...outcome, project: outcome.project.slice(0, LABEL_CHARS_MAX), file: nameOf(outcome, rows) }
    const key = keyOf(named)
    rows.set(key, [...(rows.get(key) ?? []), named])
  }
  return [...rows.values()].map(toFigures)
}

function nameOf(outcome: TestOutcome, rows: ReadonlyMap<string, unknown>): string {
  const file = outcome.file.slice(0, LABEL_CHARS_MAX)
  return rows.size < ROWS_MAX || rows.has(keyOf({ ...outcome, file })) ? file : OTHER
}

const keyOf = ({ project, file }: Pick<TestOutcome, 'project' | 'file'>): string => JSON.stringify([project, file])

function toFigures(tests: readonly TestOutcome[]): FileFigures {
  const count = (status: Status) => tests.filter((test) => test.status === status).length
  return {
    project: tests[0]?.project ?? OTHER,
    file: tests[0]?.file ?? OTHER,
    // fromEntries forgets the keys; they are the statuses just walked.
    counts: Object.fromEntries(STATUSES.map((status) => [status, count(status)])) as Record<Status, number>,
    durations: tests.filter(({ status }) => status !== 'skipped').map(({ durationMs }) => durationMs / 1_000),
  }
}
