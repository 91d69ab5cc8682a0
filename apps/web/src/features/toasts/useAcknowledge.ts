import { AckAnswer } from '@nobet/contracts'
import { useMutation } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { useApi } from '../../api/ApiContext.tsx'
import { useSession } from '../../api/queries.ts'
import { useToasts } from './RoomContext.tsx'

const path = (fingerprint: string) => `/api/v1/alerts/${encodeURIComponent(fingerprint)}/ack`

/** Whether this person may acknowledge at all; the server decides for each alert. */
export const useMayAcknowledge = (): boolean => useSession().data?.permissions.includes('alerts:ack') ?? false

/** Acknowledges an alert for the usual time. Its toast leaves when the event comes, here as everywhere. */
export function useAcknowledge(alert: { readonly fingerprint: string; readonly alertname: string } | undefined) {
  const api = useApi()
  const toasts = useToasts()
  return useMutation({
    mutationFn: async () => {
      if (alert === undefined) return
      const { acknowledged } = await api.write('POST', path(alert.fingerprint), AckAnswer, {})
      const { until } = acknowledged
      toasts.tell({
        key: `acked:${alert.fingerprint}`,
        kind: 'alert',
        severity: 'info',
        status: 'raised',
        at: Date.parse(acknowledged.at),
        payload: { kind: 'acked', ...alert, ...(until === undefined ? {} : { until }) },
      })
    },
  })
}

/** Takes the acknowledgement back; the alert is told again. */
export function useUndo(fingerprint: string, onDone: () => void) {
  const api = useApi()
  return useMutation({ mutationFn: () => api.write('DELETE', path(fingerprint), z.unknown()), onSuccess: onDone })
}
