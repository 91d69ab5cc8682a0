import { expect, test } from 'vitest'
import { checkConfig } from './checkConfig.ts'

function check(text: string, env: Record<string, string> = {}) {
  const lines: string[] = []
  const deps = { env, exists: () => true, readFile: () => text }
  const code = checkConfig(deps, 'conf/panel.yaml', (line) => void lines.push(line))
  return { code, lines }
}

test('a faulty file: each fault on its line, how many, and exit code 1', () => {
  expect(check('server:\n  port: x\n  prot: 1\n')).toEqual({
    code: 1,
    lines: [
      'panel.yaml:2:3: server.port: expected a port, 0-65535, got "x"',
      'panel.yaml:3:3: server.prot: unknown key (did you mean server.port?)',
      '2 faults',
    ],
  })
})

test('a good file with a stray variable: a warning and exit code 0', () => {
  expect(check('server:\n  port: 1\n', { NOBET_PROT: '1' })).toEqual({
    code: 0,
    lines: ['warning: NOBET_PROT is read by nobody; did you mean NOBET_PORT?', 'conf/panel.yaml: no faults'],
  })
})
