import { DURATION_BUCKETS_S, type FileFigures, STATUSES } from './runFigures.ts'

/**
 * A run's figures in Prometheus' text format. They are of this run alone and begin anew with the next: read their last
 * values, never a rate. Durations are a histogram, so that a board can add files up and still give quantiles.
 */
export function toExposition(figures: readonly FileFigures[], finishedAt: number): string {
  return [
    ...family('e2e_tests_total', 'counter', 'Tests of the last run by how they ended'),
    ...figures.flatMap((row) =>
      STATUSES.map((status) => sample('e2e_tests_total', { status, ...labelsOf(row) }, row.counts[status])),
    ),
    ...family('e2e_test_flaky_total', 'counter', 'Tests of the last run that passed only when tried again'),
    ...figures.map((row) => sample('e2e_test_flaky_total', labelsOf(row), row.counts.flaky)),
    ...family('e2e_test_duration_seconds', 'histogram', 'Duration of the tests of the last run, all tries together'),
    ...figures.flatMap(toHistogram),
    ...family('e2e_run_timestamp_seconds', 'gauge', 'When the last run ended'),
    sample('e2e_run_timestamp_seconds', {}, finishedAt / 1_000),
    '',
  ].join('\n')
}

function toHistogram(row: FileFigures): readonly string[] {
  const { durations } = row
  const name = 'e2e_test_duration_seconds'
  const labels = labelsOf(row)
  const within = (bound: number) => durations.filter((seconds) => seconds <= bound).length
  return [
    ...DURATION_BUCKETS_S.map((bound) => sample(`${name}_bucket`, { ...labels, le: String(bound) }, within(bound))),
    sample(`${name}_bucket`, { ...labels, le: '+Inf' }, durations.length),
    sample(
      `${name}_sum`,
      labels,
      durations.reduce((sum, seconds) => sum + seconds, 0),
    ),
    sample(`${name}_count`, labels, durations.length),
  ]
}

const labelsOf = ({ project, file }: FileFigures) => ({ project, file })

const family = (name: string, type: string, help: string) => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`]

function sample(name: string, labels: Readonly<Record<string, string>>, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escape(text)}"`)
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`
}

/** Text exposition format 0.0.4: backslash, quote and line feed. */
const escape = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
