import { randomUUID } from 'node:crypto'
import { buildWhenStale } from '../build/build.ts'
import { FAILED, PASSED, runStages, type Stage } from '../checks/stage.ts'
import { planModules, startModules, toModulesVariable } from '../product/modules.ts'
import { readPanelAddress, startPanel } from '../product/panel.ts'
import { freePort } from '../product/ports.ts'
import type { Task } from './task.ts'

const PATIENCE_MS = 60_000
const POLL_MS = 250
const ASK_TIMEOUT_MS = 5_000

/** Starts the embedded product on free ports and asks it the few things without which nothing else is worth testing. */
export const smoke: Task = async (context) => {
  await buildWhenStale(context, ['web', 'bff', 'modules'])
  const address = readPanelAddress({ ...context.env, NOBET_HOST: '127.0.0.1', NOBET_PORT: String(await freePort()) })
  const url = `${address.url}${address.basePath}`
  const modules = await planModules(context.env, 'move')
  const env = { ...context.env, NOBET_PANEL_URL: url, NOBET_MODULES: toModulesVariable(modules) }
  await startModules(context, modules, env)
  await startPanel(context, address, env)
  return runStages(context, [
    toStage('alive', () => answers(`${url}/healthz`)),
    toStage('ready', () => answers(`${url}/readyz`)),
    toStage('page', async () => (await read(`${url}/`)).includes('<script')),
    toStage('contract', async () => (await read(`${url}/openapi.json`)).includes('"3.1')),
    toStage('modules healthy', async () => {
      const text = await read(`${url}/api/v1/modules`)
      return text.split('"state":"healthy"').length - 1 === modules.length
    }),
    toStage('event kept', () => publishAndRead(url)),
  ])
}

function toStage(name: string, holds: () => Promise<boolean>): Stage {
  return { name, run: async () => ((await holdsInTime(holds)) ? PASSED : FAILED) }
}

async function holdsInTime(holds: () => Promise<boolean>): Promise<boolean> {
  const startedAt = performance.now()
  do {
    if (await holds().catch(() => false)) return true
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  } while (performance.now() - startedAt < PATIENCE_MS)
  return false
}

async function publishAndRead(url: string): Promise<boolean> {
  const id = randomUUID()
  const response = await fetch(`${url}/api/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify({ specversion: '1.0', id, source: '/smoke', type: 'com.example.smoke' }),
    signal: AbortSignal.timeout(ASK_TIMEOUT_MS),
  })
  return response.status === 202 && (await read(`${url}/api/v1/events?types=com.example.smoke`)).includes(id)
}

async function answers(url: string): Promise<boolean> {
  return (await ask(url)).ok
}

async function read(url: string): Promise<string> {
  const response = await ask(url)
  return response.ok ? response.text() : ''
}

const ask = (url: string) => fetch(url, { signal: AbortSignal.timeout(ASK_TIMEOUT_MS) })
