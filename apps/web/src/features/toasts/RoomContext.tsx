import type { NotificationRules, ToastState } from '@nobet/domain/toasts'
import { createContext, type ReactNode, useContext } from 'react'
import { useStore } from 'zustand'
import type { RulesStore } from './rules.ts'
import type { Toasts } from './startToasts.ts'
import type { Payload } from './toNotice.ts'
import type { Voice } from './voice/startVoice.ts'

interface Parts {
  readonly toasts: Toasts
  readonly voice: Voice
  readonly rules: RulesStore
}

const Context = createContext<Parts | undefined>(undefined)

export const PartsProvider = ({ parts, children }: { parts: Parts; children: ReactNode }) => (
  <Context value={parts}>{children}</Context>
)

function useParts(): Parts {
  const parts = useContext(Context)
  if (parts === undefined) throw new Error('PartsProvider is missing')
  return parts
}

export const useToasts = (): Toasts => useParts().toasts
export const useVoice = (): Voice => useParts().voice
export const useRulesStore = (): RulesStore => useParts().rules
export const useRules = (): NotificationRules => useStore(useParts().rules)
export const useToastState = <T,>(select: (state: ToastState<Payload>) => T): T => useStore(useToasts().store, select)
