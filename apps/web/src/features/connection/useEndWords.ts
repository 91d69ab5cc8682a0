import type { Transition } from '@nobet/stream-client'
import { useTranslations } from 'use-intl'
import { toEndKey } from './toEndKey.ts'

/** Says why a transport ended in the reader's language, with the code; the raw text only when nothing else is known. */
export function useEndWords(): (transition: Transition) => string {
  const t = useTranslations('connection.end')
  return (transition) => {
    const key = toEndKey(transition)
    const words = key === undefined ? transition.text : t(key)
    return transition.code === undefined ? words : `${words} (${transition.code})`
  }
}
