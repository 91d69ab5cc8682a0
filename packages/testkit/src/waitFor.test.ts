import { expect, test } from 'vitest'
import { waitFor } from './waitFor.ts'

test('returns the first truthy value, having ignored failures before it', async () => {
  let tries = 0
  const value = await waitFor(
    () => {
      tries += 1
      if (tries === 1) throw new Error('not yet')
      return tries >= 3 && `try ${tries}`
    },
    { intervalMs: 1 },
  )
  expect(value).toBe('try 3')
})

test('says what it waited for, and why it last failed', async () => {
  const never = () => {
    throw new Error('refused')
  }
  const waiting = waitFor(never, { timeoutMs: 5, intervalMs: 1, what: 'the port' })
  await expect(waiting).rejects.toMatchObject({
    message: expect.stringContaining('the port'),
    cause: new Error('refused'),
  })
})
