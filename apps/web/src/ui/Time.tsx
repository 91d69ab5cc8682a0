import { useFormat } from './format/useFormat.ts'
import { useNow } from './clock/useNow.tsx'

type Style = 'ago' | 'clock' | 'clockMs' | 'since' | 'moment'

/** A moment: relative (`ago`) or by the clock in place, absolute with its zone on hover. */
export function Time({
  at,
  as = 'ago',
  className,
}: {
  at: number | string
  as?: Style
  className?: string | undefined
}) {
  return as === 'ago' || as === 'since' || as === 'moment' ? (
    <RelativeTime at={at} as={as} className={className} />
  ) : (
    <ClockTime at={at} as={as} className={className} />
  )
}

function RelativeTime({
  at,
  as,
  className,
}: {
  at: number | string
  as: 'ago' | 'since' | 'moment'
  className?: string | undefined
}) {
  const format = useFormat()
  const now = useNow()
  const text = as === 'ago' ? format.ago(Math.max(0, now - toMs(at))) : format[as](at, now)
  return (
    <time dateTime={toIso(at)} title={format.absolute(at)} className={className}>
      {text}
    </time>
  )
}

/** Does not tick: safe for thousands of rows. */
function ClockTime({
  at,
  as,
  className,
}: {
  at: number | string
  as: 'clock' | 'clockMs'
  className?: string | undefined
}) {
  const format = useFormat()
  return (
    <time dateTime={toIso(at)} title={format.absolute(at)} className={className}>
      {format[as](at)}
    </time>
  )
}

const toMs = (at: number | string): number => (typeof at === 'number' ? at : Date.parse(at))
const toIso = (at: number | string): string => (typeof at === 'string' ? at : new Date(at).toISOString())
