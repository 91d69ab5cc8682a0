import type { Shape } from '../../i18n/shape.ts'

export const en = { title: 'Notifications' }
export const tr = { title: 'Bildirimler' } satisfies Shape<typeof en>
