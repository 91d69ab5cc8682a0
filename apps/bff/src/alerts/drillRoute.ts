import { parse } from 'yaml'
import * as z from 'zod/mini'

/** Where Alertmanager's configuration sends an alert: the names of the receivers, and whether each is a panel alone. */

interface Route {
  readonly receiver?: string | undefined
  readonly continue?: boolean | undefined
  readonly match?: Readonly<Record<string, string>> | undefined
  readonly match_re?: Readonly<Record<string, string>> | undefined
  readonly matchers?: readonly string[] | undefined
  readonly routes?: readonly Route[] | undefined
}

const Texts = z.record(z.string(), z.string())
const RouteShape: z.ZodMiniType<Route> = z.looseObject({
  receiver: z.optional(z.string()),
  continue: z.optional(z.boolean()),
  match: z.optional(Texts),
  match_re: z.optional(Texts),
  matchers: z.optional(z.array(z.string())),
  routes: z.optional(z.lazy(() => z.array(RouteShape))),
})
const Shape = z.looseObject({
  route: RouteShape,
  receivers: z.array(z.looseObject({ name: z.string() })),
})
const Hook = z.looseObject({ url: z.string() })

const HOOK_PATH = /\/hooks\/alertmanager\/?$/
const MATCHER = /^\s*([A-Za-z_]\w*)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"={}~!,]*))\s*$/

export type DrillVerdict = { readonly enabled: true } | { readonly enabled: false; readonly reason: string }

/** Whether a drill reaches panels and nobody else: a test must not wake people. */
export function judgeDrillRoute(config: string | undefined, labels: Readonly<Record<string, string>>): DrillVerdict {
  if (config === undefined) return no('Alertmanager has not told its configuration yet')
  const read = z.safeParse(Shape, parseYaml(config))
  if (!read.success) return no('the configuration of Alertmanager cannot be read')
  const { route, receivers } = read.data
  const reached = [...new Set(receiversOf(route, labels, route.receiver))]
  const others = reached.filter((name) => !isPanelOnly(receivers.find((receiver) => receiver.name === name)))
  if (reached.length > 0 && others.length === 0) return { enabled: true }
  return no(
    `Alertmanager would send a drill to ${others.join(', ') || 'nobody'}; route drill="true" to the panel alone`,
  )
}

const no = (reason: string): DrillVerdict => ({ enabled: false, reason })

function parseYaml(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}

/** As Alertmanager walks: the first child that matches takes the alert, and so do its followers while it continues. */
function receiversOf(
  route: Route,
  labels: Readonly<Record<string, string>>,
  inherited: string | undefined,
): readonly string[] {
  const receiver = route.receiver ?? inherited
  const reached: string[] = []
  for (const child of route.routes ?? []) {
    if (!matches(child, labels)) continue
    reached.push(...receiversOf(child, labels, receiver))
    if (child.continue !== true) break
  }
  if (reached.length > 0) return reached
  return receiver === undefined ? [] : [receiver]
}

function matches({ match, match_re, matchers }: Route, labels: Readonly<Record<string, string>>): boolean {
  const equal = Object.entries(match ?? {}).every(([name, value]) => (labels[name] ?? '') === value)
  const like = Object.entries(match_re ?? {}).every(([name, value]) => isLike(labels[name] ?? '', value))
  return equal && like && (matchers ?? []).every((text) => holds(text, labels))
}

/** A matcher that cannot be read matches: doubt must not switch the drill on. */
function holds(text: string, labels: Readonly<Record<string, string>>): boolean {
  const [, name = '', operator, quoted, bare = ''] = MATCHER.exec(text) ?? []
  const value = quoted ?? bare
  const label = labels[name] ?? ''
  switch (operator) {
    case '=':
      return label === value
    case '!=':
      return label !== value
    case '=~':
      return isLike(label, value)
    case '!~':
      return !isLike(label, value)
    case undefined:
    default:
      return true
  }
}

function isLike(text: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'su').test(text)
  } catch {
    return true
  }
}

/** One that only posts to a panel's hook; a receiver of nothing reaches nobody, which is no drill. */
function isPanelOnly(receiver: Readonly<Record<string, unknown>> | undefined): boolean {
  if (receiver === undefined) return false
  const kinds = Object.keys(receiver).filter((key) => key.endsWith('_configs'))
  if (kinds.length !== 1 || kinds[0] !== 'webhook_configs') return false
  const hooks = z.safeParse(z.array(Hook), receiver['webhook_configs'])
  return hooks.success && hooks.data.length > 0 && hooks.data.every(({ url }) => HOOK_PATH.test(url))
}
