import type { Shape } from '../../i18n/shape.ts'
import type { en } from './messages.en.ts'

export const tr = {
  title: 'Oturum aç',
  lead: 'Bu panel kim olduğunuzu sorar. Bir belirteç (token) yapıştırın; geçerli olduğu sürece sunucu saklar, bu sayfa hiç saklamaz.',
  again: 'Oturumunuz sona erdi. Yeniden oturum açın; baktığınız yer korunur, olaylar kaldığı yerden sürer.',
  token: 'Belirteç (token)',
  submit: 'Oturum aç',
  submitting: 'Oturum açılıyor',
  how: 'Belirteci nereden alırım?',
  howText:
    'Kimlik sağlayıcınızdan; panel paylaşılan bir sırla doğruluyorsa NOBET_JWT_SECRET’ın tanımlı olduğu bir uçbirimden:',
  howRoles:
    'Roller viewer, operator ve admin’dir. <code>--modules finbot,mubot</code> görüleni sınırlar; <code>--expires 8h</code> süreyi belirler.',
  signOut: 'Oturumu kapat',
  until: 'Oturumun sonu: {time}',
  failedOut: 'Oturum kapatılamadı: {message}',
  bar: 'Oturum kapalı. Gördükleriniz {time} anına ait, artık değişmiyor.',
  barUnknown: 'Oturum kapalı. Gördükleriniz artık değişmiyor.',
  faults: {
    empty: 'Önce bir belirteç yapıştırın.',
    unauthorized: 'Sunucuya belirteç ulaşmadı.',
    'session-ended': 'Oturum sona erdi. Yeniden oturum açın.',
    'token-malformed': 'Bu bir belirteç değil: eyJ ile başlayan, noktalarla ayrılmış üç bölüm beklenir.',
    'token-signature': 'Bu belirteç, panelin doğruladığı anahtarla imzalanmamış.',
    'token-expired': 'Bu belirtecin süresi dolmuş. Yenisini alın.',
    'token-not-yet-valid':
      'Bu belirteç henüz geçerli değil. Sunucunun saatini belirteci verenin saatiyle karşılaştırın.',
    'token-issuer': 'Bu belirteci panelin beklediğinden başka biri vermiş.',
    'token-audience': 'Bu belirteç başka bir hizmet için üretilmiş.',
    'token-claims': 'Bu belirteç kim olduğunuzu ya da rolünüzü söylemiyor: {detail}',
    publisher: 'Bu bir modülün belirteci: olay yayımlayabilir, oturum açamaz.',
    'too-many-attempts': 'Çok fazla geçersiz belirteç denendi. Bir dakika bekleyip yeniden deneyin.',
    'too-many-sessions': 'Panelde şu an yeni oturuma yer yok. Biraz sonra yeniden deneyin.',
    'cannot-authenticate': 'Panel, belirteçleri doğrulayan anahtarlara ulaşamıyor. Biraz sonra yeniden deneyin.',
    'needs-https': 'Düz http ile yalnız bu makineden oturum açılabilir. Paneli https ile açın.',
    unreachable: 'Sunucu yanıt vermedi.',
    other: 'Oturum açılamadı: {detail}',
  },
} satisfies Shape<typeof en>
