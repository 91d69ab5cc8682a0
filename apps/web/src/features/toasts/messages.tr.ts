import type { Shape } from '../../i18n/shape.ts'
import type { en } from './messages.en.ts'

export const tr = {
  title: 'Bildirimler',
  region: 'Anlık bildirimler',
  open: 'Aç',
  dismiss: 'Kapat',
  bell: '{count, plural, =0 {Bildirimler, okunmamış yok} other {Bildirimler, # okunmamış}}',
  times: '×{count}',
  cleared: 'düzeldi',
  ttlChanged: 'Önbellek süresi değişti',
  catalogueChanged: '{module}: katalog değişti',
  moduleState: '{module}: {state}',
  upstream: '{upstream} kaynağı',
  storm: '{modules} modülde {count} bildirim',
  stormText: 'On saniye içinde geldiler ve burada toplandılar: {names}. Her biri bildirim listesinde.',
  folded: 've bunun yol açtığı {count} bildirim daha',
  linkTitle: {
    live: 'Yeniden canlı',
    sse: 'WebSocket koptu, olaylar SSE ile geliyor',
    poll: 'WebSocket ve SSE koptu, uzun yoklama sürüyor',
    offline: 'Panel sunucusu yanıt vermiyor',
    unauthorized: 'Sunucu artık sizi içeri almıyor',
  },
  linkText: {
    live: 'Olaylar yeniden WebSocket ile geliyor.',
    sse: 'Kayıp yok; panel WebSocket’i kendisi yeniden dener.',
    poll: 'Değerler saniyelerce eski olabilir; panel kendisi geri tırmanır.',
    offline: 'Ekrandaki son görüntüdür, şimdiki durum değil. Modüller çalışıyor da olabilir, çökmüş de.',
    unauthorized: 'Şimdiki durumu görmek için yeniden giriş yapın.',
  },
  empty: 'Henüz söylenecek bir şey yok',
  emptyHint: 'Modüllerin durum değişiklikleri, TTL değişiklikleri ve akışın kopmaları burada görünür.',
  forgotten: 'Daha eski {count} bildirim artık tutulmuyor; olayları günlükte duruyor.',
} satisfies Shape<typeof en>
