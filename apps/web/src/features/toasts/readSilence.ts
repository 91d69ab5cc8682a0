import { type LoggedEvent, parseWith, SilenceMatcher } from '@nobet/contracts'
import { compileMatchers } from '@nobet/domain/alerts'
import * as z from 'zod/mini'

const Silence = z.looseObject({ matchers: z.array(SilenceMatcher).check(z.minLength(1)) })

/** What a silence that began or ended hits; `undefined` for other events and for matchers that cannot be read here. */
export function readSilence(
  event: LoggedEvent,
): { readonly begins: boolean; readonly hits: (labels: Readonly<Record<string, string>>) => boolean } | undefined {
  if (event.type !== 'silence.created' && event.type !== 'silence.expired') return undefined
  const silence = parseWith(Silence, event.data)
  if (!silence.ok) return undefined
  const compiled = compileMatchers(silence.value.matchers)
  return compiled.ok ? { begins: event.type === 'silence.created', hits: compiled.hits } : undefined
}
