import type { Shape } from '../../i18n/shape.ts'

export const en = { title: 'Events' }
export const tr = { title: 'Olaylar' } satisfies Shape<typeof en>
