// Lighthouse on one page, as its own command: fetched by npx when it is first asked for, so that nobody else installs it.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { chromiumArgs } from '../scripts/lib/chromium.mjs'

/** The last that runs on Node 20. */
const LIGHTHOUSE = 'lighthouse@12.8.2'

export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const

/** Its default: a mid-range phone on slow 4G, simulated. */
export type LighthouseRun = {
  /** 0–100. */
  readonly scores: Readonly<Record<(typeof CATEGORIES)[number], number>>
  readonly largestPaintMs: number
  readonly firstPaintMs: number
  readonly blockedMs: number
  /** 0 is a page on which nothing moves. */
  readonly layoutShift: number
}

type Report = {
  readonly categories: Readonly<Record<string, { score: number | null } | undefined>>
  readonly audits: Readonly<Record<string, { numericValue?: number } | undefined>>
  readonly runtimeError?: { message: string }
}

/** Throws when the page can't be measured, with the reason that Lighthouse gives. */
export async function runLighthouse(url: string, chromium: string): Promise<LighthouseRun> {
  const { stdout } = await promisify(execFile)(
    process.platform === 'win32' ? 'npx.cmd' : 'npx',
    [
      ...['--yes', LIGHTHOUSE, url, '--quiet', '--output=json', '--output-path=stdout'],
      `--only-categories=${CATEGORIES.join(',')}`,
      `--chrome-flags=--headless=new ${chromiumArgs().join(' ')}`,
    ],
    { env: { ...process.env, CHROME_PATH: chromium }, maxBuffer: 2 ** 27 },
  )
  const report = JSON.parse(stdout) as Report
  if (report.runtimeError) throw new Error(`${url}: ${report.runtimeError.message}`)
  const score = (name: string) => Math.round((report.categories[name]?.score ?? 0) * 100)
  const figure = (name: string) => report.audits[name]?.numericValue ?? Number.NaN
  return {
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
      seo: score('seo'),
    },
    largestPaintMs: figure('largest-contentful-paint'),
    firstPaintMs: figure('first-contentful-paint'),
    blockedMs: figure('total-blocking-time'),
    layoutShift: figure('cumulative-layout-shift'),
  }
}
