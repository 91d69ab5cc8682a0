import { expect, test } from 'vitest'
import { CLASSIC_TYPE, formatExposition, OPEN_METRICS_TYPE } from './index.ts'

const OPEN_METRICS = `# HELP nobet_toasts Toasts # {told="so"} 1 2
# TYPE nobet_toasts counter
nobet_toasts_total{kind="alert"} 3
# HELP nobet_delivery_seconds Delay
# TYPE nobet_delivery_seconds histogram
nobet_delivery_seconds_bucket{le="0.1",stage="paint"} 1 # {trace_id="aaaa"} 0.05 1700000000.1
nobet_delivery_seconds_bucket{le="+Inf",stage="odd # {trace_id=\\"b\\"} "} 1
nobet_delivery_seconds_sum{stage="paint"} 0.05
# EOF
`
const CLASSIC = `# HELP nobet_toasts_total Toasts # {told="so"} 1 2
# TYPE nobet_toasts_total counter
nobet_toasts_total{kind="alert"} 3
# HELP nobet_delivery_seconds Delay
# TYPE nobet_delivery_seconds histogram
nobet_delivery_seconds_bucket{le="0.1",stage="paint"} 1
nobet_delivery_seconds_bucket{le="+Inf",stage="odd # {trace_id=\\"b\\"} "} 1
nobet_delivery_seconds_sum{stage="paint"} 0.05
`

const PROMETHEUS_2 =
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1'
const PROMETHEUS_WITHOUT_OPEN_METRICS = 'text/plain;version=0.0.4;q=1,*/*;q=0.1'

test.each([undefined, '', '*/*', PROMETHEUS_2, 'application/*', 'application/openmetrics-text, text/plain'])(
  'gives OpenMetrics as it is to who asks for %j',
  (accept) => {
    expect(formatExposition(OPEN_METRICS, accept)).toEqual({ body: OPEN_METRICS, contentType: OPEN_METRICS_TYPE })
  },
)

test.each([
  'text/plain',
  'text/*',
  PROMETHEUS_WITHOUT_OPEN_METRICS,
  'application/openmetrics-text;q=0, */*',
  ' TEXT/PLAIN ',
])('gives the classic format, whole counter names and no exemplars, to who asks for %j', (accept) => {
  expect(formatExposition(OPEN_METRICS, accept)).toEqual({ body: CLASSIC, contentType: CLASSIC_TYPE })
})

test('a strange Accept is no reason to answer nothing', () => {
  expect(formatExposition(OPEN_METRICS, 'nonsense;;q=x').contentType).toBe(OPEN_METRICS_TYPE)
})
