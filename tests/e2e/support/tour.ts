// A tour of every screen, told once: the screenshots photograph its stops, the accessibility test examines them.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test'
import {
  createDoorPhone,
  type DoorPhone,
  launchBrowser,
  phoneScreen,
  temporaryFolder,
} from './browser.ts'
import { signWithStrangersKey, ticketIdOfAnotherNight } from './forgery.ts'
import { imagesOf, waitForMail } from './inbox.ts'
import {
  buyTickets,
  expectVerdict,
  pairPhone,
  readByHardwareScanner,
  signInManager,
} from './steps.ts'

export type Language = 'en' | 'es'
export type Part = 'shop' | 'door' | 'office' | 'local'
export type Stop = { part: Part; name: string; go: (page: Page, world: World) => Promise<void> }

export type World = {
  stack: Stack
  browser: Browser
  phone: DoorPhone
  /** Slugs of the seeded nights, by the start of the slug. */
  slugs: Record<string, string>
  orderLink: string
  mailId: string
  /** Signed QR texts that nobody has used yet; each is given once. */
  nextTicket: () => string
  /** Several of the tickets as the mail brought them. */
  codes: Buffer[]
  stop: () => Promise<void>
}

const allEvents = async (apiUrl: string): Promise<Record<string, string>> => {
  const { events } = (await (await fetch(`${apiUrl}/api/events`)).json()) as {
    events: { slug: string }[]
  }
  // The list begins with the next night; of a name that repeats, the next date counts.
  const later = events.toReversed()
  return Object.fromEntries(
    later.map(({ slug }) => [slug.replace(/-\d{8}$|-\w+days-\d{8}$/, ''), slug]),
  )
}

/** A stack in the middle of a night: tickets sold, a phone paired, one double entry, some refusals. */
export const openWorld = async (name: string): Promise<World> => {
  const stack = await startStack({ dataDir: temporaryFolder(name), seed: true, serveApps: true })
  const browser = await launchBrowser()
  const phone = createDoorPhone(name)
  const customer = { email: 'lupe@example.com', name: 'Lupe Ávila' }
  await (await buyTickets(browser, stack.info, customer, 8)).close()
  const mail = await waitForMail(stack.info.inboxUrl, customer.email)
  const rows = await stack.sql`select qr_code_data from public.tickets order by ticket_id`
  const unused = rows.map((row) => row.qr_code_data as string)
  const link = /https?:\/\/\S+\/orders\/\S+#[\w-]+/.exec(mail.text)
  const world: World = {
    stack,
    browser,
    phone,
    slugs: await allEvents(stack.info.apiUrl),
    orderLink: link?.[0] ?? '',
    mailId: mail.id,
    codes: imagesOf(mail),
    nextTicket: () => {
      const next = unused.pop()
      if (next === undefined) throw new Error('the tour has used all its tickets')
      return next
    },
    stop: async () => {
      await phone.close()
      await browser.close()
      await stack.stop()
    },
  }
  await pairAndDoubleEnter(world)
  return world
}

/** Two phones let the same ticket in while offline: one stays as the tour's phone. */
const pairAndDoubleEnter = async (world: World): Promise<void> => {
  const live = await signInManager(world.browser, world.stack.info)
  const other = createDoorPhone('other-door')
  const doors = [
    {
      phone: world.phone,
      page: await pairPhone(live, world.stack.info, world.phone, {
        name: 'Phone at Main',
        gate: 'Main',
      }),
    },
    {
      phone: other,
      page: await pairPhone(live, world.stack.info, other, { name: 'Phone at VIP', gate: 'VIP' }),
    },
  ]
  const ticket = world.nextTicket()
  for (const { phone, page } of doors) {
    await phone.setOffline(true)
    await readByHardwareScanner(page, ticket)
    await expectVerdict(page, 'admit', 'green')
  }
  for (const { phone, page } of doors) {
    await phone.setOffline(false)
    await expect(page.getByTestId('status-strip')).toHaveAttribute('data-queue', '0')
  }
  await readByHardwareScanner(doors[1]?.page as Page, ticketIdOfAnotherNight(ticket))
  await expect(live.getByTestId('double-entry')).toHaveCount(1)
  await live.context().close()
  await other.close()
}

export const localeOf = { en: 'en-US', es: 'es-MX' } as const

export const contextOptions = (
  language: Language,
  extra: BrowserContextOptions = {},
): BrowserContextOptions => ({
  viewport: phoneScreen,
  locale: localeOf[language],
  ...extra,
})

const shop = (name: string, go: Stop['go']): Stop => ({ part: 'shop', name, go })
const door = (name: string, go: Stop['go']): Stop => ({ part: 'door', name, go })
const office = (name: string, go: Stop['go']): Stop => ({ part: 'office', name, go })

const openEvent = async (page: Page, world: World, base: string): Promise<void> => {
  await page.goto(`${world.stack.info.shopUrl}/events/${world.slugs[base]}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

const heading = (page: Page) =>
  expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()

const shopStops: Stop[] = [
  shop('nights', async (page, world) => {
    await page.goto(world.stack.info.shopUrl)
    await expect(page.getByRole('link', { name: /perreo/i }).first()).toBeVisible()
  }),
  shop('event', async (page, world) => {
    await openEvent(page, world, 'perreo')
    await page.getByTestId('plus-GA').click()
    await page.getByTestId('plus-GA').click()
  }),
  shop('event-errors', async (page, world) => {
    await openEvent(page, world, 'noche-de-cumbia')
    await page.getByTestId('plus-GA').click()
    await page.locator('input[name=email]').fill('lupe@@example')
    await page.getByTestId('pay').click()
    await expect(page.locator('input[name=email]')).toHaveAttribute('aria-invalid', 'true')
  }),
  shop('event-part-sold-out', (page, world) => openEvent(page, world, 'noche-de-cumbia')),
  shop('event-not-yet', async (page, world) => {
    await openEvent(page, world, 'agave-techno')
    await expect(page.getByText(/^(not on sale yet|aún no está a la venta)/i)).toBeVisible()
  }),
  shop('event-missing', async (page, world) => {
    await page.goto(`${world.stack.info.shopUrl}/events/no-such-night`)
    await heading(page)
  }),
  shop('order', async (page, world) => {
    await page.goto(world.orderLink)
    await expect(page.getByTestId('ticket-qr').first()).toBeVisible()
  }),
  shop('order-wrong-token', async (page, world) => {
    await page.goto(`${world.orderLink.split('#')[0]}#${'A'.repeat(22)}`)
    await heading(page)
  }),
  shop('hold', async (page, world) => {
    await openEvent(page, world, 'perreo')
    await page.locator('input[name=email]').fill('ana@example.com')
    await page.locator('input[name=name]').fill('Ana Gil')
    if ((await page.getByTestId('chosen-GA').textContent()) === '0')
      await page.getByTestId('plus-GA').click()
    await page.getByTestId('pay').click()
    await page.waitForURL(`${world.stack.info.stripeUrl}/**`)
    await openEvent(page, world, 'perreo')
    await expect(page.getByTestId('hold')).toBeVisible()
  }),
]

const openDoor = async (page: Page, world: World): Promise<void> => {
  await page.goto(world.stack.info.scannerUrl)
  await expect(page.getByTestId('status-strip')).toHaveAttribute('data-online', 'true')
}

/** Steps to a sheet by the names of its buttons, in either language. */
const openByName =
  (...names: RegExp[]): Stop['go'] =>
  async (page, world) => {
    await openDoor(page, world)
    for (const name of names) await page.getByRole('button', { name }).first().click()
    await expect(page.getByRole('dialog').last()).toBeVisible()
  }

const more = /^(more|más)/i

const doorStops: Stop[] = [
  door('camera', async (page, world) => {
    await openDoor(page, world)
  }),
  door('admit', async (page, world) => {
    await openDoor(page, world)
    await readByHardwareScanner(page, world.nextTicket())
    await expectVerdict(page, 'admit', 'green')
  }),
  door('already-used', async (page, world) => {
    await openDoor(page, world)
    const [used] = await world.stack
      .sql`select qr_code_data from public.tickets where is_used limit 1`
    await readByHardwareScanner(page, used?.qr_code_data)
    await expectVerdict(page, 'already_used', 'red')
  }),
  door('ask', async (page, world) => {
    await openDoor(page, world)
    const { generateTicketId } = await import('@maguey/ticket-core/ticket-id')
    const [event] = await world.stack.sql`
      select code, to_char(event_day, 'YYYYMMDD') as day from public.events where slug like 'perreo-%'`
    const randomBytes = (length: number) => Uint8Array.from({ length }, (_, index) => index)
    const ticketId = generateTicketId({ eventCode: event?.code, eventDay: event?.day, randomBytes })
    // The server is asked and has not answered yet.
    await page.route('**/rpc/scanner_ticket', () => {})
    await readByHardwareScanner(page, ticketId)
    await expectVerdict(page, 'unverified', 'amber')
  }),
  door('forged', async (page, world) => {
    await openDoor(page, world)
    const [any] = await world.stack.sql`select qr_code_data from public.tickets limit 1`
    await readByHardwareScanner(page, await signWithStrangersKey(any?.qr_code_data))
    await expectVerdict(page, 'forged', 'red')
  }),
  door('type', openByName(/^(type|escribir|teclear)/i)),
  door('find', openByName(/^(find|buscar)/i)),
  door('menu', openByName(more)),
  door('ready', openByName(more, /ready check|comprobación/i)),
  door('history', openByName(more, /this phone|este teléfono/i)),
  door('settings', openByName(more, /settings|ajustes/i)),
  door('pair', async (page, world) => {
    await page.goto(`${world.stack.info.scannerUrl}/pair`)
    await heading(page)
  }),
]

const officePage = async (page: Page, world: World, path: string): Promise<void> => {
  const { stack } = world
  await page.goto(`${stack.info.backOfficeUrl}/${path}`)
  const email = page.locator('input[name=email]')
  await expect(email.or(page.getByRole('main')).first()).toBeVisible()
  if (!(await email.isVisible())) return
  await email.fill(stack.info.manager.email)
  await page.locator('input[name=password]').fill(stack.info.manager.password)
  await page.locator('form button[type=submit]').click()
  await expect(page.getByTestId('inside-now')).toBeVisible()
  await page.goto(`${stack.info.backOfficeUrl}/${path}`)
}

const officeStops: Stop[] = [
  office('sign-in', async (page, world) => {
    await page.goto(world.stack.info.backOfficeUrl)
    await expect(page.locator('input[name=email]')).toBeVisible()
  }),
  office('live', async (page, world) => {
    await officePage(page, world, 'live')
    await expect(page.getByTestId('double-entry').first()).toBeVisible()
  }),
  office('double-entry-note', async (page, world) => {
    await officePage(page, world, 'live')
    await page.getByTestId('double-entry').first().getByRole('button').click()
    await expect(page.getByRole('dialog')).toBeVisible()
  }),
  office('wall', async (page, world) => {
    await officePage(page, world, 'wall')
    await expect(page.getByTestId('wall')).toBeVisible()
  }),
  office('phones', async (page, world) => {
    await officePage(page, world, 'phones')
    await expect(page.getByText('Phone at Main').first()).toBeVisible()
  }),
  office('pairing', async (page, world) => {
    await officePage(page, world, 'phones')
    await page
      .getByRole('button', { name: /pair|emparejar|vincular/i })
      .first()
      .click()
    await page.locator('form button[type=submit]').click()
    await expect(page.getByTestId('pairing-code')).toBeVisible()
  }),
]

const localStops: Stop[] = [
  {
    part: 'local',
    name: 'mail',
    go: async (page, world) => {
      await page.goto(`${world.stack.info.inboxUrl}/inbox/${world.mailId}`)
      await page.waitForLoadState('networkidle')
    },
  },
  {
    part: 'local',
    name: 'pay-page',
    go: async (page, world) => {
      await openEvent(page, world, 'noche-de-cumbia')
      await page.getByTestId('plus-GA').click()
      await page.locator('input[name=email]').fill('ana@example.com')
      await page.locator('input[name=name]').fill('Ana Gil')
      await page.getByTestId('pay').click()
      await page.waitForURL(`${world.stack.info.stripeUrl}/**`)
    },
  },
]

export const stops: readonly Stop[] = [...shopStops, ...doorStops, ...officeStops, ...localStops]
