import type { Toast } from '@nobet/domain/toasts'
import type { Payload } from './toNotice.ts'

/** The one alert a card is about. */
export function alertOf(
  toast: Toast<Payload>,
): { readonly fingerprint: string; readonly alertname: string } | undefined {
  const { payload } = toast.notice
  if (toast.shape !== 'single' || payload.kind !== 'event') return undefined
  const { event } = payload
  if (event.type !== 'alert.firing' && event.type !== 'alert.resolved') return undefined
  const { fingerprint, alertname } = event.data
  return { fingerprint, alertname }
}
