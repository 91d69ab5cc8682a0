import { createContext, type ReactNode, useContext } from 'react'
import { type AlertActions, useAlertActions } from './useAlertActions.ts'

const Context = createContext<AlertActions | undefined>(undefined)

/** Hands everything on the page the same hands on alerts, and what is under way. */
export function ActionsProvider({ children }: { children: ReactNode }) {
  return <Context value={useAlertActions()}>{children}</Context>
}

export function useActions(): AlertActions {
  const actions = useContext(Context)
  if (actions === undefined) throw new Error('ActionsProvider is missing')
  return actions
}
