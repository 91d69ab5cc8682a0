import * as z from 'zod/mini'

/** A dashboard's own JSON, as in `grafana/dashboards`; what the stand-in does not read it gives back as it is. */
export const Board = z.looseObject({
  uid: z.string().check(z.minLength(1)),
  title: z.string().check(z.minLength(1)),
  tags: z.optional(z.array(z.string())),
})
export type Board = z.infer<typeof Board>

export interface Folder {
  uid: string
  title: string
}

/** The last part of a board's address, as Grafana makes it of the title. */
export function toSlug(title: string): string {
  return title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ı', 'i')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
