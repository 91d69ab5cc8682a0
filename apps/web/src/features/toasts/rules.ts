import { parseJsonWith, SEVERITIES } from '@nobet/contracts'
import { DEFAULT_NOTIFICATION_RULES, FILTERS_MAX, type NotificationRules, WAKE_FLOORS } from '@nobet/domain/toasts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import * as z from 'zod/mini'

const STORAGE_KEY = 'nobet.notify'
const TEXT_CHARS = 200
const LAST_MINUTE = 1_439

const minute = z.int().check(z.gte(0), z.lte(LAST_MINUTE))
const text = z.string().check(z.minLength(1), z.maxLength(TEXT_CHARS))
const Rules = z.object({
  floor: z.enum(SEVERITIES),
  sound: z.enum(WAKE_FLOORS),
  desktop: z.enum(WAKE_FLOORS),
  volume: z.number().check(z.gte(0), z.lte(1)),
  quiet: z.object({ on: z.boolean(), from: minute, to: minute, passes: z.enum(['critical', 'nothing']) }),
  filters: z
    .array(z.object({ effect: z.enum(['mute', 'only']), label: text, value: text }))
    .check(z.maxLength(FILTERS_MAX)),
})

export type RulesStore = StoreApi<NotificationRules>

export interface RulesDeps {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'> | undefined
  /** Told when another tab wrote; the answer takes the listener off. */
  readonly onForeignWrite: (listener: (key: string | null) => void) => () => void
}

/** One person's rules on this browser, the same in every tab; damaged or forbidden storage means defaults. */
export function startRules({ storage, onForeignWrite }: RulesDeps): RulesStore & { readonly stop: () => void } {
  const store = createStore<NotificationRules>(() => readRules(storage))
  const offWrite = store.subscribe((rules) => {
    try {
      storage?.setItem(STORAGE_KEY, JSON.stringify(rules))
    } catch {
      // A full or forbidden storage costs only the memory of the choice.
    }
  })
  const offForeign = onForeignWrite((key) => {
    if (key !== STORAGE_KEY) return
    const rules = readRules(storage)
    if (JSON.stringify(rules) !== JSON.stringify(store.getState())) store.setState(rules, true)
  })
  const stop = () => {
    offWrite()
    offForeign()
  }
  return { ...store, stop }
}

function readRules(storage: RulesDeps['storage']): NotificationRules {
  try {
    const saved = parseJsonWith(Rules, storage?.getItem(STORAGE_KEY) ?? '')
    return saved.ok ? saved.value : DEFAULT_NOTIFICATION_RULES
  } catch {
    return DEFAULT_NOTIFICATION_RULES
  }
}
