import { createContext, type ReactNode, useContext } from 'react'
import type { Api } from './createApi.ts'

const Context = createContext<Api | undefined>(undefined)

export const ApiProvider = ({ api, children }: { api: Api; children: ReactNode }) => (
  <Context value={api}>{children}</Context>
)

export function useApi(): Api {
  const api = useContext(Context)
  if (api === undefined) throw new Error('ApiProvider is missing')
  return api
}
