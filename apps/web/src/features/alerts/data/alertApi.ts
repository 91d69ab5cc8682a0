import {
  AckAnswer,
  type AckRequest,
  AlertChanges,
  AlertList,
  DrillStarted,
  type PreviewRequest,
  type SilenceDraft,
  SilenceList,
  SilencePreview,
  SilenceSaved,
  type Sourced,
} from '@nobet/contracts'
import * as z from 'zod/mini'
import type { Api } from '../../../api/createApi.ts'

const one = (fingerprint: string, rest: string) => `/api/v1/alerts/${encodeURIComponent(fingerprint)}${rest}`
const SILENCES = '/api/v1/silences'

/** The panel's answers about alerts; all throw `ApiError`. */
export const alertApi = {
  list: async (api: Api, signal: AbortSignal): Promise<Sourced<AlertList>> => {
    const list = await api.read('/api/v1/alerts', AlertList, signal)
    return { ...list.alerts, value: list }
  },
  silences: async (api: Api, signal: AbortSignal): Promise<SilenceList['silences']> =>
    (await api.read(SILENCES, SilenceList, signal)).silences,
  changes: (api: Api, fingerprint: string, signal: AbortSignal) =>
    api.read(one(fingerprint, '/changes'), AlertChanges, signal),
  acknowledge: (api: Api, fingerprint: string, request: AckRequest) =>
    api.write('POST', one(fingerprint, '/ack'), AckAnswer, request),
  takeBack: (api: Api, fingerprint: string) => api.write('DELETE', one(fingerprint, '/ack'), z.unknown()),
  preview: (api: Api, request: PreviewRequest) => api.write('POST', `${SILENCES}/preview`, SilencePreview, request),
  saveSilence: (api: Api, draft: SilenceDraft) => api.write('POST', SILENCES, SilenceSaved, draft),
  expireSilence: (api: Api, id: string) => api.write('DELETE', `${SILENCES}/${encodeURIComponent(id)}`, z.unknown()),
  drill: (api: Api) => api.write('POST', '/api/v1/alerts/drill', DrillStarted),
} as const
