import { ModuleList } from '@nobet/contracts'
import { fakeClock } from '@nobet/testkit'
import { expect, it } from 'vitest'
import { createWorldServer } from './node.ts'

it('stands in for the panel behind fetch', async () => {
  const server = createWorldServer('calm', { clock: fakeClock() })
  server.listen()
  const response = await fetch('http://panel.test/api/v1/modules')
  expect(ModuleList.parse(await response.json()).modules.map(({ id }) => id)).toEqual([
    'finbot',
    'mubot',
    'observability',
  ])
  server.close()
})
