import { expect, test } from 'vitest'
import { toBytes } from './bytes.ts'
import type { UpstreamId } from './gateway.ts'
import { judgeAnswer } from './judgeAnswer.ts'

const JSON_TYPE = 'application/json'
const judge = (upstream: UpstreamId, status: number, body: string, contentType = JSON_TYPE, path = '/api/v1/query') =>
  judgeAnswer(upstream, path, { status, contentType, bytes: toBytes([Buffer.from(body)]) }).kind

const EXECUTION = '{"status":"error","errorType":"execution","error":"expanding series: context deadline exceeded"}'
const TIMEOUT = '{"status":"error","errorType":"timeout","error":"query timed out"}'
const SAMPLES = '{"status":"error","errorType":"execution","error":"query processing would load too many samples"}'

test.each([
  ['a vector', 200, '{"status":"success","data":{}}', 'ok'],
  ['a bad query', 400, '{"status":"error","errorType":"bad_data"}', 'ok'],
  ['a text nobody knows the path of', 404, '404 page not found', 'ok'],
  ['a query of too many samples', 422, SAMPLES, 'ok'],
  ['its time-out with one face', 503, TIMEOUT, 'timeout'],
  ['its time-out with the other', 422, EXECUTION, 'timeout'],
  ['a gateway between that gave up', 504, '', 'timeout'],
  ['not ready', 503, 'Service Unavailable', 'upstreamError'],
  ['a fault', 500, 'boom', 'upstreamError'],
  ['a redirect', 302, '', 'badPayload'],
  ['JSON that breaks off', 200, '{"status":"success","data":[', 'badPayload'],
])('Prometheus: %s', (_name, status, body, kind) => {
  expect(judge('prometheus', status, body)).toBe(kind)
})

test('a page in place of an answer is none, from whomever; text is one of Tempo and none of Prometheus', () => {
  for (const upstream of ['prometheus', 'alertmanager', 'grafana', 'tempo'] as const) {
    expect(judge(upstream, 200, '<html>', 'text/html; charset=utf-8', '/api/x')).toBe('badPayload')
  }
  expect(judge('tempo', 200, 'echo', 'text/plain', '/api/echo')).toBe('ok')
  expect(judge('prometheus', 200, 'x', 'text/plain')).toBe('badPayload')
  expect(judge('prometheus', 200, 'Prometheus is Ready.', 'text/plain', '/-/ready')).toBe('ok')
  expect(judge('alertmanager', 200, '', '', '/api/v2/silence/x')).toBe('ok')
})

test('JSON of one value, and space around it, is whole', () => {
  for (const body of ['"a text"', 'null', '1', ' {"a":1}\n', '[]', '{}']) expect(judge('grafana', 200, body)).toBe('ok')
  for (const body of ['{', '"', '[{}', '{"a":"b"']) expect(judge('grafana', 200, body)).toBe('badPayload')
})
