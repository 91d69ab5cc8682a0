import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const INDEX = 'index.html'
const FILES_MAX = 2_000
const BROTLI_QUALITY = 9
const COMPRESSIBLE = new Set(['.css', '.html', '.js', '.json', '.map', '.svg', '.txt', '.webmanifest'])

export type Coding = 'br' | 'gzip' | 'identity'

export interface WebFile {
  readonly path: string
  readonly extension: string
  readonly etag: string
  body(coding: Coding): Promise<{ readonly bytes: Buffer; readonly coding: Coding }>
}

/** The built page. Read when first asked for, and again when `index.html` has changed on disk. */
export interface WebBundle {
  /** `undefined`: there is no build. */
  index(): Promise<WebFile | undefined>
  file(path: string): Promise<WebFile | undefined>
}

/** Only files listed in the build are ever served, so no path can lead out of it. */
export function createWebBundle(root: string): WebBundle {
  let builtAt = Number.NaN
  let files: Promise<ReadonlyMap<string, WebFile>> = Promise.resolve(new Map())
  const current = async () => {
    const info = await stat(join(root, INDEX)).catch(() => undefined)
    if (info === undefined) return new Map<string, WebFile>()
    if (info.mtimeMs !== builtAt) {
      builtAt = info.mtimeMs
      files = loadFiles(root)
    }
    return files
  }
  return {
    index: async () => (await current()).get(INDEX),
    file: async (path) => (await current()).get(path),
  }
}

async function loadFiles(root: string): Promise<ReadonlyMap<string, WebFile>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const shown = paths.map((path) => relative(root, path).split(sep).join('/')).filter(isPublic)
  if (shown.length > FILES_MAX) throw new Error(`${root} holds ${shown.length} files, more than ${FILES_MAX}`)
  return new Map(await Promise.all(shown.map(async (path) => [path, await loadFile(root, path)] as const)))
}

/** Vite's own manifest lies in a dot directory and is nobody's business. */
const isPublic = (path: string): boolean => !path.split('/').some((segment) => segment.startsWith('.'))

async function loadFile(root: string, path: string): Promise<WebFile> {
  return createWebFile(path, await readFile(join(root, path)))
}

/** A file with its encodings, each made once, when first asked for. */
export function createWebFile(path: string, bytes: Buffer): WebFile {
  const extension = extname(path)
  const made = new Map<Coding, Promise<Buffer>>()
  return {
    path,
    extension,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    async body(wanted) {
      const coding = COMPRESSIBLE.has(extension) ? wanted : 'identity'
      const encoded = made.get(coding) ?? encode(bytes, coding)
      made.set(coding, encoded)
      return { bytes: await encoded, coding }
    },
  }
}

async function encode(bytes: Buffer, coding: Coding): Promise<Buffer> {
  switch (coding) {
    case 'identity':
      return bytes
    case 'gzip':
      return await promisify(gzip)(bytes)
    case 'br':
      return await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })
  }
}
