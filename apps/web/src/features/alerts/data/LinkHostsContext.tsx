import { createReadLink, type ReadLink } from '@nobet/domain/alerts'
import { createContext, type ReactNode, useContext, useMemo } from 'react'

const Context = createContext<ReadLink>(() => undefined)

/** Which links of alerts may be followed: the hosts the server allows, none while it has not said. */
export function LinkHostsProvider({ hosts, children }: { hosts: readonly string[] | undefined; children: ReactNode }) {
  const readLink = useMemo(() => createReadLink(hosts ?? []), [hosts])
  return <Context value={readLink}>{children}</Context>
}

export const useReadLink = (): ReadLink => useContext(Context)
