import { isConnected } from '@nobet/stream-client'
import { useEffect } from 'react'
import { ApiError } from '../../api/apiError.ts'
import { useSession } from '../../api/queries.ts'
import { useLinkState } from '../../live/LiveContext.tsx'

/** Whether the server wants to know who we are: the session or the stream was refused for want of one. */
export function useSignedOut(): boolean {
  const link = useLinkState()
  const { error, refetch } = useSession()
  const refused = error instanceof ApiError && error.failure.kind === 'problem' && error.failure.status === 401
  const linkRefused = link.kind === 'unauthorized' && link.reason === 'unauthorized'
  const connected = isConnected(link)
  useEffect(() => {
    // The stream knows first of an expiry, and of a sign-in in another tab.
    if (linkRefused || connected) void refetch()
  }, [linkRefused, connected, refetch])
  return refused || linkRefused
}
