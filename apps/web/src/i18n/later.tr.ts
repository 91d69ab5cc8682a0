import { tr as metrics } from '../features/metrics/messages.tr.ts'
import { tr as panels } from '../features/module/panels/messages.tr.ts'
import { tr as traces } from '../features/traces/messages.tr.ts'
import { tr as range } from '../shell/range/messages.tr.ts'
import type { en } from './later.en.ts'
import type { Shape } from './shape.ts'

export const tr = { metrics, panels, range, traces } satisfies Shape<typeof en>
