import type { LoggedEvent } from '@nobet/contracts'
import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '../format/useFormat.ts'
import { summariseEvent } from './summariseEvent.ts'

/** `summariseEvent` in the chosen language; stable until language or zone change. */
export function useSummariseEvent(): (event: LoggedEvent) => string {
  const format = useFormat()
  const event = useTranslations('event')
  const state = useTranslations('state')
  const finding = useTranslations('finding')
  const advice = useTranslations('advice')
  return useCallback(
    (logged: LoggedEvent) => summariseEvent(logged, { event, state, finding, advice }, format),
    [event, state, finding, advice, format],
  )
}
