// The record of a night in the back office: read, sealed, downloaded, corrected; its file checked by the README's command.

import { readFileSync } from 'node:fs'
import { verifyRecord } from '@maguey/local-stack/cli/verify-record'
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { launchBrowser, temporaryFolder } from './support/browser.ts'
import { makeRecordNight } from './support/record-night.ts'
import { signInManager } from './support/steps.ts'

let stack: Stack
let browser: Browser
let office: Page

test.beforeAll(async () => {
  test.setTimeout(300_000)
  stack = await startStack({ dataDir: temporaryFolder('record'), seed: true, serveApps: true })
  browser = await launchBrowser()
  office = await signInManager(browser, stack.info)
})

test.afterAll(async () => {
  await browser.close()
  await stack.stop()
})

const figure = (part: string, label: string) =>
  office
    .getByTestId(`part-${part}`)
    .locator('dl > div')
    .filter({ has: office.getByText(label, { exact: true }) })
    .locator('dd')

async function download(button: string, from = office.getByTestId('seal')): Promise<string> {
  const waiting = office.waitForEvent('download')
  await from.getByRole('button', { name: button }).click()
  return readFileSync(await (await waiting).path(), 'utf8')
}

test('a record is read, sealed once, proves itself, and is corrected by addition', async () => {
  test.setTimeout(300_000)
  const night = await makeRecordNight(stack, 'Perreo del viernes')
  await office.goto(new URL('/nights', office.url()).href)
  await office
    .getByRole('listitem')
    .filter({ hasText: night.name })
    .getByRole('link', { name: 'Record of the night' })
    .click()

  await test.step('says what the facts say', async () => {
    await expect(office.getByTestId('seal')).toHaveAttribute('data-state', 'open')
    await expect(figure('tickets', 'Came in')).toHaveText('56')
    await expect(figure('heads', 'Legal limit')).toHaveText('60')
    await expect(figure('double_entries', 'Double entries')).toHaveText('1')
    await expect(figure('outages', 'Outages')).toHaveText('1')
    await expect(figure('refusals', 'Refusals')).toHaveText('5')
  })

  await test.step('is sealed after a question', async () => {
    await office.getByRole('button', { name: 'Seal the record…' }).click()
    await office.getByRole('dialog').getByRole('button', { name: 'Seal it' }).click()
    await expect(office.getByTestId('seal')).toHaveAttribute('data-state', 'sealed')
  })

  let key = ''
  await test.step('proves itself by its file and the key on the page', async () => {
    const text = await download('Sealed file (JSON)')
    await office.getByText('How it proves itself').click()
    key = (await office.getByTestId('seal').locator('dd').last().textContent()) ?? ''
    expect(await verifyRecord(text, key)).toMatchObject({ exitCode: 0 })
    const changed = await verifyRecord(text.replace('"margin": 0', '"margin": 1'), key)
    expect(changed.lines).toContain('  /parts/heads/quarters')
    expect(await download('PDF')).toMatch(/^%PDF-/)
    expect(await download('Spreadsheet (CSV)')).toContain(`Record of the night,${night.name}`)
  })

  await test.step('stays as it is when a note comes later, which is added', async () => {
    await stack.sql`
      insert into public.double_entry_notes (scan_id, event_id, note)
      select id, event_id, 'A copy; asked to leave' from public.scans
      where event_id = ${night.eventId} and result = 'double_entry'`
    await office.reload()
    await expect(office.getByTestId('record-changed')).toContainText('Double entries')
    await expect(figure('double_entries', 'Without a note')).toHaveText('1')
    await office.getByRole('button', { name: 'Add a correction' }).click()
    const sheet = office.getByRole('dialog')
    await sheet.getByRole('button', { name: 'Add and seal' }).click()
    await expect(sheet.locator('textarea')).toHaveAttribute('aria-invalid', 'true')
    await sheet.locator('textarea').fill('The second guest was found at the bar at 2:40.')
    await sheet.getByRole('button', { name: 'Add and seal' }).click()
    const correction = office.getByTestId('correction')
    await expect(correction).toContainText('With new figures: Double entries')
    await expect(office.getByTestId('record-changed')).toHaveCount(0)
    const text = await download('Sealed file (JSON)', correction)
    expect(await verifyRecord(text, key)).toMatchObject({ exitCode: 0 })
  })
})
