import type { ToastState } from '@nobet/domain/toasts'
import { createContext, type ReactNode, useContext } from 'react'
import { useStore } from 'zustand'
import type { Toasts } from './startToasts.ts'
import type { Payload } from './toNotice.ts'

const Context = createContext<Toasts | undefined>(undefined)

export const ToastsProvider = ({ toasts, children }: { toasts: Toasts; children: ReactNode }) => (
  <Context value={toasts}>{children}</Context>
)

export function useToasts(): Toasts {
  const toasts = useContext(Context)
  if (toasts === undefined) throw new Error('ToastsProvider is missing')
  return toasts
}

export const useToastState = <T,>(select: (state: ToastState<Payload>) => T): T => useStore(useToasts().store, select)
