import { type Answer, json } from '../http/answer.ts'
import { fail, ok, OWN_HEADERS } from './answers.ts'
import { type Board, type Folder, toSlug } from './board.ts'

const GROUP = 'dashboard.grafana.app'
const VERSION = 'v1beta1'
const NAMESPACE = 'default'

/** `GET /api/dashboards/uid/:uid`. `since` is when the boards were provisioned, ISO 8601. */
export function answerBoard(uid: string, boards: readonly Board[], folder: Folder, since: string): Answer {
  const at = boards.findIndex((board) => board.uid === uid)
  const board = boards[at]
  if (board === undefined) return fail(404, 'Dashboard not found')
  const slug = toSlug(board.title)
  return ok({
    dashboard: { ...board, id: at + 2, version: 1 },
    meta: {
      type: 'db',
      canSave: false,
      canEdit: false,
      canAdmin: false,
      canStar: false,
      canDelete: false,
      isStarred: false,
      slug,
      url: `/d/${uid}/${slug}`,
      expires: '0001-01-01T00:00:00Z',
      created: since,
      updated: since,
      version: 1,
      hasAcl: false,
      isFolder: false,
      folderId: 1,
      folderUid: folder.uid,
      folderTitle: folder.title,
      folderUrl: `/dashboards/f/${folder.uid}/${toSlug(folder.title)}`,
      provisioned: true,
      provisionedExternalId: `${uid}.json`,
    },
  })
}

/** `GET /apis/dashboard.grafana.app`: which versions there are. */
export function answerGroup(): Answer {
  const version = { groupVersion: `${GROUP}/${VERSION}`, version: VERSION }
  return ok({ kind: 'APIGroup', apiVersion: 'v1', name: GROUP, versions: [version], preferredVersion: version })
}

/** `GET …/v1beta1/namespaces/:namespace/dashboards/:name`; errors are Kubernetes `Status` objects. */
export function answerResource(name: string, boards: readonly Board[], folder: Folder, since: string): Answer {
  const at = boards.findIndex((board) => board.uid === name)
  const board = boards[at]
  if (board === undefined) return notFound(name)
  return ok(toResource(board, at, folder, since))
}

/** `GET …/dashboards`. */
export function answerResources(boards: readonly Board[], folder: Folder, since: string): Answer {
  return ok({
    kind: 'DashboardList',
    apiVersion: `${GROUP}/${VERSION}`,
    metadata: { resourceVersion: '1' },
    items: boards.map((board, at) => toResource(board, at, folder, since)),
  })
}

function toResource({ uid, ...spec }: Board, at: number, folder: Folder, since: string) {
  return {
    kind: 'Dashboard',
    apiVersion: `${GROUP}/${VERSION}`,
    metadata: {
      name: uid,
      namespace: NAMESPACE,
      uid: Buffer.from(`${GROUP}/${uid}`).toString('base64url'),
      resourceVersion: '1',
      generation: 1,
      creationTimestamp: since,
      labels: { 'grafana.app/deprecatedInternalID': String(at + 2) },
      annotations: { 'grafana.app/createdBy': 'access-policy:provisioning', 'grafana.app/folder': folder.uid },
    },
    spec,
    status: {},
  }
}

function notFound(name: string): Answer {
  const status = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: `dashboards.${GROUP} "${name}" not found`,
    reason: 'NotFound',
    details: { name, group: GROUP, kind: 'dashboards' },
    code: 404,
  }
  return json(404, status, OWN_HEADERS)
}
