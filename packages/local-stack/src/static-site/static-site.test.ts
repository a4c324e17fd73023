// A built app as its site serves it: content, fallback, headers, compression.
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageConfig } from './page-config.ts'
import { createStaticSite } from './static-site.ts'

const html =
  '<html><script type="application/json" id="maguey-config">{}</script><p>shop</p></html>'
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const config = {
  apiUrl: 'http://api.test',
  publishableKey: 'sb_publishable_</script>',
  shopUrl: 'http://shop.test',
  scannerUrl: 'http://scanner.test',
  backOfficeUrl: 'http://office.test',
}

let root: string
let get: (path: string, headers?: HeadersInit, method?: string) => Promise<Response>

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'maguey-site-'))
  await mkdir(join(root, 'dist/assets'), { recursive: true })
  await writeFile(join(root, 'secret.txt'), 'not for the web')
  await writeFile(join(root, 'dist/index.html'), html)
  await writeFile(
    join(root, 'dist/sw.js'),
    `precache([{url:"index.html",revision:"${md5(html)}"}])`,
  )
  await writeFile(join(root, 'dist/assets/app-1a2b.js'), `console.log("${'a'.repeat(5000)}")`)
  const site = createStaticSite({
    folder: join(root, 'dist'),
    // A caller may pass more fields than a page may see.
    config: { ...config, secretKey: 'sb_secret_1' } as PageConfig,
    policy: { connectTo: ['http://api.test'], scans: true },
  })
  get = (path, headers = {}, method = 'GET') =>
    site(new Request(`http://site.test${path}`, { headers, method }))
})
afterAll(() => rm(root, { recursive: true }))

describe('the page', () => {
  it.each(['/', '/events/perreo', '/orders/1'])(
    'is the answer to %s, with the addresses',
    async (path) => {
      const response = await get(path)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toContain('text/html')
      expect(response.headers.get('cache-control')).toBe('no-cache')
      const filled = /id="maguey-config">([^<]*)</.exec(await response.text())?.[1]
      expect(JSON.parse(filled ?? '')).toEqual(config)
    },
  )

  it('lets itself be kept, and asked for again', async () => {
    const etag = (await get('/')).headers.get('etag') ?? ''
    expect((await get('/', { 'if-none-match': etag })).status).toBe(304)
  })

  it('says what it may do', async () => {
    const policy = (await get('/')).headers.get('content-security-policy')
    expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval'`)
    expect(policy).toContain(`connect-src 'self' http://api.test ws://api.test`)
    expect(policy).toContain(`frame-ancestors 'none'`)
  })

  it('changes when it is built again', async () => {
    await writeFile(join(root, 'dist/later.html'), 'old')
    expect(await (await get('/later.html')).text()).toBe('old')
    await writeFile(join(root, 'dist/later.html'), 'new')
    await utimes(join(root, 'dist/later.html'), new Date(), new Date(Date.now() + 5000))
    expect(await (await get('/later.html')).text()).toBe('new')
  })
})

describe('the service worker', () => {
  it('precaches the page that is served, not the one that was built', async () => {
    const script = await (await get('/sw.js')).text()
    const page = await (await get('/')).text()
    expect(script).toContain(md5(page))
    expect(script).not.toContain(md5(html))
  })
})

describe('files', () => {
  it('with a hash in their name are kept for ever', async () => {
    const response = await get('/assets/app-1a2b.js')
    expect(response.headers.get('cache-control')).toContain('immutable')
  })

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('are compressed as %s for who takes it', async (encoding, unpack) => {
    const response = await get('/assets/app-1a2b.js', { 'accept-encoding': encoding })
    expect(response.headers.get('content-encoding')).toBe(encoding)
    const body = Buffer.from(await response.arrayBuffer())
    expect(body.length).toBeLessThan(500)
    expect(unpack(body).toString()).toContain('aaaa')
  })

  it.each([
    '/assets/missing.js',
    '/missing.png',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%00',
  ])('that are not there, or not ours: %s', async (path) => {
    const response = await get(path)
    expect(await response.text()).not.toContain('not for the web')
    if (path !== '/%00') expect(response.status).toBe(404)
  })

  it('are only for reading', async () => {
    expect((await get('/', {}, 'POST')).status).toBe(405)
    const head = await get('/', {}, 'HEAD')
    expect([head.status, await head.text()]).toEqual([200, ''])
  })
})
