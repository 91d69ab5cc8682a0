import type { useTranslations } from 'use-intl'
import type { Messages } from './messages.ts'

/** A translator of one namespace, as `useTranslations` gives it: for pure functions that write sentences. */
export type Translate<N extends keyof Messages> = ReturnType<typeof useTranslations<N>>
