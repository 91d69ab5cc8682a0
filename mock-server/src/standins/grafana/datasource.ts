/** A data source the stand-in knows; its uids are those of the product's own provisioning. */
export interface Datasource {
  id: number
  uid: 'prometheus' | 'tempo'
  type: 'prometheus' | 'tempo'
  name: string
  url: string
}

/** `undefined` URLs make no data source. */
export function listDatasources(urls: { prometheus: string; tempo?: string | undefined }): Datasource[] {
  const prometheus = { id: 1, uid: 'prometheus', type: 'prometheus', name: 'Prometheus', url: urls.prometheus } as const
  if (urls.tempo === undefined) return [prometheus]
  return [prometheus, { id: 2, uid: 'tempo', type: 'tempo', name: 'Tempo', url: urls.tempo }]
}

export function toListed(source: Datasource) {
  const { id, uid, type, name, url } = source
  return {
    id,
    uid,
    orgId: 1,
    name,
    type,
    typeName: name,
    typeLogoUrl: `public/plugins/${type}/img/${type}_logo.svg`,
    access: 'proxy',
    url,
    user: '',
    database: '',
    basicAuth: false,
    isDefault: type === 'prometheus',
    jsonData: type === 'prometheus' ? { httpMethod: 'POST' } : {},
    readOnly: true,
  }
}

export function toWhole(source: Datasource) {
  const { typeName: _name, typeLogoUrl: _logo, ...listed } = toListed(source)
  return { ...listed, basicAuthUser: '', withCredentials: false, secureJsonFields: {}, version: 1 }
}
