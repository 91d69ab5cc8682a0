/** A document the module serves under a fixed address. */
export interface FixedResource {
  readonly kind: 'fixed'
  readonly name: string
  readonly uri: string
  readonly title: string
  readonly description: string
  /** JSON-able; read anew at each request. */
  read(): unknown
}

/** A family of documents under an RFC 6570 template. */
export interface TemplateResource {
  readonly kind: 'template'
  readonly name: string
  readonly uriTemplate: string
  readonly title: string
  readonly description: string
  /** Those worth listing now. */
  list(): readonly { readonly uri: string; readonly name: string }[]
  /** `undefined`: there is no such document. */
  read(variables: Readonly<Record<string, string>>): unknown
}

export type Resource = FixedResource | TemplateResource

export const defineResource = (spec: Omit<FixedResource, 'kind'>): FixedResource => ({ kind: 'fixed', ...spec })

export const defineResourceTemplate = (spec: Omit<TemplateResource, 'kind'>): TemplateResource => ({
  kind: 'template',
  ...spec,
})
