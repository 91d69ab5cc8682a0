import { expect, test } from 'vitest'
import { createStopStack } from './stopStack.ts'

test('stops in reverse, once, and goes on when one stop fails', async () => {
  const seen: string[] = []
  const stops = createStopStack((name) => void seen.push(`failed ${name}`))
  stops.push('log', () => void seen.push('log'))
  stops.push('hub', () => Promise.reject(new Error('stuck')))
  stops.push('server', () => void seen.push('server'))
  await Promise.all([stops.stopAll(), stops.stopAll()])
  await stops.stopAll()
  expect(seen).toEqual(['server', 'failed hub', 'log'])
})
