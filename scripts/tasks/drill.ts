import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { followAlerts, type ToldAlert } from '../product/followAlerts.ts'
import type { Task, TaskContext } from './task.ts'

const DEFAULT_URL = 'http://127.0.0.1:4400'
const ASK_TIMEOUT_MS = 15_000
/** Alertmanager's own grouping included. */
const TOLD_TIMEOUT_MS = 60_000
const ENDED_TIMEOUT_MS = 120_000

interface Started {
  readonly drillId: string
  readonly postedAt: string
  readonly endsAt: string
}

/** A fire drill from the terminal: each hop of a test alert with its time, then its end. `npm run drill [-- URL]`. */
export const drill: Task = async (context) => {
  const { print, env } = context
  const url = readPanelUrl(context)
  const headers: Record<string, string> =
    env['NOBET_TOKEN'] === undefined ? {} : { authorization: `Bearer ${env['NOBET_TOKEN']}` }
  const leave = new AbortController()
  const follow = await followAlerts(url, headers, leave.signal)
  try {
    const startedAt = performance.now()
    const started = await post(url, headers)
    print(`${url}: drill ${started.drillId}`)
    print(toLine('Alertmanager has it', performance.now() - startedAt))
    const isIts = (type: string) => (alert: ToldAlert) => alert.type === type && alert.drillId === started.drillId
    const fired = await follow.first(isIts('alert.firing'), TOLD_TIMEOUT_MS)
    print(toLine('the panel was told', Date.parse(fired.time) - Date.parse(started.postedAt), "the panel's clock"))
    print(toLine('the event is here', fired.receivedAt - startedAt))
    print(`  it ends by itself at ${started.endsAt}`)
    const ended = await follow.first(isIts('alert.resolved'), ENDED_TIMEOUT_MS)
    print(toLine('its end is here', ended.receivedAt - startedAt))
    return 0
  } finally {
    leave.abort()
  }
}

const toLine = (what: string, ms: number, clock = 'this clock') =>
  `  ${what.padEnd(22)} ${`+${Math.round(ms)} ms`.padStart(10)}  (${clock})`

/** What was named, what runs as the stack, or the product's own default. */
function readPanelUrl({ args, env, root }: TaskContext): string {
  const named = args.find((arg) => arg.startsWith('http')) ?? env['NOBET_PANEL_URL']
  if (named !== undefined) return named.replace(/\/$/, '')
  const file = join(root, '.nobet/stack.json')
  if (!existsSync(file)) return DEFAULT_URL
  // Written by our own `stack`.
  return (JSON.parse(readFileSync(file, 'utf8')) as { panel: string }).panel
}

async function post(url: string, headers: Readonly<Record<string, string>>): Promise<Started> {
  const signal = AbortSignal.timeout(ASK_TIMEOUT_MS)
  const response = await fetch(`${url}/api/v1/alerts/drill`, { method: 'POST', headers, signal })
  const body = (await response.json()) as Partial<Started> & { title?: string; detail?: string }
  const { drillId, postedAt, endsAt } = body
  if (response.ok && drillId !== undefined && postedAt !== undefined && endsAt !== undefined) {
    return { drillId, postedAt, endsAt }
  }
  throw new Error(`${response.status} ${body.title ?? ''}: ${body.detail ?? ''}`)
}
