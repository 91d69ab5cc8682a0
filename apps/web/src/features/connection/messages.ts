import type { Shape } from '../../i18n/shape.ts'

export const en = { title: 'Connection' }
export const tr = { title: 'Bağlantı' } satisfies Shape<typeof en>
