import type { Shape } from '../../i18n/shape.ts'

export const en = { title: 'Module' }
export const tr = { title: 'Modül' } satisfies Shape<typeof en>
