import type { AlertRow } from '@nobet/contracts'
import type { ReadLink } from '@nobet/domain/alerts'

/** A runbook that may be opened, one that may only be copied (its host is not allowed, or it is no address), or none. */
export type Runbook =
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none' }

/** In the operator's language where the rule has one. */
export function readRunbook(
  { runbookUrl, annotations }: Pick<AlertRow, 'runbookUrl' | 'annotations'>,
  language: 'en' | 'tr',
  readLink: ReadLink,
): Runbook {
  const own = annotations['runbook_url']
  const url = (language === 'tr' ? readLink(annotations['runbook_url_tr']) : undefined) ?? runbookUrl ?? readLink(own)
  if (url !== undefined) return { kind: 'link', url }
  return own === undefined || own === '' ? { kind: 'none' } : { kind: 'text', text: own }
}

/** The expression that fired, from the link Prometheus puts on each alert. */
export function readExpression(generatorUrl: string | undefined): string | undefined {
  if (generatorUrl === undefined || !URL.canParse(generatorUrl)) return undefined
  const expression = new URL(generatorUrl).searchParams.get('g0.expr')
  return expression === null || expression === '' ? undefined : expression
}

/** What an alert says in one sentence, as text. */
export const readSummary = ({ annotations, alertname }: Pick<AlertRow, 'annotations' | 'alertname'>): string =>
  annotations['summary'] ?? annotations['description'] ?? annotations['message'] ?? alertname
