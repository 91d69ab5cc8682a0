import type { Toast } from '@nobet/domain/toasts'
import { useState } from 'react'
import { Hidden } from '../../ui/Hidden.tsx'
import type { Payload } from './toNotice.ts'
import { useCardWords } from './useCardWords.ts'

/** Says each toast to screen readers once: a critical at once, the others when there is a pause. */
export function Announcer({ toasts }: { toasts: readonly Toast<Payload>[] }) {
  return (
    <Hidden>
      <span role="status">
        {toasts
          .filter((toast) => toast.severity !== 'critical')
          .map((toast) => (
            <Said key={idOf(toast)} toast={toast} />
          ))}
      </span>
      <span role="alert">
        {toasts
          .filter((toast) => toast.severity === 'critical')
          .map((toast) => (
            <Said key={idOf(toast)} toast={toast} />
          ))}
      </span>
    </Hidden>
  )
}

/** A storm is said when it begins and when it is over, not with each alert. */
const idOf = (toast: Toast<Payload>): string => `${toast.key} ${toast.shape} ${toast.status} ${toast.firstAt}`

function Said({ toast }: { toast: Toast<Payload> }) {
  const words = useCardWords(toast)
  const [first] = useState(words)
  return <span>{`${first.title}. ${first.text}`}</span>
}
