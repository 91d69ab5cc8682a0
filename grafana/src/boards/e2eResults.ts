import type { BoardSpec } from '../toBoard.ts'

const HERE = '{project=~"$project"}'

/** What the end-to-end tests said, run by run. */
export const e2eResults: BoardSpec<'e2e-results'> = {
  id: 'e2e-results',
  description: 'Results of the end-to-end tests as their reporter pushes them.',
  variables: { project: { query: 'label_values(e2e_tests_total, project)', all: true } },
  panels: {
    status: {
      kind: 'stat',
      title: 'Last run',
      description: 'Tests by how they ended.',
      width: 12,
      queries: [{ expr: `sum by (status) (e2e_tests_total${HERE})`, legend: '{{status}}' }],
    },
    'last-run': {
      kind: 'stat',
      title: 'Ended',
      description: 'How long ago. A pushed figure stays until the next run: an old one says nothing of today.',
      unit: 'dtdurations',
      queries: [{ expr: 'time() - max(e2e_run_timestamp_seconds)', legend: 'ago' }],
    },
    flaky: {
      kind: 'stat',
      title: 'Flaky',
      description: 'Passed only when tried again.',
      red: 1,
      queries: [{ expr: 'sum(e2e_test_flaky_total)', legend: 'flaky' }],
    },
    'by-file': {
      kind: 'table',
      title: 'By file',
      description: 'Tests of each file by how they ended.',
      queries: [{ expr: `sum by (project, file, status) (e2e_tests_total${HERE})`, legend: '' }],
    },
    slowest: {
      kind: 'table',
      title: 'Slowest',
      description: 'The twenty longest of the last run, in seconds.',
      queries: [{ expr: `topk(20, e2e_test_duration_seconds${HERE})`, legend: '' }],
    },
    history: {
      kind: 'stacked',
      title: 'Runs',
      description: 'Tests by how they ended, over the runs.',
      unit: 'short',
      queries: [{ expr: `sum by (status) (e2e_tests_total${HERE})`, legend: '{{status}}' }],
    },
    duration: {
      kind: 'lines',
      title: 'Duration',
      description: 'All tests of a project added up.',
      unit: 's',
      queries: [{ expr: `sum by (project) (e2e_test_duration_seconds${HERE})`, legend: '{{project}}' }],
    },
  },
}
