// A door phone that dies, loses its storage or its place again and again: what was green is on the server once, and
// whatever can't be kept is said.
// MAGUEY_KILLS and MAGUEY_SEVERS: how often its renderer is killed and its storage severed.
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { expect, type Page, test } from '@playwright/test'
import { createDoorPhone, type DoorPhone, temporaryFolder } from './support/browser.ts'
import {
  backdateScans,
  deleteDatabase,
  expectOnServerOnce,
  holdConnections,
  holdDisk,
  issueTickets,
  killRenderer,
  noteGreens,
  pairForTonight,
  readInARow,
  readOne,
  setDisk,
  severStorage,
} from './support/hard-life.ts'
import { pairingCode } from './support/pairing-code.ts'
import { expectVerdict, readByHardwareScanner } from './support/steps.ts'

const KILLS = Number(process.env.MAGUEY_KILLS ?? 5)
const SEVERS = Number(process.env.MAGUEY_SEVERS ?? 40)
const PER_LIFE = 6

let stack: Stack
let phone: DoorPhone
let door: Page
let greens: Set<string>
let tickets: string[]

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(240_000)
  stack = await startStack({ dataDir: temporaryFolder('endurance'), seed: true, serveApps: true })
  tickets = await issueTickets(stack, KILLS * PER_LIFE + SEVERS * 2 + 20)
  phone = createDoorPhone('enduring-door')
  const blank = await phone.open('about:blank')
  greens = await noteGreens(blank)
  await holdConnections(blank)
  await holdDisk(blank)
  door = await pairForTonight(stack, phone)
})

test.afterAll(async () => {
  await phone?.close()
  await stack?.stop()
})

const next = (count: number) => tickets.splice(0, count)
const strip = () => door.getByTestId('status-strip')

async function openAgain(page: Page): Promise<void> {
  await page.goto(stack.info.scannerUrl)
  await expect(page.getByTestId('status-strip')).toBeVisible()
}

async function expectAllSent(): Promise<void> {
  await expect(strip()).toHaveAttribute('data-queue', '0')
  await expectOnServerOnce(stack, greens)
}

test(`a renderer that is killed ${KILLS} times while scanning loses no green`, async () => {
  test.setTimeout(60_000 + KILLS * 20_000)
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = greens.size
    await phone.setOffline(kill % 2 === 0)
    const readings = next(PER_LIFE)
    await readInARow(door, readings, 60)
    // At another moment of the row each time, but not before the first guest is in.
    await expect.poll(() => greens.size, { intervals: [20] }).toBeGreaterThan(before)
    await door.waitForTimeout((kill * 37) % 300)
    door = await killRenderer(door)
    await openAgain(door)
  }
  await phone.setOffline(false)
  expect(greens.size).toBeGreaterThanOrEqual(KILLS)
  await expectAllSent()
})

test(`storage that is severed ${SEVERS} times is opened again, or the screen says that nothing was kept`, async () => {
  test.setTimeout(60_000 + SEVERS * 4_000)
  let said = 0
  for (let nth = 0; nth < SEVERS; nth += 1) {
    const reopens = nth % 10 !== 9
    const [ticket = ''] = next(1)
    // Before the reading, or in the middle of its write.
    const severing = severStorage(door, { reopens })
    const shown = await readOne(door, ticket)
    await severing
    if (shown === 'not kept') {
      said += 1
      await door.getByTestId('storage-failed').click()
      // The next reading of the same ticket opens the database again.
      expect(await readOne(door, ticket)).toMatchObject({ verdict: 'admit' })
    } else expect(shown.verdict).toBe('admit')
  }
  expect(said).toBeLessThanOrEqual(Math.ceil(SEVERS / 10))
  await expectAllSent()
})

test('a disk without room shows no green and says so; with room again the guest gets in', async () => {
  await setDisk(door, 'full')
  const [ticket = ''] = next(1)
  const before = new Set(greens)
  expect(await readOne(door, ticket)).toBe('not kept')
  expect(greens).toEqual(before)
  await setDisk(door, 'roomy')
  await door.getByTestId('storage-failed').click()
  expect(await readOne(door, ticket)).toMatchObject({ verdict: 'admit' })
  await expectAllSent()
})

test('a disk that is full at the start gives up what the server has, and the door opens', async () => {
  await backdateScans(door, 20 * 60_000)
  await setDisk(door, 'full until something is deleted')
  await openAgain(door)
  expect(await readOne(door, next(1)[0] ?? '')).toMatchObject({ verdict: 'admit' })
  await expectAllSent()
})

test('a page that takes over scans alone, and the one before says that it does not', async () => {
  const second = await door.context().newPage()
  await second.goto(stack.info.scannerUrl)
  await second.getByRole('button', { name: 'Scan here' }).click()
  await expect(second.getByTestId('status-strip')).toBeVisible()
  await expect(door.getByRole('heading', { name: 'Scanning in another window' })).toBeVisible()
  const [ticket = ''] = next(1)
  const before = greens.size
  await readByHardwareScanner(door, ticket)
  await readByHardwareScanner(second, ticket)
  await expectVerdict(second, 'admit', 'green')
  expect(greens.size).toBe(before + 1)
  await door.close()
  door = second
  await expectAllSent()
})

test('a database that was deleted asks to be paired again, and is; after a restart it is a new phone', async () => {
  await deleteDatabase(door)
  await readByHardwareScanner(door, next(1)[0] ?? '')
  // It says so, and goes on saying so until it is paired again or reloaded.
  const lost = door.getByRole('heading', { name: 'This phone has lost its data' })
  await expect(lost).toBeVisible()
  await door.waitForTimeout(1_000)
  await expect(lost).toBeVisible()
  await door.getByRole('button', { name: 'Pair again' }).click()
  await door.locator('input[name=code]').fill(await pairingCode(stack))
  await expect(strip()).toHaveAttribute('data-online', 'true')
  await expect(strip()).toContainText('list fresh')
  expect(await readOne(door, next(1)[0] ?? '')).toMatchObject({ verdict: 'admit' })
  await expectAllSent()

  await deleteDatabase(door)
  await expect(lost).toBeVisible()
  await door.goto(stack.info.scannerUrl)
  await expect(door.locator('input[name=code]')).toBeVisible()
  await expect(door.getByText(/\b0 tickets/)).toHaveCount(0)
})
