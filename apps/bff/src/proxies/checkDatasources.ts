/** Keys that decide which datasource is asked. Go reads them in any letters, so in other letters they are refused. */
const TELLING_KEYS: readonly string[] = ['queries', 'datasource', 'datasourceid', 'uid']

export type CheckedBody =
  /** As it goes on: what was checked, written anew, so that no second reading of the same bytes is left. */
  { readonly kind: 'ok'; readonly body: string } | { readonly kind: 'invalid' | 'forbidden'; readonly detail: string }

/** A body of `/api/ds/query`: every query names one of the known datasources by its uid, and by nothing else. */
export function checkDatasources(text: string, allowed: readonly string[]): CheckedBody {
  const body = parse(text)
  if (body === undefined) return invalid('the body is not a JSON object')
  const { queries } = body
  if (!Array.isArray(queries) || queries.length === 0) return invalid('queries is not a list of queries')
  const odd = findOddKey(body) ?? queries.map((query) => findOddKey(query)).find((key) => key !== undefined)
  if (odd !== undefined) return invalid(`"${odd}" is not a key of such a body`)
  for (const query of queries) {
    const uid = uidOf(query)
    if (uid === undefined) return forbidden('a query names no datasource by its uid')
    if (!allowed.includes(uid)) return forbidden('a query names a datasource that is not open here')
  }
  const { from, to, debug } = body
  return { kind: 'ok', body: JSON.stringify({ queries, from, to, debug }) }
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function uidOf(query: unknown): string | undefined {
  if (!isRecord(query) || 'datasourceId' in query || !isRecord(query['datasource'])) return undefined
  const { uid } = query['datasource']
  return typeof uid === 'string' ? uid : undefined
}

/** A telling key that is not written as Grafana writes it, on the object itself or in its `datasource`. */
function findOddKey(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined
  const odd = Object.keys(value).find((key) => !WRITTEN.includes(key) && isTelling(key))
  return odd ?? findOddKey(value['datasource'])
}

const WRITTEN: readonly string[] = ['queries', 'datasource', 'datasourceId', 'uid']

/** Go folds case as Unicode does: the long s and the Kelvin sign are letters of ASCII to it. */
const isTelling = (key: string): boolean => TELLING_KEYS.includes(key.normalize('NFKC').toLowerCase())

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const invalid = (detail: string): CheckedBody => ({ kind: 'invalid', detail })
const forbidden = (detail: string): CheckedBody => ({ kind: 'forbidden', detail })
