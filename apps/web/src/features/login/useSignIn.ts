import type { Session } from '@nobet/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../api/ApiContext.tsx'
import { useLive } from '../../live/LiveContext.tsx'

const SESSION_KEY = ['session']

/** Signs in and goes on from where the stream stopped; as somebody else, the page begins anew. */
export function useSignIn() {
  const api = useApi()
  const live = useLive()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (token: string) => api.signIn(token),
    onSuccess: async (session) => {
      const former = queries.getQueryData<Session>(SESSION_KEY)
      // What somebody else was shown is not this user's to see.
      if (former !== undefined && !isSame(former, session)) return location.reload()
      queries.setQueryData(SESSION_KEY, session)
      live.reconnectNow()
      await queries.invalidateQueries()
    },
  })
}

/** Signs out; the last picture stays on the screen, marked as old. */
export function useSignOut() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => api.signOut(),
    onSettled: () => queries.invalidateQueries({ queryKey: SESSION_KEY }),
  })
}

const isSame = (a: Session, b: Session): boolean => seenBy(a) === seenBy(b)
const seenBy = ({ user, modules }: Session): string => JSON.stringify([user.name, user.role, modules?.toSorted()])
