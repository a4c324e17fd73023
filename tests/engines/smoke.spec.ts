// One night in each engine: buying, pairing, scanning and searching, with the servers stopped, and the final count.

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeSocket } from '@maguey/local-stack/realtime/node-socket'
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { formatTicketId, parseTicketId } from '@maguey/ticket-core/ticket-id'
import { expect, test } from '@playwright/test'
import { createClient } from '@supabase/supabase-js'
import QRCode from 'qrcode'
import { signWithStrangersKey } from '../e2e/support/forgery.ts'
import { findChromiumEngine } from './support/chromium.ts'
import { type DoorSite, openDoorSite } from './support/door-site.ts'
import { type Engine, type EngineSearch, Visitor } from './support/engine.ts'
import { findFirefox } from './support/firefox.ts'
import { installEngines } from './support/install.ts'
import { closeDisplay, findWebKit } from './support/webkit.ts'

const SEARCHES: [string, () => EngineSearch][] = [
  ['chromium', findChromiumEngine],
  ['firefox', findFirefox],
  ['webkit', findWebKit],
]

let stack: Stack
let site: DoorSite

test.beforeAll(async () => {
  test.setTimeout(600_000)
  installEngines()
  stack = await startStack({ seed: true, serveApps: true })
  site = await openDoorSite(stack.info)
})

test.afterAll(async () => {
  closeDisplay()
  await site?.stop()
  await stack?.stop()
})

for (const [name, find] of SEARCHES) {
  test(`a night in ${name}`, async () => {
    const found = find()
    if ('missing' in found) test.skip(true, `${name}: ${found.missing}`)
    else await nightIn(found.engine)
  })
}

async function nightIn(engine: Engine): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'maguey-engine-'))
  // One browser per app: WebKit's driver can't finish a change of origin within a session.
  const open = async (app: string) => new Visitor(await engine.launch(join(folder, app)))
  const customer = {
    email: `${engine.name.toLowerCase()}@example.com`,
    name: `Lupe ${engine.name}`,
  }

  const shop = await open('shop')
  try {
    await buy(shop, customer)
  } finally {
    await shop.close()
  }
  const codes = await ticketsOf(customer.email)
  expect(codes).toHaveLength(3)

  const office = await open('office')
  const door = await open('door')
  try {
    const before = await signIn(office)
    await door.open(`${site.url}/pair#${await pairingCode(engine.name)}`)
    await door.sees('[data-testid=status-strip][data-online=true]', 'list fresh')
    await scanOnline(door, codes, customer.name)
    await office.until('the count of the manager', countIs(before + 2))
    await scanWithoutServers(door, codes[2] ?? '')
    await office.until('the count of the manager', countIs(before + 3))
    const scans = await stack.sql`select s.verdict from public.scans s
      join public.tickets t on t.ticket_id = s.ticket_id where t.qr_code_data = ${codes[2] ?? ''}`
    expect(scans.map(({ verdict }) => verdict)).toEqual(['admit'])
  } finally {
    await door.close()
    await office.close()
  }
}

async function buy(shop: Visitor, customer: { email: string; name: string }): Promise<void> {
  await shop.open(stack.info.shopUrl)
  await shop.click('a', 'perreo')
  // As a thumb does: pressed until it says three.
  await shop.until(
    'three chosen',
    `const chosen = Number(document.querySelector('[data-testid=chosen-VIP]')?.textContent)
     if (chosen < 3) document.querySelector('[data-testid=plus-VIP]').click()
     return chosen === 3`,
  )
  await shop.fill('input[name=email]', customer.email)
  await shop.fill('input[name=name]', customer.name)
  await shop.click('[data-testid=pay]')
  await shop.fill('#cardNumber', '4242 4242 4242 4242')
  await shop.fill('#cardExpiry', '12/34')
  await shop.fill('#cardCvc', '123')
  await shop.click('#pay')
  await shop.until(
    'three tickets',
    `return document.querySelectorAll('[data-testid=ticket]').length === 3`,
  )
}

async function ticketsOf(email: string): Promise<string[]> {
  const rows = await stack.sql`select t.qr_code_data from public.tickets t
    join public.orders o on o.id = t.order_id where o.customer_email = ${email} order by t.ticket_id`
  return rows.map(({ qr_code_data }) => String(qr_code_data))
}

/** Signs in and returns the number of people inside. */
async function signIn(office: Visitor): Promise<number> {
  await office.open(stack.info.backOfficeUrl)
  await office.fill('input[name=email]', stack.info.manager.email)
  await office.fill('input[name=password]', stack.info.manager.password)
  await office.click('form button[type=submit]')
  await office.sees('[data-testid=inside-now]')
  const text = await office.run(
    `return document.querySelector('[data-testid=inside-now]').textContent`,
  )
  return Number.parseInt(String(text), 10)
}

const countIs = (count: number): string =>
  `return parseInt(document.querySelector('[data-testid=inside-now]').textContent) === ${count}`

async function pairingCode(deviceName: string): Promise<string> {
  const client = createClient(stack.info.apiUrl, stack.info.publishableKey, {
    realtime: { transport: nodeSocket },
  })
  await client.auth.signInWithPassword(stack.info.manager)
  const [event] = await stack.sql`select e.id, g.id as gate from public.events e
    join public.gates g on g.event_id = e.id where e.slug like 'perreo-%' and g.admits is null limit 1`
  const { data } = await client.rpc('create_pairing_code', {
    p_event_ids: [event?.id],
    p_gate_id: event?.gate,
    p_device_name: deviceName,
  })
  await client.auth.signOut()
  return (data as { code: string }).code
}

const verdict = (code: string, colour: string) =>
  `[data-testid=verdict][data-verdict=${code}][data-colour=${colour}]`

async function show(door: Visitor, text: string | null): Promise<void> {
  const rows = text === null ? null : rowsOf(text)
  await door.run(`magueyCamera(${JSON.stringify(rows)})`)
}

function rowsOf(text: string): string[] {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  return Array.from({ length: modules.size }, (_, y) =>
    Array.from({ length: modules.size }, (_, x) => modules.get(y, x)).join(''),
  )
}

/** Takes the code away and waits for the camera, as between two guests. */
async function takeAway(door: Visitor): Promise<void> {
  await show(door, null)
  await new Promise((resolve) => setTimeout(resolve, 2_300))
  await door.until(
    'no verdict',
    `const shown = document.querySelector('[data-testid=verdict]')
     ;(shown?.querySelector("button") ?? shown)?.click()
     return shown === null`,
  )
}

async function scanOnline(door: Visitor, codes: string[], guest: string): Promise<void> {
  await show(door, codes[0] ?? '')
  await door.sees(verdict('admit', 'green'), guest)
  await takeAway(door)
  await show(door, await signWithStrangersKey(codes[0] ?? ''))
  await door.sees(verdict('forged', 'red'))
  await takeAway(door)

  await door.click('nav button', 'Type')
  await door.fill('input[name=ticket]', (codes[1] ?? '').split('.')[0] ?? '')
  await door.click('form button[type=submit]')
  await door.sees(verdict('admit', 'green'), guest)
  await takeAway(door)

  await door.click('nav button', 'Find')
  await door.fill('input[name=guest]', guest.toLowerCase())
  await door.sees('li', guest)
  await door.run(
    `document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))`,
  )
}

/** A well-formed id of a ticket that nobody has. */
function unknownId(code: string): string {
  const parsed = parseTicketId(code.split('.')[0] ?? '')
  if (!parsed.ok) throw new Error('not a ticket id')
  const random = `${parsed.random.slice(0, -1)}${parsed.random.endsWith('0') ? '1' : '0'}`
  return formatTicketId({ eventCode: parsed.eventCode, eventDay: parsed.eventDay, random })
}

async function scanWithoutServers(door: Visitor, code: string): Promise<void> {
  await door.until('the app to be kept', 'return navigator.serviceWorker.controller !== null')
  await site.stop()
  await door.open('about:blank')
  await door.open(`${site.url}/`)
  await door.sees('[data-testid=status-strip][data-online=false]')
  await show(door, code)
  await door.sees(verdict('admit', 'green'))
  await takeAway(door)
  await show(door, unknownId(code))
  await door.sees(verdict('unverified', 'amber'))
  await site.start()
  await door.sees('[data-testid=status-strip][data-online=true][data-queue="0"]')
}
