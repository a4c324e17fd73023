// A door phone to measure: the built scanner in real Chromium with a throttled CPU, paired and driven by keyboard.
import { fileURLToPath } from 'node:url'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright'
import { chromiumArgs, findChromium } from '../scripts/lib/chromium.mjs'

const PROBE = fileURLToPath(new URL('page-probe.js', import.meta.url))

export type ScanTimes = {
  readonly verdict: string
  /** From the Enter after the text to the verdict in the document. */
  readonly shownMs: number
  /** From that Enter to the second frame after the verdict. */
  readonly paintedMs: number
}

/** The reference: one small record flushed to disk, and the second frame after it. */
export type Put = { readonly storedMs: number; readonly paintedMs: number }

/** Times are Unix milliseconds. */
export type QueuedScan = {
  readonly id: string
  readonly ticketId: string
  readonly verdict: 'admit'
  readonly scannedAtMs: number
  readonly deviceTimeMs: number
}

export type DoorPhone = {
  /** Opens the pairing link and waits for the whole list; timed from the first pull request. */
  readonly pair: (link: string) => Promise<{ tookMs: number; requests: number }>
  /** Opens the pairing link without waiting; `listed` tells how far the pull is. */
  readonly beginPairing: (link: string) => Promise<void>
  /** Tickets received so far; Infinity once the list is complete. */
  readonly listed: () => Promise<number>
  readonly scan: (text: string) => Promise<ScanTimes>
  /** Opens the app offline with these scans in its queue, goes online, and times until all are sent. */
  readonly sendQueue: (link: string, scans: readonly QueuedScan[]) => Promise<number>
  /** Reopens the app offline and scans; from opening it to the painted verdict. */
  readonly reopenOffline: (
    link: string,
    text: string,
  ) => Promise<{ verdict: string; tookMs: number }>
  /** From the last letter of a name to the guest on the screen, including the app's typing pause. */
  readonly findGuest: (name: string) => Promise<number>
  /** Finds a guest and leaves the search open; `insideAtMs` is when it is painted that they are inside, Unix time. */
  readonly watchGuest: (name: string) => Promise<{ insideAtMs: () => Promise<number> }>
  /** When the next push leaves this phone, Unix time. */
  readonly nextPush: () => Promise<number>
  readonly rawPut: (id: string) => Promise<Put>
  readonly rawPutRows: (pageRows: number) => Promise<{ count: number; tookMs: number }>
  /** JS heap in use after a garbage collection, bytes. */
  readonly heap: () => Promise<number>
  readonly version: string
  readonly close: () => Promise<void>
}

/** Throws when this machine has no Chromium. */
export async function openDoorPhone(cpuSlowdown: number): Promise<DoorPhone> {
  const executablePath = findChromium({ install: true })
  if (executablePath === undefined)
    throw new Error('No Chromium found; name one in MAGUEY_CHROMIUM.')
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...chromiumArgs(),
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  })
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    permissions: ['camera'],
    locale: 'en-US',
  })
  const page = await context.newPage()
  await page.addInitScript({ path: PROBE })
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
  return phoneOn(browser, page, session)
}

const phoneOn = (browser: Browser, page: Page, session: CDPSession): DoorPhone => ({
  version: browser.version(),
  pair: (link) => pairAndPull(page, link),
  beginPairing: (link) => openPairing(page, link),
  listed: async () => (await page.evaluate('magueyBench.listed()')) as number,
  sendQueue: (link, scans) => sendQueue(page, link, scans),
  scan: async (text) => {
    await page.evaluate(`magueyBench.arm(${JSON.stringify(text)})`)
    await page.keyboard.press('Enter')
    return (await page.evaluate('magueyBench.pending')) as ScanTimes
  },
  reopenOffline: (link, text) => reopenOffline(page, link, text),
  findGuest: async (name) => {
    await page.getByRole('button', { name: 'Find' }).click()
    await page.locator('input[name="guest"]').waitFor()
    const tookMs = await page.evaluate(`magueyBench.findGuest(${JSON.stringify(name)})`)
    await page.keyboard.press('Escape')
    return tookMs as number
  },
  watchGuest: async (name) => {
    const field = page.locator('input[name="guest"]')
    if (!(await field.isVisible())) await page.getByRole('button', { name: 'Find' }).click()
    await field.fill(name)
    await page.locator('li').filter({ hasText: name }).waitFor()
    await page.evaluate('magueyBench.untilInside()')
    return { insideAtMs: async () => (await page.evaluate('magueyBench.pending')) as number }
  },
  nextPush: async () => {
    await page.waitForRequest(
      (request) => request.method() === 'POST' && request.url().includes('/rpc/scanner_push'),
    )
    return Date.now()
  },
  rawPut: (id) => page.evaluate(`magueyBench.rawPut(${JSON.stringify(id)})`),
  rawPutRows: (pageRows) => page.evaluate(`magueyBench.rawPutRows(${pageRows})`),
  heap: async () => {
    await session.send('HeapProfiler.collectGarbage')
    return (await session.send('Runtime.getHeapUsage')).usedSize
  },
  close: () => browser.close(),
})

async function reopenOffline(
  page: Page,
  link: string,
  text: string,
): Promise<{ verdict: string; tookMs: number }> {
  await page.context().setOffline(true)
  const startMs = performance.now()
  await page.goto(new URL('/', link).href)
  // The strip shows the list's age once the list is in memory; before that, a scan is told to wait.
  await page
    .locator('[data-testid="status-strip"]')
    .filter({ hasNotText: /no list/ })
    .waitFor()
  await page.evaluate(`magueyBench.arm(${JSON.stringify(text)})`)
  await page.keyboard.press('Enter')
  const { verdict } = (await page.evaluate('magueyBench.pending')) as ScanTimes
  const tookMs = performance.now() - startMs
  await page.context().setOffline(false)
  return { verdict, tookMs }
}

const PULL_WITHIN_MS = 180_000

async function openPairing(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.locator('[data-testid="status-strip"]').waitFor({ timeout: PULL_WITHIN_MS })
}

async function sendQueue(page: Page, link: string, scans: readonly QueuedScan[]): Promise<number> {
  await page.locator('[data-testid="status-strip"][data-queue="0"]').waitFor()
  await page.context().setOffline(true)
  await page.evaluate(`magueyBench.queueScans(${JSON.stringify(scans)})`)
  await page.goto(new URL('/', link).href)
  await page
    .locator(`[data-testid="status-strip"][data-queue="${scans.length}"]`)
    .waitFor({ timeout: PULL_WITHIN_MS })
  await page.evaluate('magueyBench.untilAllSent()')
  await page.context().setOffline(false)
  return (await page.evaluate('magueyBench.pending')) as number
}

async function pairAndPull(
  page: Page,
  link: string,
): Promise<{ tookMs: number; requests: number }> {
  let startMs: number | null = null
  let requests = 0
  page.on('request', (request) => {
    if (request.method() !== 'POST' || !request.url().includes('/rpc/scanner_pull')) return
    startMs ??= performance.now()
    requests += 1
  })
  await openPairing(page, link)
  const giveUpMs = performance.now() + PULL_WITHIN_MS
  while (!(await page.evaluate('magueyBench.listComplete()'))) {
    if (performance.now() > giveUpMs) throw new Error('The list was not pulled in three minutes.')
    await page.waitForTimeout(100)
  }
  if (startMs === null) throw new Error('The list was complete without a pull.')
  return { tookMs: performance.now() - startMs, requests }
}
