import { tr as metrics } from '../features/metrics/messages.tr.ts'
import { tr as range } from '../shell/range/messages.tr.ts'
import type { en } from './later.en.ts'
import type { Shape } from './shape.ts'

export const tr = { metrics, range } satisfies Shape<typeof en>
