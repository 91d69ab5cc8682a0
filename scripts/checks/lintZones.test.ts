import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const TIMEOUT_MS = 120_000

/** Files with one import each, and whether the linter must refuse it. */
const PLANTED = [
  ['packages/contracts/src/a.ts', '@nobet/domain/world', true],
  ['packages/contracts/src/b.ts', 'node:fs', true],
  ['packages/contracts/src/c.ts', '../../domain/src/world/index.ts', true],
  ['packages/contracts/src/d.test.ts', 'node:fs', false],
  ['packages/domain/src/a.ts', '@nobet/contracts', false],
  ['packages/domain/src/b.ts', '@nobet/stream-client', true],
  ['packages/domain/src/c.ts', '@nobet/testkit', true],
  ['packages/domain/src/d.test.ts', '@nobet/testkit', false],
  ['packages/domain/src/e.test.ts', '@nobet/bff', true],
  ['packages/stream-client/src/a.ts', '@nobet/mcp-kit', true],
  ['packages/stream-client/src/b.ts', '@nobet/domain/world', false],
  ['packages/mcp-kit/src/a.ts', '@nobet/stream-client', true],
  ['packages/mcp-kit/src/b.ts', '../../../apps/bff/src/clock.ts', true],
  ['packages/testkit/src/a.ts', '@nobet/web', true],
  ['apps/bff/src/a.ts', '@nobet/web', true],
  ['apps/bff/src/b.ts', '@nobet/mcp-kit', true],
  ['apps/bff/src/c.ts', '@nobet/stream-client', true],
  ['apps/bff/src/d.test.ts', '@nobet/stream-client', false],
  ['apps/bff/src/e/f.ts', '../../../web/src/live/worldStore.ts', true],
  ['apps/bff/src/e/g.ts', '../clock.ts', false],
  ['apps/web/src/a.tsx', '@nobet/bff', true],
  ['apps/web/src/b.tsx', '../../bff/src/clock.ts', true],
  ['apps/web/src/c.tsx', '@nobet/mcp-kit', true],
  ['apps/web/src/d.tsx', '@nobet/stream-client', false],
  ['apps/modules/src/a.ts', '@nobet/bff', true],
  ['apps/modules/src/b.ts', '@nobet/mcp-kit', false],
  ['mock-server/src/a.ts', '@nobet/bff', true],
  ['mock-server/src/b.ts', '../../apps/web/src/main.tsx', true],
  ['e2e/tests/a.ts', '@nobet/bff', true],
  ['e2e/tests/b.ts', '@nobet/stream-client', false],
  ['load/src/a.ts', '@nobet/web', true],
] as const

const folder = mkdtempSync(join(tmpdir(), 'nobet-zones-'))
let report = ''

beforeAll(async () => {
  cpSync(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
  for (const [file, specifier] of PLANTED) plant(file, `import type { X } from '${specifier}'\nexport type Y = X\n`)
  plant('packages/domain/src/round/one.ts', "import type { Two } from './two.ts'\nexport type One = Two | 1\n")
  plant('packages/domain/src/round/two.ts', "import type { One } from './one.ts'\nexport type Two = One | 2\n")
  report = await lint()
  if (!report.includes('no-restricted-imports')) throw new Error(`the linter found nothing: ${report}`)
}, TIMEOUT_MS)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(PLANTED)('%s importing %s is refused: %s', (file, _specifier, isRefused) => {
  expect(refusals('no-restricted-imports').includes(file)).toBe(isRefused)
})

test('a circle of type imports is refused', () => {
  expect(refusals('no-cycle')).toContain('packages/domain/src/round/one.ts')
})

function plant(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

const refusals = (rule: string): string[] =>
  report
    .split('\n')
    .filter((line) => line.includes(rule))
    .map((line) => line.slice(0, line.indexOf(':')).replace(/^\.\//, ''))

/** The exit code is not zero here, as it should be. */
function lint(): Promise<string> {
  const program = join(ROOT, 'node_modules/oxlint/bin/oxlint')
  return new Promise((done) => {
    execFile(process.execPath, [program, '--format=unix'], { cwd: folder }, (_error, stdout, stderr) =>
      done(`${stdout}${stderr}`),
    )
  })
}
