/** A piece of a line. `ref` leads to another section of the guide by its anchor. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly parts: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly parts: readonly Inline[] }
  | { readonly kind: 'ref'; readonly anchor: string; readonly parts: readonly Inline[] }

export type Block =
  | { readonly kind: 'line'; readonly parts: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | {
      readonly kind: 'table'
      readonly head: readonly (readonly Inline[])[]
      readonly rows: readonly (readonly (readonly Inline[])[])[]
    }

/** A heading of the guide and what stands under it, up to the next heading. */
export interface Section {
  /** As Git hosts spell the heading: where `#…` of a link points to. */
  readonly anchor: string
  /** The same section in the other language; absent while it is not translated. */
  readonly twin?: string
  readonly level: 2 | 3 | 4
  readonly title: string
  readonly blocks: readonly Block[]
}

/** What the palette offers: a section that alerts lead to. */
export interface RunbookName {
  readonly alert: string
  readonly anchor: string
}
