import { toFileStamp } from '../../files/toFileStamp.ts'
import type { XScale } from '../axis/xScale.ts'

const TITLE_MAX = 60

/** `nobet-latency-mubot-20261122T105000Z-20261122T110211Z.csv`: what it shows and of when, in UTC. */
export function toFileName(title: string, scale: XScale, extension: 'csv' | 'png'): string {
  const range = scale.kind === 'time' ? [toFileStamp(scale.from), toFileStamp(scale.to)] : []
  return `${['nobet', toSlug(title), ...range].filter((part) => part !== '').join('-')}.${extension}`
}

/** Letters without their marks, so that every file system takes the name; Turkish ı has none to lose. */
const toSlug = (title: string): string =>
  title
    .replaceAll('ı', 'i')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, TITLE_MAX)
