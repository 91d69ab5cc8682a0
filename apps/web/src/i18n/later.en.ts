import { en as alerts } from '../features/alerts/messages.en.ts'
import { en as events } from '../features/events/messages.en.ts'
import { en as guide } from '../features/guide/messages.en.ts'
import { en as module } from '../features/module/messages.en.ts'
import { en as settings } from '../features/settings/messages.en.ts'
import { en as notify } from '../features/settings/notifications/messages.en.ts'
import { en as chart } from '../ui/chart/messages.ts'
import { en as metrics } from '../features/metrics/messages.en.ts'
import { en as panels } from '../features/module/panels/messages.en.ts'
import { en as traces } from '../features/traces/messages.en.ts'
import { en as range } from '../shell/range/messages.en.ts'

/** English texts that the first screen does not need; see `LaterTexts`. */
export const en = { alerts, events, guide, module, notify, settings, chart, metrics, panels, range, traces }
