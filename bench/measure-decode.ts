// How many door frames are read, and how fast: the app's own worker beside @zxing/browser, in one Chromium.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium, type Page } from 'playwright'
import { chromiumArgs, findChromium } from '../scripts/lib/chromium.mjs'
import type { FrameResult } from './decode-page.ts'
import { FRAMES_A_KIND, HEIGHT, KIND_NAMES, WIDTH } from './door-frames.ts'
import { ms, percentile, type Table } from './figures.ts'

const EMPTY_FRAMES = 120
const DIST = fileURLToPath(new URL('../apps/scanner-pwa/dist', import.meta.url))
const PAGE = fileURLToPath(new URL('decode-page.ts', import.meta.url))
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.wasm': 'application/wasm' }

type Progress = (line: string) => void
type Results = { kinds: Map<string, FrameResult[]>; empty: FrameResult[] }

export async function measure(onProgress: Progress): Promise<readonly Table[]> {
  const executablePath = findChromium({ install: true })
  if (executablePath === undefined)
    throw new Error('No Chromium found; name one in MAGUEY_CHROMIUM.')
  const site = await serveBuild()
  const browser = await chromium.launch({ executablePath, args: chromiumArgs() })
  try {
    const page = await browser.newPage()
    await page.goto(`${site.url}/decode`)
    await page.addScriptTag({ content: await bundlePage() })
    await page.evaluate(`magueyDecode.start(${JSON.stringify(`/assets/${workerFile()}`)})`)
    const results = await measureAll(page, onProgress)
    return [tableOf(results, browser.version())]
  } finally {
    await browser.close()
    site.server.close()
  }
}

/** The built worker, so that what is measured is what door phones run. */
function workerFile(): string {
  const file = readdirSync(join(DIST, 'assets')).find((name) =>
    /^decode\.worker-.*\.js$/.test(name),
  )
  if (file === undefined) throw new Error('The scanner is not built.')
  return file
}

async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [PAGE],
    bundle: true,
    write: false,
    format: 'iife',
    minify: true,
    logLevel: 'error',
  })
  return outputFiles[0]?.text ?? ''
}

async function serveBuild(): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const path = join(DIST, request.url ?? '')
    const isAsset = request.url?.startsWith('/assets/') === true && existsSync(path)
    response.setHeader('content-type', (isAsset && TYPES[extname(path)]) || 'text/html')
    response.end(isAsset ? readFileSync(path) : '<!doctype html><title>decode</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

async function measureAll(page: Page, onProgress: Progress): Promise<Results> {
  const measureFrame = async (kind: string | null, nth: number) =>
    (await page.evaluate(
      `magueyDecode.measureFrame(${JSON.stringify(kind)}, ${nth})`,
    )) as FrameResult
  const kinds = new Map<string, FrameResult[]>()
  for (const kind of KIND_NAMES) {
    const results: FrameResult[] = []
    for (let nth = 0; nth < FRAMES_A_KIND; nth += 1) results.push(await measureFrame(kind, nth))
    onProgress(`Decode: ${kind}: ${percent(share(results, ({ app }) => app.found))}`)
    kinds.set(kind, results)
  }
  onProgress('Decode: nothing to read')
  const empty: FrameResult[] = []
  for (let nth = 0; nth < EMPTY_FRAMES; nth += 1) empty.push(await measureFrame(null, nth))
  return { kinds, empty }
}

const share = (results: readonly FrameResult[], isSo: (result: FrameResult) => boolean): number =>
  results.filter(isSo).length / results.length

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`

function rowOf(name: string, results: readonly FrameResult[]): string[] {
  return [
    name,
    percent(share(results, ({ app }) => app.found && app.looks === 1)),
    percent(share(results, ({ app }) => app.found)),
    percent(share(results, ({ zxing }) => zxing.found)),
  ]
}

function tableOf({ kinds, empty }: Results, version: string): Table {
  const all = [...kinds.values()].flat()
  const everything = [...all, ...empty]
  const hitsMs = all.filter(({ app }) => app.found).map(({ app }) => app.tookMs)
  const zxingMs = all.filter(({ zxing }) => zxing.found).map(({ zxing }) => zxing.tookMs)
  const misreads = {
    app: everything.filter(({ app }) => app.misread).length,
    zxing: everything.filter(({ zxing }) => zxing.misread).length,
  }
  return {
    title: `Codes found in ${all.length} generated door frames, ${WIDTH}×${HEIGHT}`,
    columns: ['', 'first look', 'four looks', '@zxing/browser'],
    rows: [...[...kinds].map(([kind, results]) => rowOf(kind, results)), rowOf('all', all)],
    notes: [
      `the app's own built worker in Chromium ${version}; a frame stays in view for four looks, which go through the variants`,
      `misreads, also in ${empty.length} frames with nothing to read: worker ${misreads.app}, @zxing/browser ${misreads.zxing}`,
      `a hit takes the worker ${ms(percentile(hitsMs, 0.5))} p50, ${ms(percentile(hitsMs, 0.95))} p95; @zxing/browser on the page ${ms(percentile(zxingMs, 0.5))}, ${ms(percentile(zxingMs, 0.95))}`,
    ],
    figures: {
      found_share: share(all, ({ app }) => app.found),
      found_at_first_look_share: share(all, ({ app }) => app.found && app.looks === 1),
      zxing_browser_found_share: share(all, ({ zxing }) => zxing.found),
      misreads: misreads.app,
      hit_p50_ms: percentile(hitsMs, 0.5),
      hit_p95_ms: percentile(hitsMs, 0.95),
    },
  }
}
