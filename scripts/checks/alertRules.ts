import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { runCaptured } from '../build/captured.ts'
import type { TaskContext } from '../tasks/task.ts'
import type { ResolvedTools } from '../tools/resolveTools.ts'
import type { Stage } from './stage.ts'

const PLACES = ['staging', 'prod']

interface Check {
  readonly name: string
  readonly command: readonly [string, ...string[]]
}

interface Route {
  readonly labels: readonly string[]
  readonly receivers: readonly string[]
}

/** What Prometheus' and Alertmanager's own tools say of the rules and the routes; each run of a tool is one check. */
export function toAlertRulesStage({ paths, missing }: ResolvedTools): Stage {
  return {
    name: 'alert rules',
    async run(context) {
      const { promtool, amtool } = paths
      if (promtool === undefined || amtool === undefined) throw new Error(missing.join(' '))
      const work = mkdtempSync(join(tmpdir(), 'nobet-rules-'))
      try {
        return await runChecks(context, toChecks(join(context.root, 'alert-rules'), work, promtool, amtool))
      } finally {
        rmSync(work, { recursive: true, force: true })
      }
    },
  }
}

function toChecks(folder: string, work: string, promtool: string, amtool: string): readonly Check[] {
  const tests = readdirSync(join(folder, 'tests')).filter((file) => file.endsWith('.test.yaml'))
  const routing = join(folder, 'alertmanager.yml')
  // Our own file, a few lines long; amtool fails on what does not fit.
  const routes = parse(readFileSync(join(folder, 'routes.yaml'), 'utf8')) as readonly Route[]
  return [
    ...PLACES.flatMap((place) => ruleChecks(copyFor(place, folder, work), tests, place, promtool)),
    { name: 'alertmanager.yml', command: [amtool, 'check-config', routing] },
    ...routes.map(({ labels, receivers }): Check => {
      const expected = `--verify.receivers=${receivers.join(',')}`
      const test = ['config', 'routes', 'test', `--config.file=${routing}`, expected, ...labels]
      return { name: `route of ${labels.join(' ')}`, command: [amtool, ...test] }
    }),
  ]
}

/** The same tests hold for every place: they are written against prod, and copied for the others. */
function copyFor(place: string, folder: string, work: string): string {
  const target = join(work, place)
  for (const name of ['generated', 'tests']) cpSync(join(folder, name), join(target, name), { recursive: true })
  for (const file of readdirSync(join(target, 'tests'))) {
    const path = join(target, 'tests', file)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('generated/prod', `generated/${place}`))
  }
  return target
}

function ruleChecks(folder: string, tests: readonly string[], place: string, promtool: string): readonly Check[] {
  const rules = readdirSync(join(folder, 'generated', place)).map((file) => join(folder, 'generated', place, file))
  return [
    { name: `rules of ${place}`, command: [promtool, 'check', 'rules', ...rules] },
    ...tests.map(
      (file): Check => ({
        name: `${file} on ${place}`,
        command: [promtool, 'test', 'rules', join(folder, 'tests', file)],
      }),
    ),
  ]
}

async function runChecks(context: TaskContext, checks: readonly Check[]) {
  let failed = 0
  for (const { name, command } of checks) {
    const { code, output } = await runCaptured(context, name, command)
    if (code === 0) continue
    failed += 1
    context.print(`${name} failed:\n${output.trimEnd()}`)
  }
  return { passed: checks.length - failed, failed, skipped: 0 }
}
