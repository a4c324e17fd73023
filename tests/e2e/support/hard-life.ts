// A door phone that is treated badly: guests in quick succession, every green noted as it is painted, and what takes its
// renderer, its storage connection or its disk away.
import { randomBytes } from 'node:crypto'
import type { Stack } from '@maguey/local-stack/start-stack'
import { generateTicketId } from '@maguey/ticket-core/ticket-id'
import { expect, type Page } from '@playwright/test'
import type { DoorPhone } from './browser.ts'
import { pairingCode } from './pairing-code.ts'
import { readByHardwareScanner } from './steps.ts'

/** Ids of tickets for tonight. They are on every list, so that the bare id opens the door. */
export async function issueTickets({ sql }: Stack, count: number): Promise<string[]> {
  const [night] = await sql`
    select e.id, e.name, e.code, to_char(e.event_day, 'YYYYMMDD') as day, t.id as type_id, t.name as type
    from public.events e join public.ticket_types t on t.event_id = e.id
    where e.slug like 'perreo-%' order by e.event_date, t.sort limit 1`
  const id = { eventCode: String(night?.code), eventDay: String(night?.day), randomBytes }
  const ids = Array.from({ length: count }, () => generateTicketId(id))
  await sql`
    insert into public.tickets (ticket_id, event_id, event_name, ticket_type_id, ticket_type, qr_code_data)
    select i.id, ${night?.id}, ${night?.name}, ${night?.type_id}, ${night?.type}, i.id
    from unnest(${ids}::text[]) i (id)`
  return ids
}

export async function pairForTonight(stack: Stack, phone: DoorPhone): Promise<Page> {
  const page = await phone.open(`${stack.info.scannerUrl}/pair#${await pairingCode(stack)}`)
  const strip = page.getByTestId('status-strip')
  await expect(strip).toHaveAttribute('data-online', 'true')
  await expect(strip).toContainText('list fresh')
  // From here on it opens without a network too.
  await page.evaluate(() => navigator.serviceWorker.ready)
  return page
}

/** Notes the scan of every green in the moment in which it is put on the screen, in every page of this phone. */
export async function noteGreens(page: Page): Promise<Set<string>> {
  const greens = new Set<string>()
  await page.context().exposeFunction('noteGreen', (scanId: string) => void greens.add(scanId))
  await page.context().addInitScript(() => {
    let last: string | undefined
    new MutationObserver(() => {
      const green = document.querySelector<HTMLElement>('[data-testid=verdict][data-colour=green]')
      const scanId = green?.dataset.scanId
      if (scanId === undefined || scanId === last) return
      last = scanId
      ;(window as unknown as { noteGreen: (id: string) => void }).noteGreen(scanId)
    }).observe(document, { subtree: true, childList: true, attributes: true })
  })
  return greens
}

/** Reads these tickets one after the other, `everyMs`, without waiting for anything. */
export const readInARow = (page: Page, tickets: readonly string[], everyMs: number) =>
  page.evaluate(
    ({ tickets, everyMs }) => {
      tickets.forEach((ticket, nth) => {
        setTimeout(() => {
          for (const key of [...ticket, 'Enter'])
            window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
        }, nth * everyMs)
      })
    },
    { tickets, everyMs },
  )

/** The renderer dies as it does out of memory; the phone's owner opens the app again. */
export async function killRenderer(page: Page): Promise<Page> {
  const context = page.context()
  const devtools = await context.newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  devtools.send('Page.crash').catch(() => {})
  await crashed
  const next = await context.newPage()
  await page.close()
  return next
}

/** Remembers the open connections of pages that are loaded from now on, so that they can be severed. */
export const holdConnections = (page: Page) =>
  page.context().addInitScript(() => {
    const held = window as unknown as {
      openConnections: Set<IDBDatabase>
      refuseNextOpen: boolean
    }
    held.openConnections = new Set()
    held.refuseNextOpen = false
    const { open } = IDBFactory.prototype
    IDBFactory.prototype.open = function opened(...args) {
      if (held.refuseNextOpen) {
        held.refuseNextOpen = false
        throw new DOMException('Internal error opening backing store', 'UnknownError')
      }
      const request = open.apply(this, args)
      request.addEventListener('success', () => held.openConnections.add(request.result))
      return request
    }
  })

/** As when the system closes the database: transactions are aborted and `close` is told. */
export const severStorage = (page: Page, { reopens }: { reopens: boolean }) =>
  page.evaluate((reopens) => {
    const held = window as unknown as {
      openConnections: Set<IDBDatabase>
      refuseNextOpen: boolean
    }
    for (const connection of held.openConnections) {
      connection.close()
      connection.dispatchEvent(new Event('close'))
    }
    held.openConnections.clear()
    held.refuseNextOpen = !reopens
  }, reopens)

const DISK = 'test.disk'

/** Pages that are loaded from now on find the disk as `setDisk` says. Chromium's own quota can't be lowered here. */
export const holdDisk = (page: Page) =>
  page.context().addInitScript((key) => {
    const { put, delete: remove } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = function kept(...args) {
      if (sessionStorage.getItem(key)) throw new DOMException('full', 'QuotaExceededError')
      return put.apply(this, args)
    }
    IDBObjectStore.prototype.delete = function freed(...args) {
      if (sessionStorage.getItem(key) === 'full until something is deleted') {
        sessionStorage.removeItem(key)
      }
      return remove.apply(this, args)
    }
  }, DISK)

export const setDisk = (page: Page, how: 'roomy' | 'full' | 'full until something is deleted') =>
  page.evaluate(
    ({ key, how }) => {
      if (how === 'roomy') sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, how)
    },
    { key: DISK, how },
  )

/** As if every scan on this phone had been made this much earlier. */
export const backdateScans = (page: Page, byMs: number) =>
  page.evaluate(
    (byMs) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('maguey-door')
        opening.onsuccess = () => {
          const db = opening.result
          const tx = db.transaction('scans', 'readwrite')
          tx.oncomplete = () => {
            db.close()
            resolve()
          }
          tx.onabort = () => reject(tx.error)
          const rows = tx.objectStore('scans').getAll()
          rows.onsuccess = () => {
            for (const row of rows.result) {
              tx.objectStore('scans').put({ ...row, scannedAtMs: row.scannedAtMs - byMs })
            }
          }
        }
      }),
    byMs,
  )

export const deleteDatabase = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('maguey-door')
        request.onsuccess = () => resolve()
        request.onerror = () => reject(request.error)
      }),
  )

export type Shown = { verdict: string; scanId: string }

/** Reads one ticket and tells what stands on the screen then: a verdict, or that nothing could be kept. */
export async function readOne(page: Page, ticket: string): Promise<Shown | 'not kept'> {
  const before = await page.evaluate(
    () => document.querySelector<HTMLElement>('[data-testid=verdict]')?.dataset.scanId ?? null,
  )
  await readByHardwareScanner(page, ticket)
  const shown = await page.waitForFunction((before) => {
    if (document.querySelector('[data-testid=storage-failed]')) return 'not kept' as const
    const { verdict, scanId } =
      document.querySelector<HTMLElement>('[data-testid=verdict]')?.dataset ?? {}
    if (verdict === undefined || scanId === undefined || scanId === before) return null
    return { verdict, scanId }
  }, before)
  return (await shown.jsonValue()) as Shown | 'not kept'
}

/** What the server has of these scans: each once, or this fails. */
export async function expectOnServerOnce({ sql }: Stack, scanIds: Iterable<string>) {
  const ids = [...scanIds]
  const missing = async () => {
    const rows = await sql`select id from public.scans where id = any(${ids}::uuid[])`
    const there = new Set(rows.map(({ id }) => String(id)))
    return ids.filter((id) => !there.has(id))
  }
  await expect.poll(missing).toEqual([])
  expect(await sql`select ticket_id from public.scans where result = 'double_entry'`).toEqual([])
}
