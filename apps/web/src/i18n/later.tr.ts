import { tr as alerts } from '../features/alerts/messages.tr.ts'
import { tr as events } from '../features/events/messages.tr.ts'
import { tr as guide } from '../features/guide/messages.tr.ts'
import { tr as module } from '../features/module/messages.tr.ts'
import { tr as settings } from '../features/settings/messages.tr.ts'
import { tr as notify } from '../features/settings/notifications/messages.tr.ts'
import { tr as chart } from '../ui/chart/messages.ts'
import { tr as metrics } from '../features/metrics/messages.tr.ts'
import { tr as panels } from '../features/module/panels/messages.tr.ts'
import { tr as traces } from '../features/traces/messages.tr.ts'
import { tr as range } from '../shell/range/messages.tr.ts'
import type { en } from './later.en.ts'
import type { Shape } from './shape.ts'

export const tr = {
  alerts,
  events,
  guide,
  module,
  notify,
  settings,
  chart,
  metrics,
  panels,
  range,
  traces,
} satisfies Shape<typeof en>
