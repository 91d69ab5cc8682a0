import { parseWith } from '@nobet/contracts'
import { Config } from '@nobet/contracts/config'
import { expect, test } from 'vitest'
import { toPeerSpec, toUpstreamSpecs } from './peers.ts'

const specsOf = (input: unknown) => {
  const parsed = parseWith(Config, input)
  if (!parsed.ok) throw new Error('not a configuration')
  return Object.fromEntries(toUpstreamSpecs(parsed.value).map((spec) => [spec.id, spec]))
}

test('credentials of an address become a header and are in no name', () => {
  const spec = toPeerSpec('http://ada:p%40ss%3Aword@host:9090/sub//')
  expect(spec).toMatchObject({ name: 'http://host:9090/sub', origin: 'http://host:9090', basePath: '/sub' })
  expect(spec.headers).toEqual({ authorization: `Basic ${Buffer.from('ada:p@ss:word').toString('base64')}` })
  expect(toPeerSpec('http://a:100%@host/').headers).toEqual({
    authorization: `Basic ${Buffer.from('a:100%').toString('base64')}`,
  })
  expect(toPeerSpec('http://host/').headers).toEqual({})
})

test("Grafana's token wins over a password in its address", () => {
  const { grafana } = specsOf({ grafana: { url: 'http://x:y@g:3000', token: 'glsa_1' } })
  expect(grafana?.peers[0]?.headers).toEqual({ authorization: 'Bearer glsa_1' })
})

test('what a browser is told is the public address, else the one asked, never with credentials', () => {
  const specs = specsOf({
    prometheus: { url: 'http://u:p@p:9090', publicUrl: 'https://metrics.example/prom/' },
    alertmanager: { urls: ['http://u:p@a:9093', 'http://b:9093'] },
  })
  expect(specs['prometheus']?.publicUrl).toBe('https://metrics.example/prom')
  expect(specs['alertmanager']).toMatchObject({ publicUrl: 'http://a:9093', key: 'alertmanager.urls' })
  expect(specs['alertmanager']?.peers.map(({ name }) => name)).toEqual(['http://a:9093', 'http://b:9093'])
  expect(specs['tempo']).toMatchObject({ publicUrl: undefined, peers: [] })
})
