// What doormen do by hand: names ticked, heads counted, people refused, ages seen, incidents written, a red overruled.
import { expect, type Page } from '@playwright/test'
import { expectVerdict, readByHardwareScanner } from './steps.ts'

const button = (door: Page, name: string | RegExp) =>
  door.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })

export const closeSheet = async (door: Page): Promise<void> => {
  await door.keyboard.press('Escape')
  await expect(door.getByRole('dialog')).toHaveCount(0)
}

/** Opens the search and waits until this one name stands there, perhaps with how many of it came in. */
export const findName = async (door: Page, query: string, says: string | RegExp = /./) => {
  await button(door, 'Find').click()
  await door.locator('input[name=guest]').fill(query)
  const name = door.getByTestId('list-name')
  await expect(name).toHaveCount(1)
  await expect(name).toContainText(says)
}

/** Ticks heads of the name that was found, without a question of the phone. */
export const tick = async (door: Page, label: string, heads: number): Promise<void> => {
  await button(door, label).click()
  await expect(door.getByTestId('list-ticked')).toContainText(`${heads} in`)
}

/** The phone asks, and whoever stands there insists. */
export const tickAnyway = async (door: Page, label: string, heads: number): Promise<void> => {
  await button(door, label).click()
  await expect(door.getByTestId('list-asked')).toBeVisible()
  await button(door, 'Let in anyway').click()
  await expect(door.getByTestId('list-ticked')).toContainText(`${heads} in`)
}

/** Counts people in, or out below zero; waits until each is kept. */
export const countHeads = async (door: Page, heads: number): Promise<void> => {
  const counter = door.getByTestId('hand-counter')
  const before = Number(await counter.getAttribute('data-count'))
  const name = heads > 0 ? 'Count one in' : 'Count one out'
  for (let nth = 0; nth < Math.abs(heads); nth += 1) await button(door, name).click()
  await expect(counter).toHaveAttribute('data-count', String(before + heads))
}

export const refuseByHand = async (door: Page, cause: string, words?: string): Promise<void> => {
  await button(door, 'More').click()
  await button(door, /^Refuse somebody/).click()
  await button(door, cause).click()
  if (words !== undefined) {
    await door.locator('input[name=words]').fill(words)
    await button(door, 'Keep').click()
  }
  await expect(door.getByText(`Kept: ${cause}`)).toBeVisible()
  await closeSheet(door)
}

export const seeAge = async (door: Page, answer: 'of_age' | 'under_age', label: string) => {
  await button(door, 'ID').click()
  await button(door, label).click()
  await expect(door.getByTestId('age-result')).toHaveAttribute('data-answer', answer)
  await button(door, 'Back to the tickets').click()
  await expect(door.getByTestId('age-screen')).toBeHidden()
}

export const writeIncident = async (door: Page, words: string): Promise<void> => {
  await button(door, 'More').click()
  await button(door, /^Write down an incident/).click()
  await door.locator('textarea[name=words]').fill(words)
  await button(door, 'Write it down').click()
  await expect(door.getByTestId('incident-kept')).toBeVisible()
  await closeSheet(door)
}

/** Waits until the phone carries so many of the only type that is sold here. */
export const expectStock = async (door: Page, ready: number): Promise<void> => {
  await button(door, 'Sell').click()
  await expect(door.getByTestId('sell')).toContainText(`${ready} ready on this phone`)
  await closeSheet(door)
}

/** So many tickets to guests without one, who are in with it; or taken back at once, with their money. */
export const sellAtDoor = async (
  door: Page,
  { quantity, paid, undo = false }: { quantity: number; paid: 'Cash' | 'Terminal'; undo?: boolean },
): Promise<void> => {
  await button(door, 'Sell').click()
  for (let nth = 1; nth < quantity; nth += 1) await button(door, 'One more').click()
  await button(door, paid).click()
  await expect(door.getByTestId('sold')).toContainText(`${quantity} sold and let in`)
  if (undo) {
    await button(door, /^Undo/).click()
    await expect(door.getByTestId('sale-undone')).toBeVisible()
  }
  await button(door, 'Next guest').click()
  await closeSheet(door)
}

/** At the start of a shift, or at its end. */
export const countDrawer = async (
  door: Page,
  step: 'Open the drawer' | 'Count and close',
  amount: string,
): Promise<void> => {
  await button(door, 'More').click()
  await button(door, /^Drawer/).click()
  await door.locator('input[name=amount]').fill(amount)
  await door.locator('input[name=by]').fill('Ana')
  await button(door, step).click()
  await expect(door.locator('input[name=amount]')).toHaveValue('')
  await closeSheet(door)
}

/** A ticket that the phone refuses with this red, and that a manager lets in. */
export const overrule = async (
  door: Page,
  { ticket, red, reason, pin }: { ticket: string; red: string; reason: string; pin: string },
): Promise<void> => {
  await readByHardwareScanner(door, ticket)
  await expectVerdict(door, red, 'red')
  await button(door, 'Hold: manager').click({ delay: 1_200 })
  await button(door, reason).click()
  for (const digit of pin) {
    await door.getByRole('dialog').getByRole('button', { name: digit, exact: true }).click()
  }
  await expectVerdict(door, 'override', 'green')
  await expect(door.getByTestId('verdict')).toBeHidden()
}

/** Admitted, and taken back while there is still time. */
export const admitAndTakeBack = async (door: Page, ticket: string): Promise<void> => {
  await readByHardwareScanner(door, ticket)
  await door.getByTestId('undo').click()
  await expect(door.getByTestId('undone')).toBeVisible()
  await expect(door.getByTestId('undone')).toBeHidden()
}

/** As if all that this phone has scanned and done had been this much earlier. It reads it anew with the next page. */
export const backdateFacts = (door: Page, byMs: number): Promise<void> =>
  door.evaluate(
    (byMs) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('maguey-door')
        opening.onsuccess = () => {
          const db = opening.result
          const tx = db.transaction(['scans', 'acts'], 'readwrite')
          tx.oncomplete = () => {
            db.close()
            resolve()
          }
          tx.onabort = () => reject(tx.error)
          for (const [log, time] of [
            ['scans', 'scannedAtMs'],
            ['acts', 'actedAtMs'],
          ] as const) {
            const rows = tx.objectStore(log).getAll()
            rows.onsuccess = () => {
              for (const row of rows.result) {
                const earlier = { deviceTimeMs: row.deviceTimeMs - byMs, [time]: row[time] - byMs }
                tx.objectStore(log).put({ ...row, ...earlier })
              }
            }
          }
        }
      }),
    byMs,
  )
