// Serves one built app: files, the page for every route inside the app, cache and security headers.
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { type SitePolicy, securityHeaders } from '@maguey/functions/app/page-security'
import { type BuiltFile, BuiltFiles, type Encoding } from './built-files.ts'
import { fillPage, fillServiceWorker, type PageConfig } from './page-config.ts'

export type StaticSiteOptions = {
  /** The `dist` folder; need not exist yet. */
  folder: string
  config: PageConfig
  policy: SitePolicy
}

type SiteFile = { file: BuiltFile; name: string }

/** Answers GET and HEAD. */
export function createStaticSite(
  options: StaticSiteOptions,
): (request: Request) => Promise<Response> {
  const { folder, config, policy } = options
  const files = new BuiltFiles(folder, async (name, content) => {
    if (name === 'index.html') return Buffer.from(fillPage(content.toString(), config))
    if (!isServiceWorker(name)) return content
    const html = await readFile(join(folder, 'index.html'), 'utf8')
    return Buffer.from(fillServiceWorker(content.toString(), html, fillPage(html, config)))
  })
  const fixedHeaders = securityHeaders(policy)
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } })
    }
    const found = await findFile(files, new URL(request.url).pathname)
    if (!found) return new Response('Not found', { status: 404, headers: fixedHeaders })
    return respond(request, found, fixedHeaders)
  }
}

/** The file, or the page when the path is a route of the app and not a file. */
async function findFile(files: BuiltFiles, pathname: string): Promise<SiteFile | null> {
  const name = safeDecode(pathname)
  const file = await files.find(name)
  if (file) return { file, name: name.slice(1) }
  if (extname(name) !== '' && extname(name) !== '.html') return null
  const page = await files.find('index.html')
  return page && { file: page, name: 'index.html' }
}

async function respond(
  request: Request,
  { file, name }: SiteFile,
  fixedHeaders: Record<string, string>,
): Promise<Response> {
  const headers = new Headers({
    ...fixedHeaders,
    'content-type': file.type,
    'cache-control': cacheControl(name),
    etag: file.etag,
    vary: 'accept-encoding',
  })
  if (request.headers.get('if-none-match') === file.etag) {
    return new Response(null, { status: 304, headers })
  }
  const encoding = chooseEncoding(request, file)
  if (encoding !== 'identity') headers.set('content-encoding', encoding)
  const body = await file.body(encoding)
  headers.set('content-length', String(body.length))
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), { headers })
}

/** Vite puts a hash into names under assets/; pictures change rarely; the rest may change with the next build. */
function cacheControl(name: string): string {
  if (name.startsWith('assets/')) return 'public, max-age=31536000, immutable'
  return /^(images|icons)\//.test(name) ? 'public, max-age=86400' : 'no-cache'
}

function chooseEncoding(request: Request, file: BuiltFile): Encoding {
  if (!file.compressible) return 'identity'
  const accepted = request.headers.get('accept-encoding') ?? ''
  if (/\bbr\b/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
}

const isServiceWorker = (name: string) => /^(sw|service-worker)\.js$/.test(name)

function safeDecode(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}
