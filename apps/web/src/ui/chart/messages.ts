import type { Shape } from '../../i18n/shape.ts'

export const en = { limit: 'limit', asTable: 'Show as table', time: 'Time', notObserved: 'not observed' }

export const tr = {
  limit: 'sınır',
  asTable: 'Tablo olarak göster',
  time: 'Saat',
  notObserved: 'gözlenmedi',
} satisfies Shape<typeof en>
