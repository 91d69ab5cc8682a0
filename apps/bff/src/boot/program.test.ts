import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { waitFor } from '@nobet/testkit'
import { afterEach, expect, test } from 'vitest'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))
const TIMEOUT_MS = 60_000
const running: ChildProcess[] = []

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

function runProgram(args: readonly string[], env: Record<string, string> = {}) {
  const path = { PATH: process.env['PATH'] ?? '' }
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], { env: { ...path, ...env } })
  running.push(child)
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = once(child, 'close').then(([code]: unknown[]) => code)
  return { child, ended, said: () => said }
}

test('check-config prints the faults and ends with 1', { timeout: TIMEOUT_MS }, async () => {
  const program = runProgram(['check-config'], { NOBET_PORT: 'x' })
  expect(await program.ended).toBe(1)
  expect(program.said()).toBe('NOBET_PORT: server.port: expected a whole number, got "x"\n1 fault\n')
})

test('with a broken configuration it does not start and says why', { timeout: TIMEOUT_MS }, async () => {
  const program = runProgram([], { NOBET_AUTH: 'oidc' })
  expect(await program.ended).toBe(1)
  expect(program.said()).toContain('not in this version yet')
})

test('token prints a token that the panel of the same secret would take', { timeout: TIMEOUT_MS }, async () => {
  const program = runProgram(['token', '--role', 'operator', '--name', 'elif'], { NOBET_JWT_SECRET: 's'.repeat(32) })
  expect(await program.ended).toBe(0)
  expect(program.said()).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/m)
})

test('a command nobody knows is refused', { timeout: TIMEOUT_MS }, async () => {
  const program = runProgram(['chek-config'])
  expect(await program.ended).toBe(1)
  expect(program.said()).toContain('unknown command "chek-config"')
})

test('it says where it is and stops cleanly on SIGTERM', { timeout: TIMEOUT_MS }, async () => {
  const program = runProgram([], { NOBET_PORT: '0' })
  await waitFor(() => program.said().includes('panel started'), { timeoutMs: TIMEOUT_MS })
  expect(program.said()).toMatch(/"url":"http:\/\/127\.0\.0\.1:\d+\/"/)
  await waitFor(() => program.said().includes('authentication is off'), { timeoutMs: TIMEOUT_MS })
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)
  expect(program.said()).toContain('"stopped"')
})
