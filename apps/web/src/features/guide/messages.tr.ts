import type { Shape } from '../../i18n/shape.ts'
import type { en } from './messages.en.ts'

export const tr = {
  title: 'İşletim kılavuzu',
  contents: 'İçindekiler',
  search: 'Kılavuzda ara',
  found: '{count, plural, =0 {Bir şey bulunamadı} other {# bölüm}}',
  none: '“{text}” hiçbir bölümde geçmiyor',
  missing: 'Bu sürümün kılavuzunda “{anchor}” bölümü yok. Adını arayın ya da içindekilere bakın.',
  here: '{title} bölümünün bağlantısı',
  copy: 'Kopyala',
  copyThis: 'Kopyala: {text}',
  copied: 'Kopyalandı',
} satisfies Shape<typeof en>
