import { describe, expect, it } from 'vitest'
import { buildModule } from '../testing/renderApp.tsx'
import { moduleNames, tellApart } from './moduleNames.ts'

const twins = [
  { id: 'finbot', title: 'FinBot' },
  { id: 'finbot-2', title: 'FinBot' },
  { id: 'mailbot', title: 'MailBot' },
]

describe('names of modules', () => {
  it('put the id beside a title only when another module has it too', () => {
    expect(moduleNames(twins)).toEqual({
      finbot: 'FinBot (finbot)',
      'finbot-2': 'FinBot (finbot-2)',
      mailbot: 'MailBot',
    })
  })

  it('leave modules alone whose titles differ', () => {
    const modules = { finbot: buildModule(), mailbot: buildModule({ id: 'mailbot', title: 'MailBot' }) }
    expect(tellApart(modules)).toBe(modules)
  })

  it('are the same objects for the same modules', () => {
    const modules = Object.fromEntries(twins.map((twin) => [twin.id, buildModule(twin)]))
    expect(tellApart(modules)['finbot-2']?.title).toBe('FinBot (finbot-2)')
    expect(tellApart(modules)).toBe(tellApart(modules))
  })
})
