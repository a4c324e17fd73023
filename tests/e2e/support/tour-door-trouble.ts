// The door's rarer screens: quiet looks, doubts, and a phone in trouble.
import { expect, type Page, type Route } from '@playwright/test'
import { deleteDatabase, issueTickets } from './hard-life.ts'
import { expectVerdict, readByHardwareScanner, verdictOf } from './steps.ts'
import { type Stop, stopOf } from './tour-stop.ts'
import type { World } from './tour-world.ts'

const door = stopOf('door')
const strip = (page: Page) => page.getByTestId('status-strip')

const openDoor = async (page: Page, world: World): Promise<void> => {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.goto(world.stack.info.scannerUrl)
  await expect(strip(page)).toHaveAttribute('data-online', 'true')
}

/** A genuine id of tonight's that was never sold. */
const unsoldTicket = async ({ stack }: World): Promise<string> => {
  const { generateTicketId } = await import('@maguey/ticket-core/ticket-id')
  const [event] = await stack.sql`
    select code, to_char(event_day, 'YYYYMMDD') as day from public.events where slug like 'perreo-%'`
  const randomBytes = (length: number) => Uint8Array.from({ length }, (_, nth) => nth + 40)
  return generateTicketId({ eventCode: event?.code, eventDay: event?.day, randomBytes })
}

/** As many people inside as the server would say. */
const openCrowded = async (
  page: Page,
  world: World,
  people: number,
  limit: 'near' | 'full',
): Promise<void> => {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.route(
    '**/rpc/scanner_pull',
    bendAnswer((answer) => {
      const { event } = answer as { event: object }
      return { ...(answer as object), event: { ...event, crowd: { people, capacity: 300 } } }
    }),
  )
  await page.goto(world.stack.info.scannerUrl)
  await expect(page.locator(`[data-testid=crowd][data-limit=${limit}]`)).toBeVisible()
  // The stops before this one put its clock forward.
  await expect(page.locator('[data-alert=list_old]')).toBeHidden()
}

const bendAnswer =
  (bend: (answer: unknown) => unknown) =>
  async (route: Route): Promise<void> => {
    const response = await route.fetch()
    await route.fulfill({ response, json: bend(await response.json()) })
  }

export const doorTroubleStops: Stop[] = [
  door('just-admitted', async (page, world) => {
    await openDoor(page, world)
    const ticket = world.nextTicket()
    await readByHardwareScanner(page, ticket)
    await expectVerdict(page, 'admit', 'green')
    await expect(verdictOf(page)).toBeHidden()
    await page.waitForTimeout(1_500)
    await readByHardwareScanner(page, ticket)
    await expect(page.getByTestId('just-admitted')).toBeVisible()
  }),
  door('not-a-ticket', async (page, world) => {
    await openDoor(page, world)
    await readByHardwareScanner(page, 'https://example.com/menu')
    await expectVerdict(page, 'not_a_ticket', 'red')
  }),
  door('list-not-whole', async (page, world) => {
    await page.route('**/rpc/scanner_ticket', (route) => route.abort())
    await page.route(
      '**/rpc/scanner_pull',
      bendAnswer((page) => ({ ...(page as object), total: 9_999 })),
    )
    await page.goto(world.stack.info.scannerUrl)
    await expect(strip(page)).toHaveAttribute('data-online', 'true')
    await readByHardwareScanner(page, await unsoldTicket(world))
    await expectVerdict(page, 'unverified', 'amber')
  }),
  door('refused-scans', async (page, world) => {
    await openDoor(page, world)
    await page.route(
      '**/rpc/scanner_push',
      bendAnswer((answers) =>
        (answers as object[]).map((answer) => ({
          ...answer,
          ...{ status: 'rejected', result: null, word: null, error: 'event_not_allowed' },
        })),
      ),
    )
    await readByHardwareScanner(page, world.nextTicket())
    await expectVerdict(page, 'admit', 'green')
    await expect(page.locator('[data-alert=scans_refused]')).toBeVisible()
    await expect(verdictOf(page)).toBeHidden()
  }),
  door('clock-doubtful', async (page, world) => {
    await openDoor(page, world)
    await page.context().setOffline(true)
    // As after a sleep of five hours: the wall clock has gone on, what counts while the phone is awake has not.
    await page.evaluate(() => {
      const show = (state: DocumentVisibilityState) => {
        Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }
      const now = Date.now
      show('hidden')
      Date.now = () => now() + 5 * 3_600_000
      show('visible')
    })
    // The list may be five hours old too, which is said first.
    await expect(page.locator('[data-alert]')).toBeVisible()
  }),
  door('clock-ask', async (page, world) => {
    await readByHardwareScanner(page, world.nextTicket())
    await expect(verdictOf(page)).toBeVisible()
    await page.context().setOffline(false)
  }),
  door('crowd-near', (page, world) => openCrowded(page, world, 283, 'near')),
  door('crowd-full', (page, world) => openCrowded(page, world, 301, 'full')),
  door('disk-full', async (page, world) => {
    const [ticket = ''] = await issueTickets(world.stack, 1)
    await openDoor(page, world)
    // The next page gets fresh prototypes.
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    await readByHardwareScanner(page, ticket)
    await expect(page.getByTestId('storage-failed')).toBeVisible()
  }),
  door('elsewhere', async (page, world) => {
    await openDoor(page, world)
    await page.evaluate(() => {
      navigator.locks
        .request('maguey-door', { steal: true }, () => new Promise(() => {}))
        .catch(() => {})
    })
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }),
  // The last one: after it the phone is paired anew.
  door('disk-lost', async (page, world) => {
    const [ticket = ''] = await issueTickets(world.stack, 1)
    await openDoor(page, world)
    // So that nothing but the reading finds out.
    await page.context().setOffline(true)
    await deleteDatabase(page)
    await readByHardwareScanner(page, ticket)
    await expect(
      page.getByRole('button', { name: /^(Pair again|Emparejar otra vez)/ }),
    ).toBeVisible()
  }),
]
