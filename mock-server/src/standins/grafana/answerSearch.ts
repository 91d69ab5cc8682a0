import { type Answer } from '../http/answer.ts'
import { fail, ok } from './answers.ts'
import { type Board, type Folder, toSlug } from './board.ts'

const LIMIT_DEFAULT = 1000
const LIMIT_MAX = 5000
const ORG_ID = 1

/** `GET /api/search`: `query`, `tag` (all of them), `type`, `dashboardUIDs`, `folderUIDs`, `starred`, `limit`, `page`. */
export function answerSearch(query: URLSearchParams, boards: readonly Board[], folder: Folder): Answer {
  const limit = toCount(query.get('limit'), LIMIT_DEFAULT)
  const page = toCount(query.get('page'), 1)
  if (limit > LIMIT_MAX) {
    return fail(422, 'Limit is above maximum allowed (5000), use page parameter to access hits beyond limit')
  }
  const hits = [toFolderHit(folder), ...boards.map((board, at) => toBoardHit(board, at, folder))]
  const wanted = hits.filter((hit) => isWanted(hit, query))
  return ok(wanted.slice((page - 1) * limit, page * limit))
}

interface Hit {
  title: string
  uid: string
  type: string
  tags: readonly string[]
  folderUid?: string
}

function isWanted({ title, uid, type, tags, folderUid }: Hit, query: URLSearchParams): boolean {
  const text = (query.get('query') ?? '').toLowerCase()
  const uids = query.getAll('dashboardUIDs').concat(query.getAll('dashboardUID'))
  const folders = query.getAll('folderUIDs')
  return (
    title.toLowerCase().includes(text) &&
    [null, '', type].includes(query.get('type')) &&
    query.getAll('tag').every((tag) => tags.includes(tag)) &&
    (uids.length === 0 || uids.includes(uid)) &&
    (folders.length === 0 || (folderUid !== undefined && folders.includes(folderUid))) &&
    query.get('starred') !== 'true'
  )
}

function toFolderHit({ uid, title }: Folder) {
  const slug = toSlug(title)
  const url = `/dashboards/f/${uid}/${slug}`
  return { id: 1, uid, orgId: ORG_ID, title, url, type: 'dash-folder', tags: [], isStarred: false, uri: `db/${slug}` }
}

function toBoardHit({ uid, title, tags = [] }: Board, at: number, folder: Folder) {
  const slug = toSlug(title)
  return {
    id: at + 2,
    uid,
    orgId: ORG_ID,
    title,
    url: `/d/${uid}/${slug}`,
    type: 'dash-db',
    tags,
    isStarred: false,
    folderId: 1,
    folderUid: folder.uid,
    folderTitle: folder.title,
    folderUrl: `/dashboards/f/${folder.uid}/${toSlug(folder.title)}`,
    uri: `db/${slug}`,
  }
}

/** Grafana reads a count it cannot understand as none. */
function toCount(given: string | null, otherwise: number): number {
  const count = Number(given ?? '')
  return Number.isInteger(count) && count > 0 ? count : otherwise
}
