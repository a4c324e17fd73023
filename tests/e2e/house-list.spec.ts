// The house list and age checks: a manager enters somebody, the door asks offline without carrying the name, and a licence
// becomes a yes or no of which nothing else is kept.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { drawPdf417 } from './support/barcode.ts'
import {
  createDoorPhone,
  type DoorPhone,
  launchBrowser,
  temporaryFolder,
} from './support/browser.ts'
import { openOffice } from './support/office.ts'
import {
  buyTickets,
  expectVerdict,
  pairPhone,
  readByHardwareScanner,
  signInManager,
} from './support/steps.ts'

let stack: Stack
let browser: Browser
let phone: DoorPhone
let live: Page
let door: Page
let tickets: string[]

test.beforeAll(async () => {
  test.setTimeout(240_000)
  const dataDir = temporaryFolder('house-list')
  stack = await startStack({ dataDir, seed: true, serveApps: true })
  browser = await launchBrowser()
  phone = createDoorPhone('house-list')
  const customer = { email: 'zenobia@example.com', name: 'Zenobia Quispe' }
  await (await buyTickets(browser, stack.info, customer, 2)).close()
  await stack.sql`update public.settings set id_check = 'licence'`
  await stack.sql`update public.events set min_age = 18`
  live = await signInManager(browser, stack.info)
  door = await pairPhone(live, stack.info, phone, { name: 'Phone at Main', gate: 'Main' })
  const rows = await stack.sql`select qr_code_data from public.tickets order by ticket_id`
  tickets = rows.map((row) => row.qr_code_data as string)
})

test.afterAll(async () => {
  await phone.close()
  await browser.close()
  await stack.stop()
})

const fetched = () => door.waitForResponse('**/rpc/scanner_bans', { timeout: 60_000 })

test('a manager enters somebody, and the door asks about that name, also offline', async () => {
  const heard = fetched()
  await openOffice(live, '/bans')
  await live.getByRole('button', { name: 'Enter somebody' }).first().click()
  await live.locator('input[name=given_names]').fill('Senobia')
  await live.locator('input[name=family_names]').fill('Kispe Mamani')
  await live.locator('input[name=born_on]').fill('1990-02-03')
  await live.locator('textarea[name=reason]').fill('Hit a barman')
  await live.locator('form button[type=submit]').click()
  await expect(live.getByTestId('ban')).toContainText('Senobia Kispe Mamani')
  await heard
  await door.context().setOffline(true)
  await readByHardwareScanner(door, tickets[0] ?? '')
  await expectVerdict(door, 'unverified', 'amber', /One more look at this ticket/)
  await expect(door.getByTestId('verdict')).not.toContainText(/\b(ban|banned|list)\b/i)
  const detail = door.getByTestId('ban-detail')
  await expect(detail.getByRole('listitem')).toBeHidden()
  await door.context().setOffline(false)
})

test('the phone’s database has no name of the list in it', async () => {
  const everything = await door.evaluate(async () => {
    const open = indexedDB.open('maguey-door')
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      open.onsuccess = () => resolve(open.result)
      open.onerror = () => reject(open.error)
    })
    const rows: unknown[] = []
    for (const name of db.objectStoreNames) {
      const all = db.transaction(name).objectStore(name).getAll()
      await new Promise((resolve) => {
        all.onsuccess = resolve
      })
      rows.push(name, ...all.result)
    }
    db.close()
    return JSON.stringify(rows)
  })
  expect(everything).toContain('Zenobia Quispe')
  expect(everything).toMatch(/"bans"/)
  expect(everything).not.toMatch(/senobia|kispe|mamani|1990-02-03|barman/i)
})

test('an ID that was looked at is one tap, and reaches the server', async () => {
  await door
    .getByTestId('verdict')
    .waitFor({ state: 'hidden' })
    .catch(() => {})
  await door.reload()
  await door.getByRole('button', { name: 'ID', exact: true }).click()
  await door.getByRole('button', { name: 'ID seen: 18+' }).click()
  await expect(door.getByTestId('age-result')).toHaveAttribute('data-answer', 'of_age')
  await expect
    .poll(async () => {
      const acts = await stack.sql`select payload from public.door_acts where kind = 'age_check'`
      return acts.map(({ payload }) => payload)
    })
    .toEqual([{ how: 'eye', passed: true, rule: 'age', min_age: 18 }])
})

const licence = (given: string, family: string, born: string) =>
  [
    `@\n\u001e\rANSI 636014100001DL00310200DLDAQY1234567\nDCS${family}\nDAC${given}\nDADNONE\nDBD01012024`,
    `DBB${born}\nDBA08312031\nDBC2\nDAG1 MADE UP ST\nDAISACRAMENTO\nDAJCA\nDCGUSA\r`,
  ].join('\n')

test.describe('a licence in front of the camera', () => {
  test('of somebody under age is a no', async () => {
    phone.camera.showWide(await drawPdf417(licence('ANA', 'SOTO', '01012015')))
    await expect(door.getByTestId('age-result')).toHaveAttribute('data-answer', 'under_age')
  })

  test('of somebody with a name and birth date of the house list asks, with a number behind a tap', async () => {
    phone.camera.showWide(await drawPdf417(licence('ZENOBIA', 'QUISPE', '02031990')))
    await expect(door.getByTestId('age-result')).toHaveAttribute('data-answer', 'ask')
    const detail = door.getByTestId('ban-detail')
    await expect(detail.getByRole('listitem')).toBeHidden()
    await detail.locator('summary').click()
    await expect(detail.getByRole('listitem')).toContainText('The birth date is the same')
  })

  test('of somebody else of that name is a yes', async () => {
    phone.camera.showWide(await drawPdf417(licence('ZENOBIA', 'QUISPE', '02041990')))
    await expect(door.getByTestId('age-result')).toHaveAttribute('data-answer', 'of_age')
  })

  test('leaves yes or no and the rule, and nothing of itself', async () => {
    const read = () => stack.sql`
      select payload from public.door_acts where kind = 'age_check' and payload ->> 'how' = 'licence' order by acted_at`
    await expect.poll(async () => (await read()).length).toBe(3)
    const rules = (await read()).map(({ payload }) => [payload.passed, payload.rule])
    expect(rules).toEqual([
      [false, 'age'],
      [false, 'house_list'],
      [true, 'age'],
    ])
    const acts = await stack.sql`select * from public.door_acts`
    expect(JSON.stringify(acts)).not.toMatch(/ANA|SOTO|QUISPE|Y1234567|1990|2015|MADE UP/)
  })

  test('is read no longer once the screen is closed: tickets are', async () => {
    phone.camera.show(null)
    await door.getByRole('button', { name: 'Back to the tickets' }).click()
    await expect(door.getByTestId('age-screen')).toBeHidden()
  })
})
