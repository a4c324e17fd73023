// The night that the tour walks through: tickets sold, a phone paired, one double entry, some refusals.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page } from '@playwright/test'
import { createDoorPhone, type DoorPhone, launchBrowser, temporaryFolder } from './browser.ts'
import { ticketIdOfAnotherNight } from './forgery.ts'
import { imagesOf, waitForMail } from './inbox.ts'
import {
  bringDoorsNear,
  buyTickets,
  expectVerdict,
  pairPhone,
  readByHardwareScanner,
  signInManager,
} from './steps.ts'

export type World = {
  stack: Stack
  browser: Browser
  phone: DoorPhone
  /** Slugs of the seeded nights, by the start of the slug. */
  slugs: Record<string, string>
  orderLink: string
  mailId: string
  /** Signed QR texts that nobody has used yet; each is returned once. */
  nextTicket: () => string
  /** Several of the tickets as the mail delivered them. */
  codes: Buffer[]
  stop: () => Promise<void>
}

const allEvents = async (apiUrl: string): Promise<Record<string, string>> => {
  const { events } = (await (await fetch(`${apiUrl}/api/events`)).json()) as {
    events: { slug: string }[]
  }
  // The list starts with the next night; if a name repeats, the earliest date wins.
  const later = events.toReversed()
  return Object.fromEntries(
    later.map(({ slug }) => [slug.replace(/-\d{8}$|-\w+days-\d{8}$/, ''), slug]),
  )
}

export const openWorld = async (name: string): Promise<World> => {
  const stack = await startStack({ dataDir: temporaryFolder(name), seed: true, serveApps: true })
  await bringDoorsNear(stack)
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

/** Two phones admit the same ticket while offline: one of them remains as the tour's phone. */
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
  // A name as long as the form takes.
  await world.stack.sql`
    update public.devices set name = 'Teléfono-de-la-entrada-principal-del-Salón-Perla, puerta 02' where name = 'Phone at VIP'`
  await live.context().close()
  await other.close()
}
