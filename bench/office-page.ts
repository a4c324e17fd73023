// The built back office in real Chromium with a throttled CPU, signed in as the manager; each step is timed to the screen.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Stack } from '@maguey/local-stack/start-stack'
import { type CDPSession, chromium, type Page } from 'playwright'
import { chromiumArgs, findChromium } from '../scripts/lib/chromium.mjs'

export type OfficePage = {
  /** From opening the list to its first rows. */
  readonly list: () => Promise<number>
  /** From the last letter to the first row that has the name, the typing pause included. */
  readonly search: (query: string, expected: string) => Promise<number>
  readonly order: (orderId: string, number: string) => Promise<number>
  readonly takings: () => Promise<number>
  /** From the press to the file; also its bytes, and by how much the page's own memory grew at most meanwhile. */
  readonly exportOrders: () => Promise<{ tookMs: number; bytes: number; grewBytes: number }>
  readonly close: () => Promise<void>
}

const WITHIN = { timeout: 300_000 }

/** Throws when this machine has no Chromium. */
export async function openOfficePage(stack: Stack, cpuSlowdown: number): Promise<OfficePage> {
  const executablePath = findChromium({ install: true })
  if (executablePath === undefined)
    throw new Error('No Chromium found; name one in MAGUEY_CHROMIUM.')
  const folder = mkdtempSync(join(tmpdir(), 'maguey-bench-export-'))
  const browser = await chromium.launch({
    executablePath,
    args: chromiumArgs(),
    downloadsPath: folder,
  })
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
  })
  const page = await context.newPage()
  const { backOfficeUrl, manager } = stack.info
  await page.goto(`${backOfficeUrl}/orders`)
  await page.locator('input[name=email]').fill(manager.email)
  await page.locator('input[name=password]').fill(manager.password)
  await page.locator('form button[type=submit]').click()
  await page.getByRole('navigation').first().waitFor(WITHIN)
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
  return {
    list: () => timed(() => openList(page, backOfficeUrl)),
    search: async (query, expected) => {
      await openList(page, backOfficeUrl)
      const field = page.getByRole('searchbox')
      await field.pressSequentially(query.slice(0, -1))
      return timed(async () => {
        await field.press(query.slice(-1))
        await page
          .getByTestId('orders')
          .locator('li')
          .first()
          .filter({ hasText: expected })
          .waitFor(WITHIN)
      })
    },
    order: (orderId, number) =>
      timed(async () => {
        await page.goto(`${backOfficeUrl}/orders/${orderId}`)
        await page.getByTestId('order-number').filter({ hasText: number }).waitFor(WITHIN)
      }),
    takings: () =>
      timed(async () => {
        await page.goto(`${backOfficeUrl}/money`)
        await page.getByTestId('balance').waitFor(WITHIN)
      }),
    exportOrders: async () => {
      await session.send('HeapProfiler.collectGarbage')
      const before = await heapOf(session)
      const startedMs = performance.now()
      const download = page.waitForEvent('download', WITHIN)
      await page.getByRole('button', { name: 'Orders', exact: true }).click()
      let most = before
      const file = await untilDone(download, async () => {
        most = Math.max(most, await heapOf(session))
      })
      const tookMs = performance.now() - startedMs
      return { tookMs, bytes: statSync(await file.path()).size, grewBytes: most - before }
    },
    close: async () => {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function openList(page: Page, backOfficeUrl: string): Promise<void> {
  await page.goto(`${backOfficeUrl}/orders`)
  await page.getByTestId('orders').locator('li').first().waitFor(WITHIN)
}

/** What the page's scripts hold, in bytes. */
async function heapOf(session: CDPSession): Promise<number> {
  return (await session.send('Runtime.getHeapUsage')).usedSize
}

/** Looks again and again until `work` is done. */
async function untilDone<T>(work: Promise<T>, look: () => Promise<void>): Promise<T> {
  const state = { done: false }
  const finish = () => {
    state.done = true
  }
  work.then(finish, finish)
  while (!state.done) {
    await look()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return work
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return performance.now() - startedMs
}
