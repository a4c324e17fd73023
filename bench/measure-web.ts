// The shop as a phone meets it: Lighthouse on its three pages, the script before the first paint, and a shared link to
// the pay page on slow 3G; beside a bare page measured in the same run.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { chromium, type Page } from 'playwright'
import { firstScripts } from '../apps/purchase-web/build/first-scripts.ts'
import { chromiumArgs, findChromium, SLOW_3G } from '../scripts/lib/chromium.mjs'
import { median, seconds, type Table } from './figures.ts'
import { CATEGORIES, type LighthouseRun, runLighthouse } from './lighthouse.ts'
import { makeBenchFolder } from './make-bench-folder.ts'

const RUNS = 5
const CPU_SLOWDOWN = 4

type Progress = (line: string) => void

export async function measure(onProgress: Progress): Promise<Table[]> {
  const executablePath = findChromium({ install: true })
  if (executablePath === undefined)
    throw new Error('No Chromium found; name one in MAGUEY_CHROMIUM.')
  const folder = await makeBenchFolder()
  const stack = await startStack({ dataDir: folder.path, seed: true, serveApps: true, onProgress })
  const bare = await serveBarePage()
  try {
    const order = await buy(stack, executablePath)
    const pages = {
      'bare page': bare.url,
      list: stack.info.shopUrl,
      event: await eventUrl(stack),
      order,
    }
    const measured: [string, LighthouseRun[]][] = []
    for (const [name, url] of Object.entries(pages)) {
      const runs: LighthouseRun[] = []
      for (let run = 1; run <= RUNS; run += 1) {
        onProgress(`Lighthouse: ${name}, ${run} of ${RUNS}`)
        runs.push(await runLighthouse(url, executablePath))
      }
      measured.push([name, runs])
    }
    return [
      describeLighthouse(measured),
      describeScripts(),
      await measureSlowLink(stack, executablePath, bare.url, onProgress),
    ]
  } finally {
    bare.server.close()
    await stack.stop()
    await folder.remove()
  }
}

async function serveBarePage(): Promise<{ url: string; server: Server }> {
  const page =
    '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Bare</title><h1>Bare</h1></html>'
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8').end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server }
}

async function eventUrl({ info, sql }: Stack): Promise<string> {
  const [night] = await sql<{ slug: string }[]>`
    select slug from public.events where slug like 'perreo-%' limit 1`
  return `${info.shopUrl}/events/${night?.slug}`
}

/** Address of an order with one ticket, its secret included. */
async function buy(stack: Stack, executablePath: string): Promise<string> {
  const browser = await chromium.launch({ executablePath, args: chromiumArgs() })
  try {
    const page = await browser.newPage({ locale: 'en-US' })
    await page.goto(await eventUrl(stack))
    await goToPayPage(page, stack)
    await page.locator('#cardNumber').fill('4242 4242 4242 4242')
    await page.locator('#cardExpiry').fill('12/34')
    await page.locator('#cardCvc').fill('123')
    await page.locator('#pay').click()
    await page.getByTestId('ticket').first().waitFor({ timeout: 120_000 })
    return page.url()
  } finally {
    await browser.close()
  }
}

/** From the event's page, opened or opening, to the pay page on screen. */
async function goToPayPage(page: Page, { info }: Stack): Promise<void> {
  await page.getByTestId('plus-VIP').click()
  await page.locator('input[name=email]').fill('ana@example.com')
  await page.locator('input[name=name]').fill('Ana Vega')
  await page.getByTestId('pay').click()
  await page.waitForURL(`${info.stripeUrl}/**`)
  await page.locator('#cardNumber').waitFor()
}

function describeLighthouse(measured: readonly [string, readonly LighthouseRun[]][]): Table {
  const middle = (runs: readonly LighthouseRun[], of: (run: LighthouseRun) => number) =>
    median(runs.map(of))
  const figures: Record<string, number> = {}
  const rows = measured.map(([name, runs]) => {
    const scores = CATEGORIES.map((category) => middle(runs, (run) => run.scores[category]))
    const largestMs = middle(runs, (run) => run.largestPaintMs)
    const key = name.replaceAll(' ', '-')
    for (const [index, category] of CATEGORIES.entries())
      figures[`${key}-${category}`] = scores[index] ?? Number.NaN
    figures[`${key}-lcpMs`] = largestMs
    return [
      name,
      ...scores.map(String),
      seconds(middle(runs, (run) => run.firstPaintMs)),
      seconds(largestMs),
      `${Math.round(middle(runs, (run) => run.blockedMs))} ms`,
      middle(runs, (run) => run.layoutShift).toFixed(3),
    ]
  })
  return {
    title: 'Lighthouse, mobile',
    columns: ['', ...CATEGORIES, 'FCP', 'LCP', 'blocked', 'CLS'],
    rows,
    notes: [`medians of ${RUNS} runs; aim: 95 or more in all four`],
    figures,
  }
}

function describeScripts(): Table {
  const scripts = firstScripts()
  return {
    title: 'Script before the first paint, gzip',
    columns: ['', 'kB'],
    rows: scripts.map(({ page, kilobytes }) => [page, kilobytes.toFixed(1)]),
    notes: ['aim: 95 kB or less'],
    figures: Object.fromEntries(
      scripts.map(({ page, kilobytes }) => [`${page.replaceAll(/\W+/g, '-')}Kb`, kilobytes]),
    ),
  }
}

async function measureSlowLink(
  stack: Stack,
  executablePath: string,
  bareUrl: string,
  onProgress: Progress,
): Promise<Table> {
  const url = await eventUrl(stack)
  const times: number[] = []
  const handOvers: number[] = []
  const bare: number[] = []
  for (let run = 1; run <= RUNS; run += 1) {
    onProgress(`Slow 3G, link to pay page: ${run} of ${RUNS}`)
    bare.push(await onSlowPhone(executablePath, (page) => page.goto(bareUrl)))
    times.push(
      await onSlowPhone(executablePath, async (page) => {
        const startedMs = performance.now()
        page.on('request', (request) => {
          const leaves =
            request.isNavigationRequest() && request.url().startsWith(stack.info.stripeUrl)
          if (leaves) handOvers.push(performance.now() - startedMs)
        })
        await page.goto(url, { waitUntil: 'commit' })
        await goToPayPage(page, stack)
      }),
    )
  }
  return {
    title: 'Shared link to pay page on slow 3G, first visit',
    columns: ['', 'median', 'worst'],
    rows: [
      ['bare page', seconds(median(bare)), seconds(Math.max(...bare))],
      [
        'link until the shop hands over',
        seconds(median(handOvers)),
        seconds(Math.max(...handOvers)),
      ],
      ['link to pay page', seconds(median(times)), seconds(Math.max(...times))],
    ],
    notes: [
      `${SLOW_3G.latency} ms of latency, 400 kbit/s, CPU ÷ ${CPU_SLOWDOWN}; typing takes no time; the pay page is the simulator's`,
      'aim: 7 s or less',
    ],
    figures: {
      barePageMs: median(bare),
      linkToHandOverMs: median(handOvers),
      linkToPayPageMs: median(times),
    },
  }
}

async function onSlowPhone(
  executablePath: string,
  work: (page: Page) => Promise<unknown>,
): Promise<number> {
  const browser = await chromium.launch({ executablePath, args: chromiumArgs() })
  try {
    const page = await browser.newPage({
      viewport: { width: 390, height: 844 },
      locale: 'en-US',
      serviceWorkers: 'block',
    })
    page.setDefaultTimeout(120_000)
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', { offline: false, ...SLOW_3G })
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
    const startedMs = performance.now()
    await work(page)
    return performance.now() - startedMs
  } finally {
    await browser.close()
  }
}
